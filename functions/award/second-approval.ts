import type { Award } from "../../shared/domain/award/award.ts";
import { isOwnDecision, limitBelow } from "../../shared/domain/award/second-person.ts";
import type { Case, CaseEvent } from "../../shared/domain/case/case.ts";
import { isBarred } from "../../shared/domain/case/conflict-of-interest.ts";
import type { Pence } from "../../shared/domain/money.ts";
import type { Actor, Principal } from "../../shared/domain/principal.ts";
import type { Scheme } from "../../shared/domain/scheme/scheme.ts";
import type { Approvals } from "../../shared/store/approvals.ts";
import type { Cases, WholeCase } from "../../shared/store/cases.ts";
import type { Lines } from "../../shared/store/lines.ts";
import type { Schemes } from "../../shared/store/schemes.ts";

/** What a second person does with an award that is above its decider's limit. The key is the sender's. */
export type SecondStep = {
  readonly caseId: string;
  readonly by: Actor & Pick<Principal, "roles">;
  readonly now: Date;
  readonly key: string;
  readonly seen: { readonly version: number; readonly householdId: string };
  readonly reason?: string;
};

export type SecondPorts = {
  readonly cases: Pick<Cases, "whole">;
  readonly lines: Pick<Lines, "standing">;
  readonly approvals: Approvals;
  readonly schemes: Pick<Schemes, "book">;
};

/** In order of precedence. */
export type SecondOutcome =
  | { readonly kind: "approved" | "declined"; readonly case: Case; readonly award: Award; readonly by: Actor; readonly at: string }
  | { readonly kind: "notFound" }
  | { readonly kind: "barred" }
  /** Whoever decided has declared an interest since: it can be sent back, and is decided again by somebody else. */
  | { readonly kind: "deciderBarred" }
  | { readonly kind: "stale"; readonly now: Case }
  /** Whoever decided, or prepared the run that did, is no second person. */
  | { readonly kind: "ownDecision" }
  | { readonly kind: "aboveLimit"; readonly scheme: Scheme; readonly limit: Pence; readonly total: Pence };

type ToSettle = { readonly kind: "toSettle"; readonly whole: WholeCase; readonly award: Award };

/** The award to approve, as it was seen by somebody who may; or why not. */
export const findToSettle = (step: SecondStep, whole: WholeCase | undefined, done: "approved" | "declined"): ToSettle | SecondOutcome => {
  if (!whole) return { kind: "notFound" };
  const { case: head, events, awards } = whole;
  if (isBarred(head, step.by.id)) return { kind: "barred" };
  const next = events.find(({ sequence }) => sequence === step.seen.version + 1);
  const earlier = next && wasThis(next, step, done) ? { awardId: next.detail.awardId, by: next.by, at: next.at } : undefined;
  const award = awards.find(({ awardId }) => awardId === (earlier?.awardId ?? head.decision?.awardId));
  if (earlier && award) return { kind: done, case: head, award, by: earlier.by, at: earlier.at };
  const isAsSeen = head.version === step.seen.version && head.householdId === step.seen.householdId;
  if (!isAsSeen || head.status !== "toApprove" || !award) return { kind: "stale", now: head };
  if (done === "approved" && isBarred(head, award.by.id)) return { kind: "deciderBarred" };
  return isOwnDecision(award, step.by) ? { kind: "ownDecision" } : { kind: "toSettle", whole, award };
};

type Settling = CaseEvent & { readonly detail: Extract<CaseEvent["detail"], { kind: "approved" | "declined" }> };

/** Whether it is this very step, taken already: sent again after a lost answer, it is met as done. */
const wasThis = (event: CaseEvent, step: SecondStep, done: "approved" | "declined"): event is Settling =>
  event.detail.kind === done && event.by.id === step.by.id && event.detail.reason === step.reason;

/** More than this person may award alone is more than they may approve. */
export const aboveLimit = ({ total }: Award, scheme: Scheme, { roles }: Pick<Principal, "roles">): SecondOutcome | undefined => {
  const limit = limitBelow(total, scheme, { roles });
  return limit === undefined ? undefined : { kind: "aboveLimit", scheme, limit, total };
};
