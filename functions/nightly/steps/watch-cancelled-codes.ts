import { londonDay } from "../../../shared/domain/dates.ts";
import type { Line } from "../../../shared/domain/line/line.ts";
import { changeLine } from "../../../shared/domain/line/line-move.ts";
import { orderKeyOf, orderOf } from "../../../shared/domain/line/order.ts";
import { isUsed } from "../../../shared/domain/line/taking-back.ts";
import { system } from "../../../shared/domain/principal.ts";
import type { Lines } from "../../../shared/store/lines.ts";
import { everyLineOn, findLine } from "../../line/find-line.ts";
import type { Provider } from "../../line/provider.ts";
import { recordLateUse } from "../../line/record-late-use.ts";

type WatchPorts = { readonly lines: Lines; readonly provider: Pick<Provider, "state"> };

/**
 * Asks the provider whether somebody has used a code whose money came back, and adds up every such use that nobody has
 * settled: finance's page shows the sum. A code that fails is asked about another night.
 */
export const watchCancelledCodes = async (now: Date, ports: WatchPorts) => {
  const counted = { usedLate: 0, watchedToTheEnd: 0, unsettled: 0, unsettledPence: 0, failed: 0 };
  for await (const listed of everyLineOn("codes", "watched", ports.lines)) {
    try {
      const outcome = await look(listed, now, ports);
      if (outcome) counted[outcome] += 1;
    } catch {
      counted.failed += 1;
    }
  }
  for await (const { usedLate, amount } of everyLineOn("codes", "trouble", ports.lines)) {
    if (usedLate !== "open") continue;
    counted.unsettled += 1;
    counted.unsettledPence += amount;
  }
  return counted;
};

const look = async (listed: Line, now: Date, { lines, provider }: WatchPorts): Promise<"usedLate" | "watchedToTheEnd" | undefined> => {
  const state = await provider.state(orderKeyOf(orderOf(listed)));
  // The list is an index and may lag behind the line.
  const line = (await findLine(listed.lineId, lines))?.line;
  if (!line?.watchedUntil) return undefined;
  if (isUsed(state)) return (await recordLateUse(line, system, now, lines)).kind === "recorded" ? "usedLate" : undefined;
  if (line.watchedUntil >= londonDay(now)) return undefined;
  const moved = await lines.move([changeLine(line, { watchedUntil: undefined })]);
  return moved.kind === "moved" ? "watchedToTheEnd" : undefined;
};
