import { readItem } from "../../shared/store/items.ts";
import { consume } from "../../shared/stream/consume.ts";
import type { ConsumedQueue } from "../../shared/stream/consumed-queue.ts";
import { type SendOrderPorts, sendOrder } from "../line/send-order.ts";

/** Orders codes. SQS delivers an order again where the provider did not answer in time; its key stays the same. */
export const createOrder = ({ queue, ...ports }: SendOrderPorts & { readonly queue: ConsumedQueue }) =>
  consume(
    "sendOrders",
    async ({ item, now }) => {
      const order = readItem("order", item);
      return { lineId: order.lineId, outcome: await sendOrder(order, now, ports) };
    },
    queue,
  );
