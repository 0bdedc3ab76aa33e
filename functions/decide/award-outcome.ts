import type { Award, AwardRequest, RequestProblem } from "../../shared/domain/award/award.ts";
import type { Case } from "../../shared/domain/case/case.ts";
import type { Waiter } from "../../shared/domain/case/waiting-list.ts";
import type { Day } from "../../shared/domain/dates.ts";
import type { DirectoryBook } from "../../shared/domain/directory/directory-book.ts";
import type { Pence } from "../../shared/domain/money.ts";
import type { Need } from "../../shared/domain/needs.ts";
import type { Actor, Principal } from "../../shared/domain/principal.ts";
import type { RuleResult } from "../../shared/domain/rules/eligibility.ts";
import type { Scheme } from "../../shared/domain/scheme/scheme.ts";

/** One assessor's decision to award. The decision's id is the sender's: the same decision sent again is the same award. */
export type AwardDecision = {
  readonly caseId: string;
  readonly decisionId: string;
  /** Who decides; their roles say how much they may award alone. */
  readonly by: Actor & Pick<Principal, "roles">;
  readonly now: Date;
  readonly request: AwardRequest;
  /** Needed by whoever may ask for onward help: a run asks for none, and what waited was asked for before. */
  readonly directories?: DirectoryBook;
  /** The decision as it waited for money, now that it is its turn. */
  readonly waited?: Waiter;
  /** The run that the decision is part of. */
  readonly run?: Award["run"];
};

/** In order of precedence. Everything but a fault of ours is one of these. */
export type AwardOutcome =
  /** Whether a second person has still to approve it, the award itself says. */
  | { readonly kind: "awarded"; readonly award: Award }
  /** Decided, and kept until there is money for it. */
  | { readonly kind: "waitsForMoney"; readonly case: Case }
  | { readonly kind: "notFound" }
  | { readonly kind: "barred" }
  /** Someone else decided or changed the case; `now` says who and what. */
  | { readonly kind: "stale"; readonly now: Case }
  /** The same decision's id, but not what it decided. */
  | { readonly kind: "otherDecisionUnderThisId"; readonly awardId?: string }
  | { readonly kind: "noScheme" }
  /** Lines, amounts or evidence that the scheme does not allow, each at its place in the request. */
  | { readonly kind: "notAllowed"; readonly problems: readonly RequestProblem[] }
  | { readonly kind: "noConsentToRefer" }
  | { readonly kind: "notEligible"; readonly scheme: Scheme; readonly reasons: readonly string[]; readonly results: readonly RuleResult[] }
  | { readonly kind: "householdAlreadyAwarded"; readonly need: Need; readonly earlierAwardId: string; readonly nextDay: Day }
  /** Something has to be settled before anybody may award: nobody's ineligibility. */
  | { readonly kind: "held"; readonly scheme: Scheme; readonly holds: readonly RuleResult[]; readonly results: readonly RuleResult[] }
  /** More than this person may award, and more than anybody may approve. */
  | { readonly kind: "aboveLimit"; readonly scheme: Scheme; readonly limit: Pence; readonly total: Pence };
