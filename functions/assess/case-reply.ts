import type { CaseFacts } from "./case-facts.ts";
import { caseSummaryOf } from "./case-summary.ts";

/** The whole case for a program: what the page shows, in codes instead of words. */
export const caseReplyOf = ({
  case: head,
  application,
  scheme,
  schemeApplied,
  assessment,
  household,
  possibleHouseholds,
  budgets,
  awards,
  referrals,
  messages,
  events,
}: CaseFacts) => ({
  case: caseSummaryOf(head),
  application,
  schemeToday: scheme?.code,
  schemeApplied: schemeApplied?.code,
  results: assessment?.results ?? [],
  household,
  possibleHouseholds,
  budgets,
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
});
