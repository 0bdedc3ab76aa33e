import { caseIdOf } from "../../shared/domain/ids.ts";
import type { Fulfiller } from "../../shared/domain/line/fulfiller.ts";
import type { Line, LineStage } from "../../shared/domain/line/line.ts";
import type { LineSeen, Lines } from "../../shared/store/lines.ts";
import { isBadCursor } from "../../shared/store/slices.ts";

const linePattern = /^(.+)\.([1-9]\d?)$/;

export const findLine = async (lineId: string, lines: Pick<Lines, "find">): Promise<LineSeen | undefined> => {
  const caseId = caseIdOf(lineId);
  const [, awardId = "", number = ""] = linePattern.exec(lineId) ?? [];
  return caseId && awardId ? lines.find(caseId, awardId, Number(number) - 1) : undefined;
};

/** Every line of a list of work, slice after slice, in the list's order. */
export async function* everyLineOn(fulfiller: Fulfiller, stage: LineStage, lines: Pick<Lines, "onList">): AsyncGenerator<Line> {
  let after: string | undefined;
  do {
    const found = await lines.onList(fulfiller, stage, { limit: 100, ...(after && { after }) });
    if (isBadCursor(found)) return;
    yield* found.items;
    after = found.next;
  } while (after);
}
