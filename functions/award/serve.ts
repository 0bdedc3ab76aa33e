import type { WaitingList } from "../../shared/domain/case/waiting-list.ts";
import { Fault } from "../../shared/fault.ts";
import { type Item, isKind, readItem } from "../../shared/store/items.ts";
import { consume } from "../../shared/stream/consume.ts";
import type { ConsumedQueue } from "../../shared/stream/consumed-queue.ts";
import { type ServeQueuePorts, serveQueue } from "./serve-queue.ts";

/** Whatever may let a queue move on: money that came into an envelope or back to it, somebody who began to wait, or an ask. */
const queueMovedBy = (item: Item): Pick<WaitingList, "scheme" | "category"> => {
  for (const kind of ["ledgerEntry", "waiter", "serve"] as const) if (isKind(kind, item)) return readItem(kind, item);
  throw new Fault("itemUnreadable");
};

/** Whom its own queue of messages tells of, apart from the queues of people that it serves. */
export type ServePorts = ServeQueuePorts & { readonly messages: ConsumedQueue };

/** Serves the queue that each new item may let move on. */
export const createServe = ({ messages, ...ports }: ServePorts) =>
  consume(
    "serveQueue",
    async ({ item, at }) => {
      const { scheme, category } = queueMovedBy(item);
      return { scheme, category, ...(await serveQueue({ scheme, category }, at, ports)) };
    },
    messages,
  );
