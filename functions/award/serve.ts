import type { WaitingList } from "../../shared/domain/case/waiting-list.ts";
import { Fault } from "../../shared/fault.ts";
import { type Item, isKind, readItem } from "../../shared/store/items.ts";
import { consume } from "../../shared/stream/consume.ts";
import type { ConsumedQueue } from "../../shared/stream/consumed-queue.ts";
import { type ServeWaitingListPorts, serveWaitingList } from "./serve-waiting-list.ts";

/** Whatever may let a queue move on: money that came into an envelope or back to it, somebody who began to wait, or an ask. */
const queueMovedBy = (item: Item): Pick<WaitingList, "scheme" | "category"> => {
  for (const kind of ["ledgerEntry", "waiter", "serve"] as const) if (isKind(kind, item)) return readItem(kind, item);
  throw new Fault("itemUnreadable");
};

/** The SQS queue that triggers this function; not the waiting list it serves. */
export type ServePorts = ServeWaitingListPorts & { readonly messages: ConsumedQueue };

/** Serves the queue that each new item may let move on. */
export const createServe = ({ messages, ...ports }: ServePorts) =>
  consume(
    "serveWaitingList",
    async ({ item, at }) => {
      const { scheme, category } = queueMovedBy(item);
      return { scheme, category, ...(await serveWaitingList({ scheme, category }, at, ports)) };
    },
    messages,
  );
