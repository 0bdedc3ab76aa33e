import type { SliceWanted } from "../store/slices.ts";

export const limitMax = 100;
const limitPattern = /^[1-9]\d{0,2}$/;

/** The slice of a list that a query wants, by `limit` and `cursor`; undefined for a limit out of bounds. */
export const sliceWantedFrom = (query: Readonly<Record<string, string | undefined>>, usualLimit = 25): SliceWanted | undefined => {
  const { limit = String(usualLimit), cursor } = query;
  if (!limitPattern.test(limit) || Number(limit) > limitMax) return undefined;
  return { limit: Number(limit), ...(cursor && { after: cursor }) };
};
