import { clock } from "../../shared/clock.ts";
import type { WaitingList } from "../../shared/domain/case/waiting-list.ts";
import { Fault } from "../../shared/fault.ts";
import { type Item, isKind, readItem } from "../../shared/store/items.ts";
import { consume } from "../../shared/stream/consume.ts";
import type { ConsumedQueue } from "../../shared/stream/consumed-queue.ts";
import { type ServeWaitingListPorts, serveWaitingList } from "./serve-waiting-list.ts";

/** Money that came in or back, a case that began to wait, or a request to serve: each may let a waiting list move on. */
const listMovedBy = (item: Item): Pick<WaitingList, "scheme" | "category"> => {
  for (const kind of ["ledgerEntry", "waiter", "serve"] as const) if (isKind(kind, item)) return readItem(kind, item);
  throw new Fault("itemUnreadable");
};

export type ServePorts = ServeWaitingListPorts & { readonly messages: ConsumedQueue };

export const createServe = ({ messages, ...ports }: ServePorts) =>
  consume(
    "serveWaitingList",
    async ({ item }) => {
      const { scheme, category } = listMovedBy(item);
      return { scheme, category, ...(await serveWaitingList({ scheme, category }, clock, ports)) };
    },
    messages,
  );
