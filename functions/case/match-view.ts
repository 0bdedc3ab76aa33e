import type { Score } from "../../shared/domain/identity/identity.ts";
import type { Match } from "../../shared/domain/identity/match.ts";

export const matchPath = ({ caseId, candidateId }: Pick<Match, "caseId" | "candidateId">): string => `/matches/${caseId}/${candidateId}`;

/** "Same date of birth and surname: 30 points". */
const partWords = ({ says, points }: Score["parts"][number]): string =>
  `${says}: ${points < 0 ? "−" : ""}${Math.abs(points)} ${Math.abs(points) === 1 ? "point" : "points"}`;

/** What speaks for the same household and what against it, each with its points, the most telling first. */
export const scoreView = ({ points, parts }: Score) => {
  const telling = parts.toSorted((a, b) => Math.abs(b.points) - Math.abs(a.points));
  return {
    points,
    speaksFor: telling.filter((part) => part.points > 0).map(partWords),
    speaksAgainst: telling.filter((part) => part.points < 0).map(partWords),
  };
};
