import { type Conversation, decisionOf } from "../../shared/domain/case/case.ts";
import { londonDay } from "../../shared/domain/dates.ts";
import { directoryAt } from "../../shared/domain/directory/directory-book.ts";
import type { Match } from "../../shared/domain/identity/match.ts";
import { actorOf } from "../../shared/domain/principal.ts";
import { evidenceAskedFor } from "../../shared/domain/rules/evidence.ts";
import { factsOf } from "../../shared/domain/rules/facts.ts";
import { lookFirst } from "../../shared/domain/rules/look-first.ts";
import { nextDates } from "../../shared/domain/rules/next-dates.ts";
import { payeeHistory } from "../line/payee-words.ts";
import { messageReply } from "../message/message-reply.ts";
import { applicationReply } from "./application-reply.ts";
import { ruleResultReply } from "./assessment-reply.ts";
import { awardReply } from "./award-reply.ts";
import { usualAmounts } from "./award-rows.ts";
import type { CaseFacts } from "./case-facts.ts";
import { caseSummaryOf } from "./case-summary.ts";
import { type DecideBy, decideBy } from "./decide-by.ts";
import { checksAsked } from "./evidence-form.ts";
import { historyReply } from "./history-reply.ts";
import { householdReply } from "./household-reply.ts";
import { scoreReply, settledReply } from "./match-reply.ts";
import { referralReply } from "./referral-reply.ts";
import { registersReply } from "./registers-view.ts";
import { signpostsOf, signpostView } from "./signposts.ts";

/** The whole case as the page shows it, in codes instead of words. */
export const caseReplyOf = (facts: CaseFacts, now: Date) => {
  const { case: head, application, scheme, schemeApplied, assessment, pinned, household, possibleHouseholds, budgets } = facts;
  const { awards, referrals, messages, events } = facts;
  return {
    case: caseSummaryOf(head),
    application: applicationReply(application),
    payees: facts.recorded ? payeeHistory(facts.recorded) : [],
    schemeToday: scheme?.code,
    schemeApplied: schemeApplied?.code,
    ...(decisionOf(head) ? {} : clockReply(decideBy(head, facts.book, now))),
    results: (assessment?.results ?? []).map(ruleResultReply),
    resultsWhenSent: pinned?.results.map(ruleResultReply),
    ...toDecideWith(facts, now),
    ...(head.conversation && { conversation: conversationReply(head.conversation) }),
    ...(head.agreement && { agreement: { agreed: head.agreement.agreed, at: head.agreement.at, by: actorOf(head.agreement.by) } }),
    household: householdReply(household),
    possibleHouseholds: possibleHouseholds.map(householdReply),
    matches: facts.matches.map(matchSummary),
    concerns: head.concerns,
    registers: registersReply(facts.known),
    budgets,
    placeInLine: facts.placeInLine,
    awards: awards.map(awardReply),
    referrals: referrals.map(referralReply),
    signposts: signpostView(signpostsOf(events), directoryAt(facts.directories, now), facts.directories),
    messages: messages.map(messageReply),
    history: historyReply(events),
  };
};

const matchSummary = ({ candidateId, state, since, score, settled }: Match) => ({
  candidateId,
  state,
  since,
  score: scoreReply(score),
  ...(settled && { settled: settledReply(settled) }),
});

const clockReply = (clock: DecideBy | undefined) => clock && { decideBy: clock.at, late: clock.isLate, clockStopped: clock.isStopped };

const conversationReply = ({ outcome, at, by }: Conversation) => ({ outcome, at, by: actorOf(by) });

const toDecideWith = ({ application, assessment, scheme, book, household, case: head }: CaseFacts, now: Date) => {
  if (!scheme || !assessment) return {};
  const known = factsOf(application, assessment.facts);
  return {
    evidenceAsked: evidenceAskedFor(known.needs, scheme).map(({ code, label, accepts }) => ({ evidence: code, label, accepts })),
    checksAsked: checksAsked(known, scheme),
    usualAmounts: usualAmounts(scheme, known),
    nextDates: nextDates(head.needs, { application, claims: household, book, today: londonDay(now) }),
    lookFirst: lookFirst(assessment.results, {
      conversation: head.conversation?.outcome,
      possibleHouseholds: head.possibleHouseholds,
      concerns: head.concerns,
    }),
  };
};
