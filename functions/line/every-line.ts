import type { Fulfiller } from "../../shared/domain/line/fulfiller.ts";
import type { Line, LineStage } from "../../shared/domain/line/line.ts";
import type { Lines } from "../../shared/store/lines.ts";
import { isBadCursor } from "../../shared/store/slices.ts";

/** Every line of a list, page after page, in the list's order. */
export async function* everyLineOn(fulfiller: Fulfiller, stage: LineStage, lines: Pick<Lines, "onList">): AsyncGenerator<Line> {
  let after: string | undefined;
  do {
    const found = await lines.onList(fulfiller, stage, { limit: 100, ...(after && { after }) });
    if (isBadCursor(found)) return;
    yield* found.items;
    after = found.next;
  } while (after);
}
