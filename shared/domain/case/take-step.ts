import type { Award } from "../award/award.ts";
import { partsOfAward } from "../award/second-person.ts";
import type { Day } from "../dates.ts";
import type { ServiceCode } from "../directory/directory.ts";
import type { MatchAnswer, MatchGoneBecause } from "../identity/match-answer.ts";
import { type Actor, actorOf } from "../principal.ts";
import type { ConversationOutcome } from "../public-funds.ts";
import type { Assessment } from "../rules/eligibility.ts";
import { partAgainst } from "../separation.ts";
import {
  type AwardDecided,
  type Case,
  type CaseAt,
  type CaseEvent,
  type CaseEventDetail,
  type CaseStatus,
  decisionOf,
  isOpenStatus,
  partsOfCase,
  type RefusalDecided,
  type RefusalReason,
  type UnlinkedCase,
  waitOf,
} from "./case.ts";
import { pausesAfter } from "./case-clock.ts";
import { isBarred } from "./conflict-of-interest.ts";
import type { Waiting, WaitingPriority, WaitsFor } from "./waiting-list.ts";

/** The case as the taker saw it; or the waiting decision whose turn has come. */
export type Seen = { readonly version: number; readonly householdId: string } | { readonly turnOf: string };

export type Taker = {
  readonly by: Actor;
  readonly at: string;
  readonly seen?: Seen;
  /** Others who answer for the step, such as the preparer of the run that decides. */
  readonly behind?: readonly Actor[];
};

type OfAward = { readonly award: Pick<Award, "awardId" | "by" | "run"> };

type Spec<Brings, Lands extends CaseStatus, Refuses extends string = never> = { brings: Brings; lands: Lands; refuses: Refuses };

/** Each step: its contents, the status it leads to, and its own reasons for a refusal. */
type Steps = {
  award: Spec<
    {
      readonly decision: Omit<AwardDecided, "kind" | "at" | "by" | "approved">;
      readonly reason: string;
      readonly signposts: readonly ServiceCode[];
      readonly assessment: Assessment;
      readonly awaitsApproval?: true;
    },
    "awarded" | "toApprove",
    "enteredByYou"
  >;
  waitForMoney: Spec<
    {
      readonly waits: Omit<Waiting, "since" | "by">;
      readonly reason: string;
      readonly signposts?: readonly ServiceCode[];
      readonly assessment: Assessment;
    },
    "forMoney",
    "enteredByYou"
  >;
  /** The award also needs other money, for which others wait. */
  waitElsewhere: Spec<WaitsFor & { readonly priority: WaitingPriority }, "forMoney", "enteredByYou">;
  stopWaiting: Spec<{ readonly because: string }, "waiting">;
  approve: Spec<OfAward & { readonly reason?: string }, "awarded", "enteredByYou" | "deciderBarred" | "ownDecision">;
  decline: Spec<OfAward & { readonly reason: string }, "waiting", "enteredByYou" | "ownDecision">;
  refuse: Spec<
    {
      readonly decision: Omit<RefusalDecided, "at" | "by" | "says"> & { readonly says: string };
      readonly notAccepted?: string;
      readonly reason: string;
      readonly signposts: readonly ServiceCode[];
      readonly assessment: Assessment;
    },
    "refused",
    "enteredByYou"
  >;
  ask: Spec<{ readonly question: string }, "asked">;
  answer: Spec<{ readonly answer: string }, "waiting", "nothingAsked">;
  speak: Spec<{ readonly outcome: ConversationOutcome }, "waiting" | "asked">;
  refer: Spec<{ readonly referralId: string; readonly insteadOf?: string }, CaseStatus>;
  withdrawReferral: Spec<{ readonly referralId: string; readonly reason: string }, CaseStatus>;
  settleReferral: Spec<{ readonly referralId: string; readonly reason: string }, CaseStatus>;
  recordAgreement: Spec<{ readonly agreed: boolean; readonly reason: string }, CaseStatus>;
  settleMatch: Spec<
    { readonly candidateId: string; readonly as: MatchAnswer; readonly leftOn?: Day; readonly reason: string },
    CaseStatus,
    "enteredByYou" | "notOpen"
  >;
  reopenMatch: Spec<
    { readonly candidateId: string; readonly was: MatchAnswer; readonly reason: string },
    CaseStatus,
    "enteredByYou" | "alreadyOpen"
  >;
  /** A change of either household made them alike. */
  openMatch: Spec<{ readonly candidateId: string }, Exclude<CaseStatus, "awarded" | "refused">, "alreadyOpen">;
  clearMatch: Spec<{ readonly candidateId: string; readonly because: MatchGoneBecause }, CaseStatus, "notOpen">;
  declareInterest: Spec<object, CaseStatus>;
  liftInterest: Spec<{ readonly of: Actor; readonly reason: string }, CaseStatus, "notDeclared">;
};

export type StepKind = keyof Steps;
type After<K extends StepKind> = CaseAt<Steps[K]["lands"]>;
export type Step<K extends StepKind = StepKind> = { readonly [P in K]: { readonly kind: P } & Steps[P]["brings"] }[K];

type EnteredByYou = { readonly kind: "enteredByYou"; readonly now: Case };
type Stale = { readonly kind: "stale"; readonly now: Case };
/** In order of precedence. */
export type Refused<K extends StepKind = StepKind> =
  | { readonly kind: "barred" }
  | Stale
  | { readonly [R in Steps[K]["refuses"]]: { readonly kind: R; readonly now: Case } }[Steps[K]["refuses"]];

/** A step that was taken. The store writes all of it in one transaction. */
export type Taken<A extends UnlinkedCase = UnlinkedCase> = {
  readonly kind: "taken";
  readonly before: Case;
  readonly after: A;
  readonly event: Omit<CaseEvent, "hash">;
  /** The waiting list that the case leaves. */
  readonly leaves?: Waiting;
};

type Row<K extends StepKind> = {
  readonly says: (step: Step<K>) => CaseEventDetail;
  readonly lands: (before: Case, step: Step<K>, taker: Taker) => After<K> | Exclude<Refused<K>, { kind: "barred" }>;
};

const baseOf = ({
  status: _status,
  decision: _decision,
  waits: _waits,
  ...base
}: Case & { readonly decision?: unknown; readonly waits?: unknown }) => base;

const stale = (now: Case): Stale => ({ kind: "stale", now });

/** A case served in its turn was decided when it began to wait. */
const mayAward = ({ status }: Case, seen: Seen | undefined): boolean => isOpenStatus(status) || isInTurn(seen);

/** Nobody decides an application that they entered, or settles its matches, and neither does a run that they prepared. */
const enteredByTaker = (
  before: Case,
  does: "award" | "refuse" | "approveAward" | "declineAward" | "settleMatch" | "reopenMatch",
  { by, behind = [] }: Taker,
): EnteredByYou | undefined =>
  partAgainst("case", does, by, partsOfCase(before)) || behind.some((who) => partAgainst("case", "prepareRun", who, partsOfCase(before)))
    ? { kind: "enteredByYou", now: before }
    : undefined;

/** A decision to help does not become a refusal: while it waits, only the resident can end it. */
const mayRefuse = ({ status }: Case, because: RefusalReason): boolean =>
  isOpenStatus(status) || (status === "forMoney" && because === "withdrawn");

const isOpenMatch = ({ possibleHouseholds }: Case, candidateId: string): boolean => possibleHouseholds.includes(candidateId);

const withoutMatch = (before: Case, candidateId: string): Case => ({
  ...before,
  possibleHouseholds: before.possibleHouseholds.filter((id) => id !== candidateId),
});

const steps: { readonly [K in StepKind]: Row<K> } = {
  award: {
    says: ({ decision: { awardId }, reason, signposts, assessment, awaitsApproval }) => ({
      kind: "awarded",
      awardId,
      reason,
      signposts,
      assessment,
      ...(awaitsApproval && { awaitsApproval }),
    }),
    lands: (before, { decision, awaitsApproval }, taker) => {
      const { by, at, seen } = taker;
      if (!mayAward(before, seen)) return stale(before);
      return (
        enteredByTaker(before, "award", taker) ?? {
          ...baseOf(before),
          status: awaitsApproval ? "toApprove" : "awarded",
          decision: { ...decision, kind: "awarded", at, by: actorOf(by) },
        }
      );
    },
  },
  waitForMoney: {
    says: ({ waits: { category }, reason, signposts, assessment }) => ({
      kind: "waitsForMoney",
      category,
      reason,
      ...(signposts && { signposts }),
      assessment,
    }),
    lands: (before, { waits }, taker) => {
      const { by, at } = taker;
      if (!isOpenStatus(before.status)) return stale(before);
      return (
        enteredByTaker(before, "award", taker) ?? {
          ...baseOf(before),
          status: "forMoney",
          waits: { ...waits, since: at, by: actorOf(by) },
        }
      );
    },
  },
  waitElsewhere: {
    says: ({ category }) => ({ kind: "waitsElsewhere", category }),
    lands: (before, { category, purpose, priority }, taker) => {
      if (before.status !== "forMoney") return stale(before);
      const { purpose: _, ...waits } = before.waits;
      return enteredByTaker(before, "award", taker) ?? { ...before, waits: { ...waits, category, ...(purpose && { purpose }), priority } };
    },
  },
  stopWaiting: {
    says: ({ because }) => ({ kind: "stoppedWaiting", because }),
    lands: (before) => (before.status === "forMoney" ? { ...baseOf(before), status: "waiting" } : stale(before)),
  },
  approve: {
    says: ({ award: { awardId }, reason }) => ({ kind: "approved", awardId, ...(reason && { reason }) }),
    lands: (before, { award }, taker) => {
      const { by, at } = taker;
      if (before.status !== "toApprove" || before.decision.awardId !== award.awardId) return stale(before);
      const entered = enteredByTaker(before, "approveAward", taker);
      if (entered) return entered;
      if (isBarred(before, award.by.id)) return { kind: "deciderBarred", now: before };
      if (partAgainst("case", "approveAward", by, partsOfAward(award))) return { kind: "ownDecision", now: before };
      return { ...before, status: "awarded", decision: { ...before.decision, approved: { by: actorOf(by), at } } };
    },
  },
  decline: {
    says: ({ award: { awardId }, reason }) => ({ kind: "declined", awardId, reason }),
    lands: (before, { award }, taker) => {
      if (before.status !== "toApprove" || before.decision.awardId !== award.awardId) return stale(before);
      const entered = enteredByTaker(before, "declineAward", taker);
      if (entered) return entered;
      if (partAgainst("case", "declineAward", taker.by, partsOfAward(award))) return { kind: "ownDecision", now: before };
      return { ...baseOf(before), status: "waiting" };
    },
  },
  refuse: {
    says: ({ decision: { reason: because, says }, notAccepted, reason, signposts, assessment }) => ({
      kind: "refused",
      because,
      says,
      ...(notAccepted && { notAccepted }),
      reason,
      signposts,
      assessment,
    }),
    lands: (before, { decision }, taker) => {
      const { by, at } = taker;
      if (!mayRefuse(before, decision.reason)) return stale(before);
      return (
        enteredByTaker(before, "refuse", taker) ?? {
          ...baseOf(before),
          status: "refused",
          decision: { ...decision, at, by: actorOf(by) },
        }
      );
    },
  },
  ask: {
    says: ({ question }) => ({ kind: "asked", question }),
    lands: (before) => (isOpenStatus(before.status) ? { ...baseOf(before), status: "asked" } : stale(before)),
  },
  answer: {
    says: ({ answer }) => ({ kind: "answered", answer }),
    lands: (before) => {
      if (!isOpenStatus(before.status)) return stale(before);
      return before.status === "asked" ? { ...baseOf(before), status: "waiting" } : { kind: "nothingAsked", now: before };
    },
  },
  speak: {
    says: ({ outcome }) => ({ kind: "spokeInPrivate", outcome }),
    lands: (before, { outcome }, { by, at }) =>
      before.status === "waiting" || before.status === "asked"
        ? { ...before, conversation: { outcome, at, by: actorOf(by) } }
        : stale(before),
  },
  refer: {
    says: ({ referralId, insteadOf }) => ({ kind: "referred", referralId, ...(insteadOf && { insteadOf }) }),
    lands: (before) => before,
  },
  withdrawReferral: {
    says: ({ referralId, reason }) => ({ kind: "referralWithdrawn", referralId, reason }),
    lands: (before) => before,
  },
  settleReferral: {
    says: ({ referralId, reason }) => ({ kind: "referralSettled", referralId, reason }),
    lands: (before) => before,
  },
  recordAgreement: {
    says: ({ agreed, reason }) => ({ kind: "agreementRecorded", agreed, reason }),
    lands: (before, { agreed }, { by, at }) => ({ ...before, agreement: { agreed, at, by: actorOf(by) } }),
  },
  settleMatch: {
    says: ({ candidateId, as, leftOn, reason }) => ({ kind: "matchSettled", candidateId, as, ...(leftOn && { leftOn }), reason }),
    lands: (before, { candidateId }, taker) =>
      enteredByTaker(before, "settleMatch", taker) ??
      (isOpenMatch(before, candidateId) ? withoutMatch(before, candidateId) : { kind: "notOpen", now: before }),
  },
  reopenMatch: {
    says: ({ candidateId, was, reason }) => ({ kind: "matchReopened", candidateId, was, reason }),
    lands: (before, { candidateId }, taker) =>
      enteredByTaker(before, "reopenMatch", taker) ??
      (isOpenMatch(before, candidateId)
        ? { kind: "alreadyOpen", now: before }
        : { ...before, possibleHouseholds: [...before.possibleHouseholds, candidateId] }),
  },
  openMatch: {
    says: ({ candidateId }) => ({ kind: "matchOpened", candidateId }),
    lands: (before, { candidateId }) => {
      if (before.status === "awarded" || before.status === "refused") return stale(before);
      return isOpenMatch(before, candidateId)
        ? { kind: "alreadyOpen", now: before }
        : { ...before, possibleHouseholds: [...before.possibleHouseholds, candidateId] };
    },
  },
  clearMatch: {
    says: ({ candidateId, because }) => ({ kind: "matchGone", candidateId, because }),
    lands: (before, { candidateId }) =>
      isOpenMatch(before, candidateId) ? withoutMatch(before, candidateId) : { kind: "notOpen", now: before },
  },
  declareInterest: {
    says: () => ({ kind: "declaredInterest" }),
    lands: (before, _, { by }) => ({ ...before, barred: [...(before.barred ?? []), by.id] }),
  },
  liftInterest: {
    says: ({ of, reason }) => ({ kind: "liftedInterest", of, reason }),
    lands: (before, { of }) =>
      isBarred(before, of.id) ? { ...before, barred: before.barred?.filter((id) => id !== of.id) } : { kind: "notDeclared", now: before },
  },
};

/** An interest is declared and lifted whatever the case has become. Every other step needs the case as seen. */
const anyTime: readonly StepKind[] = ["declareInterest", "liftInterest"];

const isInTurn = (seen: Seen | undefined): seen is Extract<Seen, { turnOf: string }> => seen !== undefined && "turnOf" in seen;

const isAsSeen = (now: Case, seen: Seen | undefined): boolean => {
  if (isInTurn(seen)) return waitOf(now)?.decisionId === seen.turnOf;
  return seen !== undefined && now.version === seen.version && now.householdId === seen.householdId;
};

const isBarredFrom = (now: Case, { by, behind = [] }: Taker): boolean => [by, ...behind].some(({ id }) => isBarred(now, id));

export const whyNot = (now: Case, taker: Taker): { readonly kind: "barred" } | Stale | undefined => {
  if (isBarredFrom(now, taker)) return { kind: "barred" };
  return isAsSeen(now, taker.seen) ? undefined : stale(now);
};

/** The one place where a case changes. The store writes the result, and the page shows it. */
export const takeStep = <K extends StepKind>(before: Case, step: Step<K>, taker: Taker): Taken<After<K>> | Refused<K> => {
  const { by, at } = taker;
  if (isBarredFrom(before, taker)) return { kind: "barred" };
  if (!anyTime.includes(step.kind) && !isAsSeen(before, taker.seen)) return stale(before);
  const row: Row<K> = steps[step.kind];
  const landed = row.lands(before, step, taker);
  if ("kind" in landed) return landed;
  const sequence = before.version + 1;
  const waited = waitOf(before);
  const pauses = pausesAfter(before, landed.status, at);
  return {
    kind: "taken",
    before,
    after: { ...landed, version: sequence, ...(pauses.length > 0 && { pauses }) },
    event: { caseId: before.caseId, sequence, at, by: actorOf(by), detail: row.says(step), previousHash: before.lastEventHash },
    ...(waited && waitOf(landed) !== waited && { leaves: waited }),
  };
};

const isSame = (kept: object, said: object): boolean => {
  const fields = new Map(Object.entries(kept));
  const told = Object.entries(said);
  return fields.size === told.length && told.every(([name, value]) => fields.get(name) === value);
};

/**
 * Whether a stale step was taken by the same sending before, whose answer was lost. A case's version is the number of its
 * last event, so the event after the version seen is either this very step or somebody else's.
 */
export const wasTaken = <K extends StepKind>(step: Step<K>, { by, seen }: Taker, events: readonly CaseEvent[]): boolean => {
  const next = seen && nextAfter(seen, events);
  const row: Row<K> = steps[step.kind];
  return next !== undefined && next.by.id === by.id && isSame(next.detail, row.says(step));
};

export const nextAfter = (seen: Seen, events: readonly CaseEvent[]): CaseEvent | undefined =>
  isInTurn(seen) ? undefined : events.find(({ sequence }) => sequence === seen.version + 1);

/** The sender makes the id: sent again under the same id, it is the same decision. */
export type Sending = Pick<AwardDecided, "decisionId" | "contentHash">;

export type Met =
  | { readonly kind: "barred" }
  | EnteredByYou
  | { readonly kind: "decidedBefore"; readonly now: Case }
  | { readonly kind: "otherDecisionUnderThisId"; readonly now: Case }
  | Stale;

const meet = (
  now: Case,
  sent: Sending,
  taker: Taker,
  earlier: Sending | undefined,
  does: "award" | "refuse",
  mayDecide: boolean,
): Met | undefined => {
  if (isBarredFrom(now, taker)) return { kind: "barred" };
  if (earlier?.decisionId === sent.decisionId)
    return earlier.contentHash === sent.contentHash ? { kind: "decidedBefore", now } : { kind: "otherDecisionUnderThisId", now };
  return mayDecide && isAsSeen(now, taker.seen) ? enteredByTaker(now, does, taker) : stale(now);
};

/** The reasons that need no rules against a decision to award, in order of precedence. Undefined where it may be made. */
export const meetAward = (now: Case, sent: Sending, taker: Taker): Met | undefined => {
  const decision = decisionOf(now);
  // In its turn the waiting decision is the one to make, not an earlier sending of it.
  const earlier = decision?.kind === "awarded" ? decision : isInTurn(taker.seen) ? undefined : waitOf(now);
  return meet(now, sent, taker, earlier, "award", mayAward(now, taker.seen));
};

export const meetRefusal = (now: Case, sent: Sending & { readonly because: RefusalReason }, taker: Taker): Met | undefined => {
  const decision = decisionOf(now);
  return meet(now, sent, taker, decision?.kind === "awarded" ? undefined : decision, "refuse", mayRefuse(now, sent.because));
};
