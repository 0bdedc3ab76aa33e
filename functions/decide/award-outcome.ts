import type { Award, AwardRequest, RequestProblem } from "../../shared/domain/award/award.ts";
import type { Case } from "../../shared/domain/case/case.ts";
import type { Waiter } from "../../shared/domain/case/waiting-list.ts";
import type { Day } from "../../shared/domain/dates.ts";
import type { DirectoryBook } from "../../shared/domain/directory/directory-book.ts";
import type { Pence } from "../../shared/domain/money.ts";
import type { Need } from "../../shared/domain/needs.ts";
import type { Actor, Principal } from "../../shared/domain/principal.ts";
import type { RuleResult } from "../../shared/domain/rules/eligibility.ts";
import type { LookFirst } from "../../shared/domain/rules/look-first.ts";
import type { Scheme } from "../../shared/domain/scheme/scheme.ts";

/** An assessor's decision to award. The sender makes the id: the same decision sent again is the same award. */
export type AwardDecision = {
  readonly caseId: string;
  readonly decisionId: string;
  /** The roles say how much the person may award alone. */
  readonly by: Actor & Pick<Principal, "roles">;
  readonly now: Date;
  readonly request: AwardRequest;
  /** Needed where the request asks for onward help. */
  readonly directories?: DirectoryBook;
  /** The decision that waited for money, once its turn has come. */
  readonly waited?: Waiter & { readonly isBehindOthers?: true };
  readonly run?: Award["run"];
};

/** The obstacles to an award, in the order in which the page lists them. Several may stand at once. */
export type AwardFault =
  | { readonly kind: "notAllowed"; readonly problems: readonly RequestProblem[] }
  | { readonly kind: "noConsentToRefer" }
  | { readonly kind: "notEligible"; readonly scheme: Scheme; readonly reasons: readonly string[]; readonly results: readonly RuleResult[] }
  | {
      readonly kind: "householdAlreadyAwarded";
      readonly need: Need;
      readonly earlierAwardId: string;
      readonly nextDay?: Day;
      readonly lastDay?: Day;
    }
  /** Nobody is ineligible, but a person has to look at something first. */
  | { readonly kind: "held"; readonly scheme: Scheme; readonly holds: readonly LookFirst[]; readonly results: readonly RuleResult[] }
  /** The total is above the person's limit, and nobody may approve it either. */
  | { readonly kind: "aboveLimit"; readonly scheme: Scheme; readonly limit: Pence; readonly total: Pence };

/** The first fault answers the sender. The others are said with it, so that nobody meets them one after another. */
type WithBesides<F> = F extends AwardFault ? F & { readonly besides: readonly AwardFault[] } : never;

/** In order of precedence. */
export type AwardOutcome =
  | { readonly kind: "awarded"; readonly award: Award }
  | { readonly kind: "waitsForMoney"; readonly case: Case }
  | { readonly kind: "notFound" }
  | { readonly kind: "barred" }
  | { readonly kind: "stale"; readonly now: Case }
  | { readonly kind: "enteredByYou"; readonly now: Case }
  /** The id has already made a decision with other contents. */
  | { readonly kind: "otherDecisionUnderThisId"; readonly awardId?: string }
  | { readonly kind: "noScheme" }
  | WithBesides<AwardFault>;
