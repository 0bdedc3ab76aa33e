import { orderOf } from "../../../shared/domain/line/order.ts";
import type { Lines } from "../../../shared/store/lines.ts";
import { everyLineOn } from "../../line/find-line.ts";
import { type SendOrderPorts, sendOrder } from "../../line/send-order.ts";

export const repeatOrders = async (now: Date, ports: SendOrderPorts & { readonly lines: Pick<Lines, "onList"> }) => {
  const counted = { sent: 0, failed: 0 };
  for await (const line of everyLineOn("codes", "issued", ports.lines)) {
    try {
      await sendOrder(orderOf(line), now, ports);
      counted.sent += 1;
    } catch {
      counted.failed += 1;
    }
  }
  return counted;
};
