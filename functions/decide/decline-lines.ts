import type { LineStep } from "../../shared/domain/line/line.ts";
import { type LineMove, moveLine } from "../../shared/domain/line/line-move.ts";
import type { Scheme } from "../../shared/domain/scheme/scheme.ts";
import type { Standing } from "../../shared/store/lines.ts";

/** Takes each reserved line back in turn, each from the claims that the one before left. */
export const declineLines = ({ lines, household }: Standing, scheme: Scheme, taken: Omit<LineStep, "step">): readonly LineMove[] => {
  let claims = household;
  const stillThere = [...lines];
  return lines.flatMap((line) => {
    if (line.state !== "reserved") return [];
    stillThere.splice(stillThere.indexOf(line), 1);
    const move = moveLine(line, ["decline"], taken, { back: { household: claims, others: [...stillThere], scheme } });
    claims = move.claims ?? claims;
    return [move];
  });
};
