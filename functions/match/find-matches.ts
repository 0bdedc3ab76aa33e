import { withheldWords } from "../../shared/domain/case/conflict-of-interest.ts";
import type { Score } from "../../shared/domain/identity/identity.ts";
import type { Match } from "../../shared/domain/identity/match.ts";
import type { Principal } from "../../shared/domain/principal.ts";
import { lowerFirst } from "../../shared/domain/text.ts";
import { countWords, restOf, sliceWantedFrom } from "../../shared/http/slice-wanted.ts";
import type { Interests } from "../../shared/store/interests.ts";
import type { Matches } from "../../shared/store/matches.ts";
import { type Counted, isBadCursor, type Slice } from "../../shared/store/slices.ts";
import { waitedWords } from "../case/decide-by.ts";
import { matchPath } from "../case/match-view.ts";

declare module "../../shared/pages/views.ts" {
  interface Templates {
    "match/matches.njk": ReturnType<typeof matchesView>;
  }
}

export type FindMatchesPorts = { readonly matches: Pick<Matches, "open">; readonly interests: Pick<Interests, "barredFrom"> };

/** A match of a list. One of a household in which the reader has declared an interest says nothing but that it is there. */
type Found = { readonly match: Match; readonly isOut: boolean };

/** The slice that a query asks for. None for a limit or a cursor that nobody gave out. */
export const findMatches = async (
  query: Readonly<Record<string, string | undefined>>,
  { id }: Pick<Principal, "id">,
  { matches, interests }: FindMatchesPorts,
): Promise<Slice<Found> | undefined> => {
  const wanted = sliceWantedFrom(query);
  const found = wanted && (await matches.open(wanted));
  if (!found || isBadCursor(found)) return undefined;
  const { items, ...rest } = found;
  const [ofCases, ofCandidates] = await Promise.all([
    interests.barredFrom(id, items),
    // The candidate itself is the thing that may be hidden: a case can have several.
    interests.barredFrom(
      id,
      items.map(({ candidateId }) => ({ caseId: candidateId, householdId: candidateId })),
    ),
  ]);
  return { ...rest, items: items.map((match) => ({ match, isOut: ofCases.has(match.caseId) || ofCandidates.has(match.candidateId) })) };
};

const waitWords = (counted: Counted | undefined): string =>
  counted?.count === 1 && !counted.isMore ? "One match waits." : `${countWords(counted)} matches wait.`;

/** The list says no more of a person than it takes to find the right case. */
export const matchesView = ({ items, counted, next }: Slice<Found>, now: Date, isFirst: boolean) => ({
  count: waitWords(counted),
  counted: countWords(counted),
  matches: items.map(({ match, isOut }) =>
    isOut
      ? { caseId: match.caseId, name: withheldWords, isOut }
      : {
          caseId: match.caseId,
          isOut,
          href: matchPath(match),
          name: match.applicantName,
          urgent: match.urgent,
          agrees: agreesWords(match.score),
          waited: waitedWords(match.since, now),
        },
  ),
  next: next && `/matches?cursor=${encodeURIComponent(next)}`,
  first: isFirst ? undefined : "/matches",
});

/** The parts that speak for the same household, the most telling first. */
const agreesWords = ({ parts }: Score): string => {
  const telling = parts.filter(({ points }) => points > 0).toSorted((a, b) => b.points - a.points);
  return telling.map(({ says }, place) => (place === 0 ? says : lowerFirst(says))).join("; ");
};

export const matchesReply = ({ items, ...rest }: Slice<Found>) => ({
  items: items.map(({ match: { caseId, candidateId, state, urgent, since, score }, isOut }) => ({
    caseId,
    candidateId,
    state,
    ...(isOut ? { interestDeclared: true as const } : { urgent, since, points: score.points }),
  })),
  ...restOf(rest),
});
