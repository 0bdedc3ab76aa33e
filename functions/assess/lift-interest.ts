import type { Case } from "../../shared/domain/case/case.ts";
import { isBarred } from "../../shared/domain/case/conflict-of-interest.ts";
import { takeStep } from "../../shared/domain/case/take-step.ts";
import { barredFrom, liftedIn, openInterests } from "../../shared/domain/household/interest.ts";
import { isCaseId } from "../../shared/domain/ids.ts";
import { type Actor, actorOf } from "../../shared/domain/principal.ts";
import { again, retry } from "../../shared/retry.ts";
import type { Cases } from "../../shared/store/cases.ts";
import type { HouseholdBehind, Interests } from "../../shared/store/interests.ts";
import { takerOf } from "../decide/case-step.ts";

export type LiftOutcome =
  /** An award from a list has no case. */
  | { readonly kind: "lifted"; readonly caseId: string; readonly case?: Case }
  | { readonly kind: "notFound" }
  /** Nobody lifts their own declaration. */
  | { readonly kind: "barred" }
  | { readonly kind: "notDeclared"; readonly caseId: string; readonly now?: Case };

export type LiftStep = {
  readonly caseId: string;
  readonly by: Actor;
  readonly now: Date;
  /** The person who declared. */
  readonly principalId: string;
  readonly reason: string;
};

export type LiftPorts = { readonly cases: Pick<Cases, "whole" | "change" | "ofHousehold">; readonly interests: Interests };

/**
 * Another person, with a reason, lets somebody who had declared an interest take part again: in each case of the
 * household, and in the household last, so that what is cut short leaves the person out.
 */
export const liftInterest = async (step: LiftStep, { cases, interests }: LiftPorts): Promise<LiftOutcome> => {
  const { caseId, by, now, principalId, reason } = step;
  const found = isCaseId(caseId) ? await interests.behind(caseId) : undefined;
  if (!found) return { kind: "notFound" };
  if (isOut(found, by.id)) return { kind: "barred" };

  const { householdId } = found.household;
  const of = openInterests(found.household).find((one) => one.by.id === principalId)?.by;
  const others = (await cases.ofHousehold(householdId)).map((one) => one.caseId);
  const lifted = new Map<string, Lifted>();
  for (const each of new Set([caseId, ...others])) lifted.set(each, await liftIn(each, of, step, cases));
  const head = lifted.get(caseId)?.case ?? found.case;

  const inHousehold = await retry<"lifted" | "notDeclared">(async () => {
    const there = await interests.behind(caseId);
    if (!there || !barredFrom(there.household).includes(principalId)) return "notDeclared";
    const kept = await interests.keep(liftedIn(there.household, principalId, { by: actorOf(by), at: now.toISOString(), reason }));
    return kept.kind === "kept" ? "lifted" : again;
  });
  const wasLifted =
    inHousehold === "lifted" ||
    [...lifted.values()].some(({ isLifted }) => isLifted) ||
    (found.household.interests ?? []).some((one) => one.by.id === principalId);
  return wasLifted ? { kind: "lifted", caseId, ...(head && { case: head }) } : { kind: "notDeclared", caseId, ...(head && { now: head }) };
};

const isOut = ({ household, case: head }: HouseholdBehind, personId: string): boolean =>
  barredFrom(household).includes(personId) || (head !== undefined && isBarred(head, personId));

/** A case from which somebody was lifted before counts too: the same lifting is sent again. */
type Lifted = { readonly isLifted: boolean; readonly case?: Case };

const liftIn = (
  caseId: string,
  of: Actor | undefined,
  { by, now, principalId, reason }: LiftStep,
  cases: LiftPorts["cases"],
): Promise<Lifted> =>
  retry<Lifted>(async () => {
    const whole = await cases.whole(caseId);
    if (!whole) return { isLifted: false };
    const { case: before, events } = whole;
    const declared = events.findLast(({ by: who, detail }) => detail.kind === "declaredInterest" && who.id === principalId)?.by;
    const person = of ?? declared ?? { id: principalId, name: principalId };
    const taken = takeStep(before, { kind: "liftInterest", of: person, reason }, takerOf({ by, now }));
    const wasLifted = events.some(({ detail }) => detail.kind === "liftedInterest" && detail.of.id === principalId);
    if (taken.kind === "barred" || taken.kind === "notDeclared") return { isLifted: wasLifted, case: before };
    const changed = taken.kind === "taken" ? await cases.change({ taken }) : taken;
    return changed.kind === "changed" ? { isLifted: true, case: changed.case } : again;
  });
