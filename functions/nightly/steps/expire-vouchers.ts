import { londonDay } from "../../../shared/domain/dates.ts";
import type { Line, LineStepName } from "../../../shared/domain/line/line.ts";
import { mayTake } from "../../../shared/domain/line/line-move.ts";
import { orderKeyOf, orderOf } from "../../../shared/domain/line/order.ts";
import { system } from "../../../shared/domain/principal.ts";
import { Fault } from "../../../shared/fault.ts";
import type { Lines } from "../../../shared/store/lines.ts";
import type { Schemes } from "../../../shared/store/schemes.ts";
import { everyLineOn, findLine } from "../../line/find-line.ts";
import { takeSteps } from "../../line/move-line.ts";
import type { CodeState, Provider } from "../../line/provider.ts";

export type ExpireVouchersPorts = {
  readonly lines: Lines;
  readonly schemes: Pick<Schemes, "book">;
  readonly provider: Pick<Provider, "cancel">;
};

/**
 * Brings back the money of every code that nobody used by its last day. The provider makes each code useless first, and
 * reports a code that was used on its last evening. A code that fails waits for another night and stops no other.
 */
export const expireVouchers = async (now: Date, ports: ExpireVouchersPorts) => {
  const counted = { recycled: 0, foundUsed: 0, failed: 0 };
  for await (const listed of everyExpired(londonDay(now), ports.lines)) {
    try {
      const outcome = await expire(listed, now, ports);
      if (outcome !== "alreadyDone") counted[outcome] += 1;
    } catch {
      counted.failed += 1;
    }
  }
  return counted;
};

async function* everyExpired(today: string, lines: Lines): AsyncGenerator<Line> {
  for (const stage of ["delivered", "trouble", "issued"] as const) {
    for await (const listed of everyLineOn("codes", stage, lines)) {
      const { expiresOn } = listed.provided ?? {};
      if (expiresOn && expiresOn < today) yield listed;
      // Only the list of delivered codes is in the order in which they expire.
      else if (expiresOn && stage === "delivered") break;
    }
  }
}

const expire = async (listed: Line, now: Date, ports: ExpireVouchersPorts): Promise<"recycled" | "foundUsed" | "alreadyDone"> => {
  const state = await ports.provider.cancel(orderKeyOf(orderOf(listed)));
  // The list is an index and may lag behind the line.
  const found = await findLine(listed.lineId, ports.lines);
  if (!found) return "alreadyDone";
  const steps = stepsAfter(state, found.line);
  if (!mayTake(found.line, steps)) return "alreadyDone";
  const taken = { at: now.toISOString(), by: system, key: `expiry:${orderKeyOf(orderOf(listed))}` };
  const moved = await takeSteps(found, steps, taken, { book: await ports.schemes.book(now) }, ports);
  if (moved.kind === "lineMoved") return "alreadyDone";
  return steps.includes("redeem") ? "foundUsed" : "recycled";
};

const stepsAfter = (state: CodeState, line: Pick<Line, "state">): readonly LineStepName[] => {
  const wasGiven = line.state !== "issued";
  switch (state) {
    case "redeemed":
    case "activated":
      // A used code was given out, even if nobody marked it.
      return wasGiven ? ["redeem"] : ["deliver", "redeem"];
    case "expired":
    case "cancelled":
      return wasGiven ? ["expire", "recycle"] : ["lapse"];
    case "unused":
      // The code is still good, so its money stays out.
      throw new Fault("providerUnavailable");
  }
};
