import {
  type Case,
  type CaseEvent,
  caseStatusWords,
  decisionOf,
  isOtherReason,
  otherRefusalReasons,
} from "../../shared/domain/case/case.ts";
import { formatDay, formatInstant } from "../../shared/domain/dates.ts";
import { matchAnswers, matchGoneWords } from "../../shared/domain/identity/match-answer.ts";
import { formatPounds } from "../../shared/domain/money.ts";
import { conversationOutcomes } from "../../shared/domain/public-funds.ts";
import { type RuleResult, refusableRules, ruleWords } from "../../shared/domain/rules/eligibility.ts";
import { mayRefuseForMoney, type Scheme } from "../../shared/domain/scheme/scheme.ts";
import { lowerFirst } from "../../shared/domain/text.ts";

/** Every reason for a refusal under a scheme: its rules in the order of a letter, then the reasons beside the rules. */
export const refusalReasons = (scheme: Scheme): readonly string[] => [
  ...refusableRules(scheme),
  ...Object.keys(otherRefusalReasons).filter((reason) => reason !== "noMoneyLeft" || mayRefuseForMoney(scheme)),
];

/** A refusal's reason in words for staff. Undefined where the scheme has no such reason. */
export const refusalWords = (because: string, scheme: Scheme): string | undefined => {
  if (isOtherReason(because)) return otherRefusalReasons[because].says;
  const rule = ruleWords(because, scheme);
  return rule && `This does not hold: “${rule.says}”`;
};

/** Reasons in words for the resident: every failed rule in the order of a letter, or the one reason beside the rules. */
export const reasonsForResident = (because: string, results: readonly RuleResult[], scheme: Scheme): readonly string[] => {
  if (isOtherReason(because)) return [otherRefusalReasons[because].toResident];
  return results
    .filter(({ rule, verdict }) => rule === because || verdict === "fail")
    .flatMap(({ rule }) => ruleWords(rule, scheme)?.toResident ?? []);
};

/** Tells the second of two assessors who decided what, and when. */
export const decisionWords = (head: Case): string | undefined => {
  const decision = decisionOf(head);
  if (!decision) return undefined;
  const { by } = decision;
  const when = formatInstant(decision.at);
  if (decision.kind === "awarded") {
    const { awardId, total, approved } = decision;
    const amount = formatPounds(total);
    if (head.status === "toApprove")
      return `${by.name} decided to award ${amount} on ${when}. A second person has still to approve it. Award ${awardId}.`;
    const second = approved ? `, and ${approved.by.name} approved it on ${formatInstant(approved.at)}` : "";
    return `${by.name} awarded ${amount} on ${when}${second}. Award ${awardId}.`;
  }
  return `${by.name} refused the application on ${when}.${decision.says ? ` ${decision.says}` : ""}`;
};

export type EventWords = { readonly what: string; readonly text?: string; readonly awardId?: string };

export const eventWords = ({ detail }: Pick<CaseEvent, "detail">): EventWords => {
  switch (detail.kind) {
    case "submitted":
      return { what: "Application received" };
    case "awarded":
      return {
        what: detail.awaitsApproval ? "Awarded, if a second person approves" : "Awarded",
        text: detail.reason,
        awardId: detail.awardId,
      };
    case "approved":
      return { what: "Approved the award", text: detail.reason, awardId: detail.awardId };
    case "declined":
      return { what: "Did not approve the award and sent it back", text: detail.reason, awardId: detail.awardId };
    case "waitsForMoney":
      return { what: "Decided to award once there is money", text: detail.reason };
    case "waitsElsewhere":
      return { what: "Moved it to the waiting list of another budget that it needs" };
    case "stoppedWaiting":
      return { what: "Took it off the waiting list for money", text: detail.because };
    case "declaredInterest":
      return { what: "Declared an interest and stepped out of this case" };
    case "liftedInterest":
      return { what: `Let ${detail.of.name} take part again`, text: detail.reason };
    case "refused":
      return {
        what: `Refused. ${detail.says}`,
        text: detail.notAccepted ? `Why the pass of the rule is not accepted: ${detail.notAccepted}\n${detail.reason}` : detail.reason,
      };
    case "asked":
      return { what: "Asked the resident for more information", text: detail.question };
    case "answered":
      return { what: "Recorded the resident’s answer", text: detail.answer };
    case "spokeInPrivate":
      return { what: `Spoke with them in private about public funds: ${conversationOutcomes[detail.outcome]}` };
    case "referred":
      return { what: `Referred: referral ${detail.referralId}${detail.insteadOf ? `, instead of ${detail.insteadOf}` : ""}` };
    case "referralWithdrawn":
      return { what: `Withdrew referral ${detail.referralId}`, text: detail.reason };
    case "referralSettled":
      return { what: `Dealt with referral ${detail.referralId}`, text: detail.reason };
    case "matchSettled":
      return {
        what: `Settled the match with household ${detail.candidateId}: ${lowerFirst(matchAnswers[detail.as])}${detail.leftOn ? `, on ${formatDay(detail.leftOn)}` : ""}`,
        text: detail.reason,
      };
    case "matchReopened":
      return {
        what: `Opened the match with household ${detail.candidateId} again. It had been settled as: ${lowerFirst(matchAnswers[detail.was])}`,
        text: detail.reason,
      };
    case "matchOpened":
      return {
        what: `May be the same household as ${detail.candidateId}, after a change in what is known of one of them. Compare them before any award`,
      };
    case "matchGone":
      return {
        what: `The match with household ${detail.candidateId} needs no look any more: ${lowerFirst(matchGoneWords[detail.because])}`,
      };
    case "agreementRecorded":
      return {
        what: detail.agreed
          ? "Recorded that they agree to be referred"
          : "Recorded that they no longer agree to be referred, and withdrew their open referrals",
        text: detail.reason,
      };
  }
};

/** "Ben Okafor asked the resident for more information on 3 May 2026 at 2:14 pm." */
export const stepWords = (event: Pick<CaseEvent, "detail" | "by" | "at">): string =>
  event.detail.kind === "submitted"
    ? `The application came on ${formatInstant(event.at)}.`
    : `${event.by.name} ${lowerFirst(eventWords(event).what)} on ${formatInstant(event.at)}.`;

/** Tells a program what changed: the decision if there is one, else the case's status. */
export const changeWords = (now: Case): string =>
  decisionWords(now) ?? `Somebody changed the case after you read it. It is now: ${caseStatusWords[now.status].toLowerCase()}.`;
