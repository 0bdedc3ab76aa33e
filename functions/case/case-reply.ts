import { decisionOf } from "../../shared/domain/case/case.ts";
import type { Message } from "../../shared/domain/case/message.ts";
import { londonDay } from "../../shared/domain/dates.ts";
import { earliestNextDates } from "../../shared/domain/household/household.ts";
import { evidenceAskedFor } from "../../shared/domain/rules/evidence.ts";
import { factsOf } from "../../shared/domain/rules/facts.ts";
import { applicationReply } from "./application-reply.ts";
import { ruleResultReply } from "./assessment-reply.ts";
import { awardReply } from "./award-reply.ts";
import { usualAmounts } from "./award-rows.ts";
import type { CaseFacts } from "./case-facts.ts";
import { caseSummaryOf } from "./case-summary.ts";
import { decideBy } from "./decide-by.ts";
import { checksAsked } from "./evidence-form.ts";
import { historyReply } from "./history-reply.ts";
import { householdReply } from "./household-reply.ts";
import { referralReply } from "./referral-reply.ts";

const messageReply = ({ messageId, template, channel, askedAt, state, sentAt }: Message) => ({
  messageId,
  template,
  channel,
  askedAt,
  state,
  ...(sentAt !== undefined && { sentAt }),
});

/** The whole case as the page shows it, in codes instead of words. */
export const caseReplyOf = (facts: CaseFacts, now: Date) => {
  const { case: head, application, scheme, schemeApplied, assessment, pinned, household, possibleHouseholds, budgets } = facts;
  const { awards, referrals, messages, events } = facts;
  return {
    case: caseSummaryOf(head),
    application: applicationReply(application),
    schemeToday: scheme?.code,
    schemeApplied: schemeApplied?.code,
    decideBy: decisionOf(head) ? undefined : decideBy(head, facts.book, now)?.at,
    results: (assessment?.results ?? []).map(ruleResultReply),
    resultsWhenSent: pinned?.results.map(ruleResultReply),
    ...toDecideWith(facts, now),
    household: householdReply(household),
    possibleHouseholds: possibleHouseholds.map(householdReply),
    concerns: head.concerns,
    budgets,
    placeInLine: facts.placeInLine,
    awards: awards.map(awardReply),
    referrals: referrals.map(referralReply),
    messages: messages.map(messageReply),
    history: historyReply(events),
  };
};

const toDecideWith = ({ application, assessment, scheme, household, case: { needs } }: CaseFacts, now: Date) => {
  if (!scheme || !assessment) return {};
  const known = factsOf(application, assessment.facts);
  return {
    evidenceAsked: evidenceAskedFor(known.needs, scheme).map(({ code, label, accepts }) => ({ evidence: code, label, accepts })),
    checksAsked: checksAsked(known, scheme),
    usualAmounts: usualAmounts(scheme, known),
    nextDates: earliestNextDates(scheme, household, needs, londonDay(now)),
  };
};
