import type { Day } from "../dates.ts";
import type { ServiceCode } from "../directory/directory.ts";
import type { Concern } from "../household/concern.ts";
import type { MatchAnswer, MatchGoneBecause } from "../identity/match-answer.ts";
import type { Nearest } from "../identity/nearest.ts";
import type { Pence } from "../money.ts";
import type { Need } from "../needs.ts";
import type { Actor } from "../principal.ts";
import type { ConversationOutcome } from "../public-funds.ts";
import type { Assessment } from "../rules/eligibility.ts";
import type { Category, SchemeCode } from "../scheme/scheme.ts";
import type { Part } from "../separation.ts";
import type { Waiting } from "./waiting-list.ts";

export const isOpenStatus = (status: CaseStatus): status is "waiting" | "asked" => status === "waiting" || status === "asked";
export const isDecidedStatus = (status: CaseStatus): status is "awarded" | "refused" => status === "awarded" || status === "refused";

export const caseStatusWords = {
  waiting: "Waiting for a decision",
  asked: "Waiting for the resident",
  toApprove: "Waiting for a second approval",
  forMoney: "Waiting for money",
  awarded: "Awarded",
  refused: "Refused",
} as const satisfies Record<CaseStatus, string>;

/** Reasons beside the rules. None of them is ineligibility, "no money left" least of all. */
export const otherRefusalReasons = {
  noMoneyLeft: {
    says: "No money is left in the budget that would pay.",
    toResident: "There is no money left in the fund for this at the moment. You may still qualify.",
  },
  noAnswer: { says: "The resident did not answer what we asked.", toResident: "We did not hear back from you about what we asked." },
  helpedElsewhere: {
    says: "Another scheme or service is meeting the need.",
    toResident: "Another scheme or service is meeting this need.",
  },
  withdrawn: { says: "The resident withdrew the application.", toResident: "You asked us to stop the application." },
  routedToAdvice: {
    says: "The resident was given a safe way to advice before any public money.",
    toResident: "We have given you the name of somebody who can advise you safely first.",
  },
} as const satisfies Record<string, { says: string; toResident: string }>;

export type OtherRefusalReason = keyof typeof otherRefusalReasons;
export const isOtherReason = (reason: string): reason is OtherRefusalReason => Object.hasOwn(otherRefusalReasons, reason);

/** The name of one of the scheme's rules, or a reason beside the rules. */
export type RefusalReason = string;

export const decisionKindFor = (reason: RefusalReason): Exclude<DecisionKind, "awarded"> => {
  if (reason === "noMoneyLeft") return "noMoneyLeft";
  return isOtherReason(reason) ? "closed" : "notEligible";
};

/** "Not eligible" and "no money left" are different outcomes wherever they are kept. */
export type DecisionKind = "awarded" | "notEligible" | "noMoneyLeft" | "closed";

type Decided = {
  readonly decisionId: string;
  /** Tells the same decision sent twice from another one sent under its id. */
  readonly contentHash: string;
  readonly at: string;
  readonly by: Actor;
  readonly scheme: SchemeCode;
};

export type AwardDecided = Decided & {
  readonly kind: "awarded";
  readonly awardId: string;
  readonly total: Pence;
  /** The second person, where one was needed and has approved. */
  readonly approved?: { readonly by: Actor; readonly at: string };
};

export type RefusalDecided = Decided & {
  readonly kind: Exclude<DecisionKind, "awarded">;
  readonly reason: RefusalReason;
  /** The reason in the words of the scheme of that day. The earliest refusals have none. */
  readonly says?: string;
};

export type Decision = AwardDecided | RefusalDecided;

type Because = {
  waiting: object;
  asked: object;
  toApprove: { readonly decision: AwardDecided };
  forMoney: { readonly waits: Waiting };
  awarded: { readonly decision: AwardDecided };
  refused: { readonly decision: RefusalDecided };
};
export type CaseStatus = keyof Because;

/** A time in which the resident had been asked for something; it has no end while they still are. */
export type Pause = { readonly from: string; readonly to?: string };

/** The resident's last answer about being referred, as a caseworker recorded it. */
export type Agreement = { readonly agreed: boolean; readonly at: string; readonly by: Actor };

export type Conversation = { readonly outcome: ConversationOutcome; readonly at: string; readonly by: Actor };

type Base = {
  readonly caseId: string;
  readonly version: number;
  readonly urgent: boolean;
  readonly submittedAt: string;
  readonly householdId: string;
  readonly applicantName: string;
  readonly needs: readonly Need[];
  /** Other households that may be this one, and that nobody has compared with it yet. No award is made meanwhile; nobody outside is told. */
  readonly possibleHouseholds: readonly string[];
  /** Further matters to look at before an award, found when the application came in. */
  readonly concerns?: readonly Concern[];
  /** The assessor or partner who entered the application. Absent where the resident sent it, and from the earliest cases. */
  readonly enteredBy?: string;
  /** People who have declared an interest: they take no step in the case, whatever their role. */
  readonly barred?: readonly string[];
  /** The last private conversation about public funds. */
  readonly conversation?: Conversation;
  /** Absent while their application is their last word on being referred. */
  readonly agreement?: Agreement;
  /** The pauses of the decision's clock, the earliest first. Questions from before there was such a clock left none. */
  readonly pauses?: readonly Pause[];
};

/** A case before the store adds the hash of its last event. */
export type UnlinkedCase = { readonly [S in CaseStatus]: Base & { readonly status: S } & Because[S] }[CaseStatus];

/** Each change of a case raises its version. The application itself never changes. */
export type Case = UnlinkedCase & { readonly lastEventHash: string };

export type CaseAt<S extends CaseStatus> = Extract<UnlinkedCase, { readonly status: S }>;

export const decisionOf = (head: UnlinkedCase): Decision | undefined => ("decision" in head ? head.decision : undefined);
export const awardIdOf = (head: UnlinkedCase): string | undefined => {
  const decision = decisionOf(head);
  return decision?.kind === "awarded" ? decision.awardId : undefined;
};
/** The parts that people had in the case before its decision. */
export const partsOfCase = ({ enteredBy }: Pick<UnlinkedCase, "enteredBy">): readonly Part[] =>
  enteredBy === undefined ? [] : [{ did: "apply", by: enteredBy }];
export const waitOf = (head: UnlinkedCase): Waiting | undefined => (head.status === "forMoney" ? head.waits : undefined);

export type CaseEventDetail =
  | { readonly kind: "submitted"; readonly by: Actor; readonly assessment?: Assessment; readonly nearest?: Nearest }
  | {
      readonly kind: "awarded";
      readonly awardId: string;
      readonly reason: string;
      readonly signposts: readonly ServiceCode[];
      readonly assessment: Assessment;
      readonly awaitsApproval?: true;
    }
  | { readonly kind: "approved"; readonly awardId: string; readonly reason?: string }
  | { readonly kind: "declined"; readonly awardId: string; readonly reason: string }
  | {
      readonly kind: "waitsForMoney";
      readonly category: Category;
      readonly reason: string;
      /** Earlier ones have none. */
      readonly signposts?: readonly ServiceCode[];
      readonly assessment: Assessment;
    }
  /** The award also needs money of another category, for which others wait. */
  | { readonly kind: "waitsElsewhere"; readonly category: Category }
  | { readonly kind: "stoppedWaiting"; readonly because: string }
  | { readonly kind: "declaredInterest" }
  | { readonly kind: "liftedInterest"; readonly of: Actor; readonly reason: string }
  | {
      readonly kind: "refused";
      readonly because: RefusalReason;
      readonly says: string;
      /** Set if the rule passes: why the assessor does not accept its pass. */
      readonly notAccepted?: string;
      readonly reason: string;
      readonly signposts: readonly ServiceCode[];
      readonly assessment: Assessment;
    }
  | { readonly kind: "asked"; readonly question: string }
  | { readonly kind: "answered"; readonly answer: string }
  | { readonly kind: "spokeInPrivate"; readonly outcome: ConversationOutcome }
  /** `insteadOf` names the referral that a service gave back or did not answer. */
  | { readonly kind: "referred"; readonly referralId: string; readonly insteadOf?: string }
  | { readonly kind: "referralWithdrawn"; readonly referralId: string; readonly reason: string }
  | { readonly kind: "referralSettled"; readonly referralId: string; readonly reason: string }
  /** Of being referred. Where they no longer agree, their open referrals are withdrawn with it. */
  | { readonly kind: "agreementRecorded"; readonly agreed: boolean; readonly reason: string }
  /** Somebody compared the case with another household. `leftOn` is the day on which people left that household. */
  | {
      readonly kind: "matchSettled";
      readonly candidateId: string;
      readonly as: MatchAnswer;
      readonly leftOn?: Day;
      readonly reason: string;
    }
  | { readonly kind: "matchReopened"; readonly candidateId: string; readonly was: MatchAnswer; readonly reason: string }
  /** People or homes of one of the two households changed, and they may be one. */
  | { readonly kind: "matchOpened"; readonly candidateId: string }
  /** Nobody has to look any more, because what was known changed. */
  | { readonly kind: "matchGone"; readonly candidateId: string; readonly because: MatchGoneBecause };

export type CaseEvent = {
  readonly caseId: string;
  readonly sequence: number;
  readonly at: string;
  readonly by: Actor;
  readonly detail: CaseEventDetail;
  readonly previousHash: string;
  readonly hash: string;
};
