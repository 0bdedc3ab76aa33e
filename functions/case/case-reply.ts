import type { Application } from "../../shared/domain/application.ts";
import { maskedPayee } from "../../shared/domain/bank/payee.ts";
import { decisionOf } from "../../shared/domain/case/case.ts";
import { londonDay } from "../../shared/domain/dates.ts";
import { earliestNextDates } from "../../shared/domain/household/household.ts";
import { evidenceAskedFor } from "../../shared/domain/rules/evidence.ts";
import { factsOf } from "../../shared/domain/rules/facts.ts";
import { usualAmounts } from "./award-rows.ts";
import type { CaseFacts } from "./case-facts.ts";
import { caseSummaryOf } from "./case-summary.ts";
import { decideBy } from "./decide-by.ts";
import { checksAsked } from "./evidence-form.ts";

/** Whoever may read a case has no need of an account number, and it would be in every program that reads one. */
const withMaskedPayee = ({ payTo, ...application }: Application) => ({ ...application, ...(payTo && { payTo: maskedPayee(payTo) }) });

/** The whole case for a program: what the page shows, in codes instead of words. */
export const caseReplyOf = (facts: CaseFacts, now: Date) => {
  const { case: head, application, scheme, schemeApplied, assessment, pinned, household, possibleHouseholds, budgets } = facts;
  const { awards, referrals, messages, events } = facts;
  return {
    case: caseSummaryOf(head),
    application: withMaskedPayee(application),
    schemeToday: scheme?.code,
    schemeApplied: schemeApplied?.code,
    decideBy: decisionOf(head) ? undefined : decideBy(head, facts.book, now)?.at,
    results: assessment?.results ?? [],
    resultsWhenSent: pinned?.results,
    ...toDecideWith(facts, now),
    household,
    possibleHouseholds,
    budgets,
    placeInLine: facts.placeInLine,
    awards: awards.map(({ decisionId: _, ...award }) => award),
    referrals,
    messages: messages.map(({ messageId, template, channel, askedAt, state, sentAt }) => ({
      messageId,
      template,
      channel,
      askedAt,
      state,
      sentAt,
    })),
    history: events.map(({ sequence, at, by, detail }) => ({ sequence, at, by, detail })),
  };
};

/** What a decision today has to go by beside the rules; nothing where no scheme is open. */
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
