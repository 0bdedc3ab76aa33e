import { readItem } from "../../shared/store/items.ts";
import { consume } from "../../shared/stream/consume.ts";
import type { ConsumedQueue } from "../../shared/stream/consumed-queue.ts";
import { type SendOrderPorts, sendOrder } from "../line/send-order.ts";

/** Orders what the provider gives out. What it does not answer in time comes again, under the same key. */
export const createOrder = ({ queue, ...ports }: SendOrderPorts & { readonly queue: ConsumedQueue }) =>
  consume(
    "sendOrders",
    async ({ item, at }) => {
      const order = readItem("order", item);
      return { lineId: order.lineId, outcome: await sendOrder(order, at, ports) };
    },
    queue,
  );
