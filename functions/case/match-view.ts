import { formatDay, formatInstant } from "../../shared/domain/dates.ts";
import type { Score } from "../../shared/domain/identity/identity.ts";
import type { Match } from "../../shared/domain/identity/match.ts";
import { matchAnswers, matchGoneWords } from "../../shared/domain/identity/match-answer.ts";
import { lowerFirst } from "../../shared/domain/text.ts";

export const matchPath = ({ caseId, candidateId }: Pick<Match, "caseId" | "candidateId">): string => `/matches/${caseId}/${candidateId}`;

/** "Same date of birth and surname: 30 points". A doubt that only a person can settle may have none. */
const partWords = ({ says, points, isGuard }: Score["parts"][number]): string =>
  isGuard && points === 0 ? says : `${says}: ${points < 0 ? "−" : ""}${Math.abs(points)} ${Math.abs(points) === 1 ? "point" : "points"}`;

/** The parts of a score for and against one household, each with its points, the most telling first. */
export const scoreView = ({ points, parts }: Score) => {
  const telling = parts.toSorted((a, b) => Math.abs(b.points) - Math.abs(a.points));
  return {
    points,
    speaksFor: telling.filter((part) => part.points > 0).map(partWords),
    speaksAgainst: telling.filter(({ points: given, isGuard }) => given < 0 || (isGuard && given === 0)).map(partWords),
  };
};

/** "Ben Okafor compared them on 3 May 2026 at 2:14 pm: the same household." */
export const settledWords = ({ state, settled }: Match): string | undefined => {
  if (state === "open") return undefined;
  if (state === "gone") return `Nobody has to compare them any more. ${matchGoneWords.notAlike}, or they are one household by now.`;
  const { by, at, leftOn } = settled ?? {};
  const found = `${lowerFirst(matchAnswers[state])}${leftOn ? `, on ${formatDay(leftOn)}` : ""}`;
  return by && at ? `${by.name} compared them on ${formatInstant(at)}: ${found}.` : `Somebody compared them: ${found}.`;
};
