import { londonDay } from "../../../shared/domain/dates.ts";
import type { Schemes } from "../../../shared/store/schemes.ts";
import type { WaitingLists } from "../../../shared/store/waiting-list.ts";

export type ServeWaitingListsPorts = {
  readonly waitingLists: Pick<WaitingLists, "ofScheme" | "requestServing">;
  readonly schemes: Pick<Schemes, "book">;
};

/**
 * Requests that every waiting list is served: a period may have begun whose money came in long before, and a case that
 * waits in a scheme that is over needs a new decision.
 */
export const serveWaitingLists = async (now: Date, { waitingLists, schemes }: ServeWaitingListsPorts) => {
  const codes = [...new Set((await schemes.book(now)).map(({ code }) => code))];
  const lists = (await Promise.all(codes.map((scheme) => waitingLists.ofScheme(scheme)))).flat().filter(({ waiting }) => waiting > 0);
  const askId = `morning-${londonDay(now)}`;
  for (const { scheme, category } of lists) await waitingLists.requestServing({ scheme, category, askId }, now);
  return { lists: lists.length };
};
