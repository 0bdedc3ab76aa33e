import type { Counted, Slice, SliceWanted } from "../store/slices.ts";

export const limitMax = 100;
const limitPattern = /^[1-9]\d{0,2}$/;

/** The slice of a list that a query wants, by `limit` and `cursor`; undefined for a limit out of bounds. */
export const sliceWantedFrom = (query: Readonly<Record<string, string | undefined>>, usualLimit = 25): SliceWanted | undefined => {
  const { limit = String(usualLimit), cursor } = query;
  if (!limitPattern.test(limit) || Number(limit) > limitMax) return undefined;
  return { limit: Number(limit), isCounted: true, ...(cursor && { after: cursor }) };
};

/** "12", or "1,000 or more" where counting stopped. */
export const countWords = ({ count, isMore }: Counted = { count: 0, isMore: false }): string =>
  `${count.toLocaleString("en-GB")}${isMore ? " or more" : ""}`;

/** The fields of a list's reply beside its items. */
export const restOf = ({ next, counted }: Pick<Slice<unknown>, "next" | "counted">) => ({
  ...(next && { next }),
  ...(counted && { count: counted.count, ...(counted.isMore && { countIsAtLeast: true as const }) }),
});
