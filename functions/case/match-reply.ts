import type { Score } from "../../shared/domain/identity/identity.ts";
import type { Match } from "../../shared/domain/identity/match.ts";
import { actorOf } from "../../shared/domain/principal.ts";

export const scoreReply = ({ points, parts }: Score) => ({
  points,
  parts: parts.map(({ part, points: each, says }) => ({ part, points: each, says })),
});

export const settledReply = ({ by, at, reason, leftOn }: NonNullable<Match["settled"]>) => ({
  by: actorOf(by),
  at,
  reason,
  ...(leftOn && { leftOn }),
});
