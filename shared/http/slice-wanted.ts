import type { SliceWanted } from "../store/slices.ts";

export const limitMax = 100;
const limitPattern = /^[1-9]\d{0,2}$/;

/** Which page of a list an address asks for, by `limit` and `cursor`; undefined when the limit is none that there is. */
export const sliceWantedFrom = (query: Readonly<Record<string, string | undefined>>, usualLimit = 25): SliceWanted | undefined => {
  const { limit = String(usualLimit), cursor } = query;
  if (!limitPattern.test(limit) || Number(limit) > limitMax) return undefined;
  return { limit: Number(limit), ...(cursor && { after: cursor }) };
};
