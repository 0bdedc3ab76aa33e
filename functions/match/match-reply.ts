import { caseSummaryOf } from "../case/case-summary.ts";
import { scoreReply, settledReply } from "../case/match-reply.ts";
import { isReopenable } from "./match-page.ts";
import { homeWords } from "./match-words.ts";
import type { MatchFacts, Side } from "./read-match.ts";

/** The two households as the page shows them, in codes instead of words. */
export const matchReplyOf = (facts: MatchFacts) => {
  const { case: head, match, own, candidate, compared } = facts;
  const { caseId, candidateId, state, since, score, settled } = match;
  return {
    caseId,
    candidateId,
    state,
    since,
    case: caseSummaryOf(head),
    ...(score.parts.length > 0 && { score: scoreReply(score) }),
    compared: compared.map(({ what, verdict }) => ({ what, verdict })),
    own: sideReply(own),
    candidate: sideReply(candidate),
    ...(settled && { settled: settledReply(settled) }),
    mayReopen: isReopenable(facts),
  };
};

const sideReply = ({ householdId, known, claims, again, cases }: Side) => ({
  householdId,
  people: known.people.map(({ personId, name, otherNames, dateOfBirth, estimatedAge, relationship, from, until }) => ({
    personId,
    name,
    ...(otherNames && { otherNames }),
    ...(dateOfBirth && { dateOfBirth }),
    ...(estimatedAge !== undefined && { estimatedAge }),
    relationship,
    from,
    ...(until && { until }),
  })),
  homes: known.homes.map((home) => ({ says: homeWords(home), from: home.from, ...(home.until && { until: home.until }) })),
  had: claims.claims.map(({ need, scheme, awardId, on }) => ({ need, scheme, awardId, ...(on !== undefined && { on }) })),
  again: again.map(({ need, from, lastDay }) => ({ need, ...(from && { from }), ...(lastDay && { lastDay }) })),
  cases: cases.map(({ caseId }) => caseId),
});
