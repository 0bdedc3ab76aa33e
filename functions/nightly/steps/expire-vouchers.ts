import { londonDay } from "../../../shared/domain/dates.ts";
import type { Line, LineStepName } from "../../../shared/domain/line/line.ts";
import { mayTake } from "../../../shared/domain/line/line-move.ts";
import { orderKeyOf, orderOf } from "../../../shared/domain/line/order.ts";
import { system } from "../../../shared/domain/principal.ts";
import { Fault } from "../../../shared/fault.ts";
import type { Lines } from "../../../shared/store/lines.ts";
import type { Schemes } from "../../../shared/store/schemes.ts";
import { everyLineOn } from "../../line/every-line.ts";
import { findLine } from "../../line/find-line.ts";
import { takeSteps } from "../../line/move-line.ts";
import type { CodeState, Provider } from "../../line/provider.ts";

export type ExpireVouchersPorts = {
  readonly lines: Lines;
  readonly schemes: Pick<Schemes, "book">;
  readonly provider: Pick<Provider, "cancel">;
};

export type Expired = { readonly recycled: number; readonly foundUsed: number; readonly failed: number };

/**
 * Brings back the money of every code that was not used by its last day, given to somebody or not. The provider is asked
 * about each first and makes it useless: a code that was used on its last evening is spent, whatever its date says. One
 * code's trouble is another night's work and keeps no other code's money away.
 */
export const expireVouchers = async (now: Date, ports: ExpireVouchersPorts): Promise<Expired> => {
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
      // Codes with the household are listed in the order in which they expire; on the other lists there are lines without one.
      else if (expiresOn && stage === "delivered") break;
    }
  }
}

const expire = async (listed: Line, now: Date, ports: ExpireVouchersPorts): Promise<"recycled" | "foundUsed" | "alreadyDone"> => {
  const state = await ports.provider.cancel(orderKeyOf(orderOf(listed)));
  // The list may lag behind the line itself.
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
      // Whoever used it was given it, whether anybody said so or not.
      return wasGiven ? ["redeem"] : ["deliver", "redeem"];
    case "expired":
    case "cancelled":
      return wasGiven ? ["expire", "recycle"] : ["lapse"];
    case "unused":
      // Still good, although it was to be made useless: its money stays where it is.
      throw new Fault("providerUnavailable");
  }
};
