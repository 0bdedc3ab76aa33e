import type { Queue } from "../../shared/domain/money-queue.ts";
import { Fault } from "../../shared/fault.ts";
import { type Item, isKind, recordFrom } from "../../shared/store/items.ts";
import { consume } from "../../shared/stream/consume.ts";
import { type ServeQueuePorts, serveQueue } from "./serve-queue.ts";

/** Whatever may let a queue move on: money that came into an envelope or back to it, somebody who began to wait, or an ask. */
const queueMovedBy = (item: Item): Pick<Queue, "scheme" | "category"> => {
  for (const kind of ["ledgerEntry", "waiter", "serve"] as const) if (isKind(kind, item)) return recordFrom(kind, item);
  throw new Fault("itemUnreadable");
};

/** Serves the queue that each record of the stream may let move on. */
export const createServe = (ports: ServeQueuePorts) =>
  consume("serveQueue", async ({ item, at }) => {
    const { scheme, category } = queueMovedBy(item);
    return { scheme, category, ...(await serveQueue({ scheme, category }, at, ports)) };
  });
