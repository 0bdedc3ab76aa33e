import { londonDay } from "../../../shared/domain/dates.ts";
import type { Line } from "../../../shared/domain/line/line.ts";
import { orderKeyOf, orderOf } from "../../../shared/domain/line/order.ts";
import { isMoneyBackState } from "../../../shared/domain/line/taking-back.ts";
import { system } from "../../../shared/domain/principal.ts";
import { Fault } from "../../../shared/fault.ts";
import type { Lines } from "../../../shared/store/lines.ts";
import type { Schemes } from "../../../shared/store/schemes.ts";
import { everyLineOn, findLine } from "../../line/find-line.ts";
import type { Provider } from "../../line/provider.ts";
import { expireCode } from "../../line/take-back-code.ts";

export type ExpireVouchersPorts = {
  readonly lines: Lines;
  readonly schemes: Pick<Schemes, "book">;
  readonly provider: Pick<Provider, "cancel">;
};

/**
 * Brings back the money of every code that nobody used by its last day, and of every code whose cancelling the provider
 * has not confirmed yet. The provider makes each code useless first, and reports a code that was used on its last evening.
 * A code that fails needs somebody, waits for another night and stops no other.
 */
export const expireVouchers = async (now: Date, ports: ExpireVouchersPorts) => {
  const counted = { recycled: 0, foundUsed: 0, failed: 0 };
  for await (const listed of everyToTakeBack(londonDay(now), ports.lines)) {
    try {
      const outcome = await expire(listed, now, ports);
      if (outcome !== "alreadyDone") counted[outcome] += 1;
    } catch {
      counted.failed += 1;
    }
  }
  return counted;
};

async function* everyToTakeBack(today: string, lines: Lines): AsyncGenerator<Line> {
  // Trouble first: a line that needs somebody since this night is not asked about twice.
  for (const stage of ["trouble", "delivered", "issued"] as const) {
    for await (const listed of everyLineOn("codes", stage, lines)) {
      const { expiresOn } = listed.provided ?? {};
      const isLateUse = isMoneyBackState(listed.state);
      if (listed.takingBack || (expiresOn && expiresOn < today && !isLateUse)) yield listed;
      // Only the list of delivered codes is in the order in which they expire.
      else if (expiresOn && stage === "delivered") break;
    }
  }
}

const expire = async (listed: Line, now: Date, ports: ExpireVouchersPorts): Promise<"recycled" | "foundUsed" | "alreadyDone"> => {
  // The list is an index and may lag behind the line.
  const found = await findLine(listed.lineId, ports.lines);
  if (!found || isMoneyBackState(found.line.state)) return "alreadyDone";
  if (found.line.state === "redeemed" && !found.line.takingBack) return "alreadyDone";
  const asked = { how: "expire", at: now.toISOString(), by: system, key: `expiry:${orderKeyOf(orderOf(listed))}` } as const;
  const done = await expireCode(found, asked, now, ports);
  switch (done.kind) {
    case "back":
      return "recycled";
    case "used":
      return "foundUsed";
    case "lineMoved":
      return "alreadyDone";
    case "waits":
      // The code may still be good, so its money stays out.
      throw new Fault("providerUnavailable");
  }
};
