import { londonDay } from "../../../shared/domain/dates.ts";
import type { Schemes } from "../../../shared/store/schemes.ts";
import type { WaitingLists } from "../../../shared/store/waiting-list.ts";

export type ServeWaitingListsPorts = {
  readonly queue: Pick<WaitingLists, "ofScheme" | "requestServing">;
  readonly schemes: Pick<Schemes, "book">;
};

/**
 * Asks every morning that each queue be served: a period may have begun whose money was put there long before, and whoever
 * waits in a scheme that is over is to be decided about again.
 */
export const serveWaitingLists = async (now: Date, { queue, schemes }: ServeWaitingListsPorts): Promise<{ readonly queues: number }> => {
  const codes = [...new Set((await schemes.book(now)).map(({ code }) => code))];
  const queues = (await Promise.all(codes.map((scheme) => queue.ofScheme(scheme)))).flat().filter(({ waiting }) => waiting > 0);
  for (const { scheme, category } of queues) await queue.requestServing({ scheme, category, askId: `morning-${londonDay(now)}` }, now);
  return { queues: queues.length };
};
