import type { Application } from "../../../shared/domain/application.ts";
import type { Award } from "../../../shared/domain/award/award.ts";
import { fulfillerFor, type Way, wayOf } from "../../../shared/domain/line/fulfiller.ts";
import { type LineStepName, linesOf } from "../../../shared/domain/line/line.ts";
import { changeLine, type LineMove, moveLine } from "../../../shared/domain/line/line-move.ts";
import { system } from "../../../shared/domain/principal.ts";
import { itemOf, type Scheme } from "../../../shared/domain/scheme/scheme.ts";
import type { Lines } from "../../../shared/store/lines.ts";

/** A line older than this has reached its household. */
const settledAfterDays = 14;
const reachedAfterDays = 5;

const stepsFor = (way: Way): readonly LineStepName[] =>
  way === "bank" || way === "supplier" ? ["issue", "deliver"] : ["issue", "deliver", "redeem"];

/** Takes the lines of a past award to their present state. The service itself sends out the newest. */
export const settleLines = async (
  award: Award,
  { payTo }: Pick<Application, "payTo">,
  scheme: Scheme,
  now: Date,
  lines: Pick<Lines, "move">,
): Promise<void> => {
  const awardedAt = Date.parse(award.committedAt);
  if (now.getTime() - awardedAt < settledAfterDays * 86_400_000) return;
  const at = new Date(awardedAt + reachedAfterDays * 86_400_000).toISOString();
  const settled = linesOf(award).map((line): LineMove => {
    const fulfiller = fulfillerFor(line, itemOf(scheme, line.item)?.need, payTo);
    const taken = { at, by: system, key: `demonstration:${line.lineId}` };
    const way = wayOf(fulfiller);
    const provided = way === "provider" ? { provided: { reference: `demonstration-${line.lineId}` } } : {};
    return line.state === "approved"
      ? moveLine(line, stepsFor(way), taken, { change: { fulfiller, ...provided } })
      : changeLine(line, { fulfiller });
  });
  await lines.move(settled);
};
