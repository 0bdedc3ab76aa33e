import { sliceWantedFrom } from "../../shared/http/slice-wanted.ts";
import type { SliceWanted } from "../../shared/store/slices.ts";
import { type ToPayList, toPayLists } from "./lines-to-pay.ts";

type Query = Readonly<Record<string, string | undefined>>;

/** Which list of lines, and which page of it, an address asks for; undefined when it asks for none that there is. */
export const toPayAskFrom = (query: Query): { readonly list: ToPayList; readonly ask: SliceWanted } | undefined => {
  const list = toPayLists.find((name) => name === (query.list ?? "approved"));
  const ask = sliceWantedFrom(query, 50);
  return list && ask && { list, ask };
};

export const batchesWantedFrom = (query: Query): SliceWanted | undefined => sliceWantedFrom(query);
