import type { Award } from "../../shared/domain/award/award.ts";
import type { Line, LineStep, LineStepName } from "../../shared/domain/line/line.ts";
import { bringsMoneyBack, type LineMove, moveLine, takesBackUnreached } from "../../shared/domain/line/line-move.ts";
import type { SchemeBook } from "../../shared/domain/scheme/scheme-book.ts";
import { schemeVersion } from "../../shared/domain/scheme/scheme-book.ts";
import { Fault } from "../../shared/fault.ts";
import { again, retry } from "../../shared/retry.ts";
import type { LineOutbox, Lines } from "../../shared/store/lines.ts";

export type MoveLinePorts = { readonly lines: Pick<Lines, "standing" | "household" | "move"> };

type Moved = { readonly kind: "moved"; readonly line: Line } | { readonly kind: "lineMoved"; readonly now: Line };

/**
 * Takes steps of one line and moves its money, in one write. Retries where the household changed in between. Where the
 * line itself changed, returns it for the caller to look at.
 */
export const takeSteps = async (
  { line, award }: { readonly line: Line; readonly award: Award },
  steps: readonly LineStepName[],
  taken: Omit<LineStep, "step">,
  { change, outbox, book }: { readonly change?: Partial<Line>; readonly outbox?: LineOutbox; readonly book: SchemeBook },
  { lines }: MoveLinePorts,
): Promise<Moved> => {
  const isBack = bringsMoneyBack(line, steps);
  return retry<Moved>(async () => {
    const move = isBack ? await moveBack() : moveLine(line, steps, taken, { ...(change && { change }) });
    const moved = await lines.move([move], outbox);
    switch (moved.kind) {
      case "moved":
        return { kind: "moved", line: move.after };
      case "lineMoved":
        return moved;
      case "householdMoved":
        return again;
    }
  });

  async function moveBack(): Promise<LineMove> {
    const scheme = schemeVersion(book, award.scheme, award.schemeVersion);
    if (!scheme) throw new Fault("itemUnreadable");
    // A line that reached the household frees no claim, so the award's other lines need no read.
    const { household, lines: others } = takesBackUnreached(line, steps)
      ? await lines.standing(award)
      : { household: await lines.household(award), lines: [] };
    return moveLine(line, steps, taken, { ...(change && { change }), back: { household, others, scheme } });
  }
};
