import { orderOf } from "../../../shared/domain/line/order.ts";
import type { Lines } from "../../../shared/store/lines.ts";
import { everyLineOn } from "../../line/every-line.ts";
import { type SendOrderPorts, sendOrder } from "../../line/send-order.ts";

export type Asked = { readonly asked: number; readonly failed: number };

/** Asks the provider again about every order that it has not answered: what it calls "later" comes, and what was lost is found. */
export const askAgain = async (now: Date, ports: SendOrderPorts & { readonly lines: Pick<Lines, "onList"> }): Promise<Asked> => {
  const counted = { asked: 0, failed: 0 };
  for await (const line of everyLineOn("codes", "issued", ports.lines)) {
    try {
      await sendOrder(orderOf(line), now, ports);
      counted.asked += 1;
    } catch {
      counted.failed += 1;
    }
  }
  return counted;
};
