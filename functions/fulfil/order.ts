import type { Order } from "../../shared/domain/order.ts";
import { recordFrom } from "../../shared/store/items.ts";
import { consume } from "../../shared/stream/consume.ts";
import { type SendOrderPorts, sendOrder } from "./send-order.ts";

/** Orders what the provider gives out. What it does not answer in time comes again, under the same key. */
export const createOrder = (ports: SendOrderPorts) =>
  consume("sendOrders", async ({ item, at }) => {
    const order = recordFrom<Order>("order", item);
    return { lineId: order.lineId, outcome: await sendOrder(order, at, ports) };
  });
