import type { Line, LineNote } from "../../shared/domain/line/line.ts";
import { changeLine } from "../../shared/domain/line/line-move.ts";
import { orderKeyOf, orderOf } from "../../shared/domain/line/order.ts";
import { formatPounds } from "../../shared/domain/money.ts";
import type { Actor } from "../../shared/domain/principal.ts";
import type { Lines } from "../../shared/store/lines.ts";

/**
 * Somebody used a code whose money had come back. The provider may ask for that money, and no budget shows it, so the line
 * becomes work that says what to do.
 */
export const recordLateUse = async (
  line: Line,
  by: Actor,
  now: Date,
  lines: Pick<Lines, "move">,
): Promise<{ readonly kind: "recorded" | "lineMoved" }> => {
  const at = now.toISOString();
  const note: LineNote = { what: "usedLate", at, by, key: `late:${orderKeyOf(orderOf(line))}` };
  const because = `Its code was used after its money had come back, so the council may owe the provider ${formatPounds(line.amount)} that no budget shows. Ask the provider why it took the code, and say here what you agreed.`;
  const change = { usedLate: "open", watchedUntil: undefined, trouble: { because, at }, notes: [...(line.notes ?? []), note] } as const;
  const moved = await lines.move([changeLine(line, change)]);
  return { kind: moved.kind === "moved" ? "recorded" : "lineMoved" };
};
