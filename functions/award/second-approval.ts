import type { Award } from "../../shared/domain/award/award.ts";
import type { Passed } from "../../shared/domain/award/limits-together.ts";
import { limitBelow } from "../../shared/domain/award/second-person.ts";
import { awardIdOf, type Case } from "../../shared/domain/case/case.ts";
import { nextAfter, type Step, type Taken, takeStep, wasTaken, whyNot } from "../../shared/domain/case/take-step.ts";
import type { Day } from "../../shared/domain/dates.ts";
import { claimAgainst, type HouseholdClaims } from "../../shared/domain/household/household.ts";
import type { Line } from "../../shared/domain/line/line.ts";
import type { Pence } from "../../shared/domain/money.ts";
import type { Need } from "../../shared/domain/needs.ts";
import type { Actor, Principal } from "../../shared/domain/principal.ts";
import { type LookFirst, lookFirst } from "../../shared/domain/rules/look-first.ts";
import type { Scheme } from "../../shared/domain/scheme/scheme.ts";
import { type SchemeBook, schemeAt } from "../../shared/domain/scheme/scheme-book.ts";
import type { Approvals } from "../../shared/store/approvals.ts";
import type { Cases, WholeCase } from "../../shared/store/cases.ts";
import type { Directories } from "../../shared/store/directories.ts";
import type { Lines } from "../../shared/store/lines.ts";
import type { Schemes } from "../../shared/store/schemes.ts";
import { takerOf } from "../decide/case-step.ts";

/** A second person's step with an award above its decider's limit. The sender makes the key. */
export type SecondStep = {
  readonly caseId: string;
  readonly by: Actor & Pick<Principal, "roles">;
  readonly now: Date;
  readonly key: string;
  readonly seen: { readonly version: number; readonly householdId: string };
  readonly reason?: string;
};

export type SecondPorts = {
  readonly cases: Pick<Cases, "find" | "whole" | "standingContact">;
  readonly lines: Pick<Lines, "standing">;
  readonly approvals: Approvals;
  readonly schemes: Pick<Schemes, "book">;
  readonly directories: Pick<Directories, "book">;
};

/** In order of precedence. */
export type SecondOutcome =
  | { readonly kind: "approved" | "declined"; readonly case: Case; readonly award: Award; readonly by: Actor; readonly at: string }
  | { readonly kind: "notFound" }
  | { readonly kind: "barred" }
  /** The decider has declared an interest since, so the award can only be sent back. */
  | { readonly kind: "deciderBarred" }
  | { readonly kind: "stale"; readonly now: Case }
  | { readonly kind: "enteredByYou"; readonly now: Case }
  | { readonly kind: "ownDecision" }
  /** Its scheme is over, so the award was sent back: money belongs to the scheme in which it is committed. */
  | { readonly kind: "schemeOver"; readonly case: Case; readonly award: Award; readonly scheme: Scheme }
  /** Nobody has recorded a look that is needed first, so the award can only be sent back. */
  | { readonly kind: "held"; readonly holds: readonly LookFirst[] }
  | { readonly kind: "aboveLimit"; readonly scheme: Scheme; readonly limit: Pence; readonly total: Pence }
  /** The household was joined since to another one that has an award for the need, so the award can only be sent back. */
  | { readonly kind: "helpedByJoined"; readonly need: Need; readonly earlierAwardId: string; readonly nextDay: Day }
  /** With this award the approver would pass what the scheme lets them commit together. */
  | { readonly kind: "aboveTogether"; readonly passed: Passed };

export type Second = { readonly kind: "awaited" } | { readonly kind: "approved" | "declined"; readonly by: Actor; readonly at: string };

/** The award itself never changes, so its lines say who settled it. Undefined where no second person was needed. */
export const secondOf = ({ awaitsApproval }: Pick<Award, "awaitsApproval">, lines: readonly Pick<Line, "steps">[]): Second | undefined => {
  if (!awaitsApproval) return undefined;
  const taken = lines.flatMap(({ steps }) => steps).find(({ step }) => step === "approve" || step === "decline");
  return taken ? { kind: taken.step === "approve" ? "approved" : "declined", by: taken.by, at: taken.at } : { kind: "awaited" };
};

type ToSettle = { readonly kind: "toSettle"; readonly whole: WholeCase; readonly award: Award; readonly taken: Taken };

type Settling = Step<"approve"> | Step<"decline">;
const done = { approve: "approved", decline: "declined" } as const;

/** Finds the award to settle. Returns the outcome instead if the step was taken before or cannot be taken. */
export const findToSettle = (
  { by, now, seen }: SecondStep,
  whole: WholeCase | undefined,
  stepWith: (award: Award) => Settling,
): ToSettle | SecondOutcome => {
  if (!whole) return { kind: "notFound" };
  const { case: head, events, awards } = whole;
  const taker = takerOf({ by, now, seen });
  const next = nextAfter(seen, events);
  // Once an award was sent back, only the event names it.
  const awardId = next && "awardId" in next.detail ? next.detail.awardId : awardIdOf(head);
  const award = awards.find((one) => one.awardId === awardId);
  if (!award) return whyNot(head, taker) ?? { kind: "stale", now: head };

  const step = stepWith(award);
  const taken = takeStep(head, step, taker);
  if (taken.kind === "taken") return { kind: "toSettle", whole, award, taken };
  return taken.kind === "stale" && next && wasTaken(step, taker, events)
    ? { kind: done[step.kind], case: head, award, by: next.by, at: next.at }
    : taken;
};

/** Whether the award's scheme is no longer the one in which money is committed at this moment. */
export const isSchemeOver = ({ scheme }: Award, book: SchemeBook, now: Date): boolean => schemeAt(book, now)?.code !== scheme;
/** Applies the looks of a single award again: older awards were decided without them, and the case may have new records. */
export const heldBack = ({ results, looked }: Award, { conversation, possibleHouseholds, concerns }: Case): SecondOutcome | undefined => {
  const holds = lookFirst(results, { looked, conversation: conversation?.outcome, possibleHouseholds, concerns });
  return holds.length > 0 ? { kind: "held", holds } : undefined;
};

/** The award of a household joined since, which the scheme would not have allowed this award beside. */
export const helpedByJoined = ({ awardId }: Award, scheme: Scheme, household: HouseholdClaims): SecondOutcome | undefined => {
  if (!household.parts) return undefined;
  const dayOf = ({ on, from }: HouseholdClaims["claims"][number]) => on ?? from;
  for (const own of household.claims.filter((claim) => claim.awardId === awardId)) {
    const before = household.claims.filter((claim) => claim.awardId !== awardId && dayOf(claim) <= dayOf(own));
    const against = claimAgainst(scheme, own.need, { claims: before }, dayOf(own));
    if (against) return { kind: "helpedByJoined", need: own.need, earlierAwardId: against.claim.awardId, nextDay: against.nextDay };
  }
  return undefined;
};

/** Nobody approves more than they may award alone. */
export const aboveLimit = ({ total }: Award, scheme: Scheme, { roles }: Pick<Principal, "roles">): SecondOutcome | undefined => {
  const limit = limitBelow(total, scheme, { roles });
  return limit === undefined ? undefined : { kind: "aboveLimit", scheme, limit, total };
};
