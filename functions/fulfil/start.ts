import { Fault } from "../../shared/fault.ts";
import type { Awards } from "../../shared/store/awards.ts";
import { isKind, readItem } from "../../shared/store/items.ts";
import { consume } from "../../shared/stream/consume.ts";
import type { ConsumedQueue } from "../../shared/stream/consumed-queue.ts";
import { type StartLinesPorts, startLines } from "./start-lines.ts";

export type StartPorts = StartLinesPorts & { readonly awards: Pick<Awards, "find">; readonly queue: ConsumedQueue };

/**
 * Gives the lines of each award to whoever brings them to the household: at once, or after the second approval where
 * the award needs one, which an item of its own tells of.
 */
export const createStart = ({ awards, queue, ...ports }: StartPorts) =>
  consume(
    "startLines",
    async ({ item, at }) => {
      if (isKind("award", item)) {
        const award = readItem("award", item);
        const { awardId } = award;
        return award.awaitsApproval ? { awardId, outcome: "awaitsApproval" } : { awardId, started: await startLines(award, at, ports) };
      }
      const { caseId, awardId } = readItem("approved", item);
      const award = await awards.find(caseId, awardId);
      if (!award) throw new Fault("itemUnreadable");
      return { awardId, started: await startLines(award, at, ports) };
    },
    queue,
  );
