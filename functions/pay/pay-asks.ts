import { pageAskFrom } from "../../shared/http/page-ask.ts";
import type { PageAsk } from "../../shared/store/pages.ts";
import { type ToPayList, toPayLists } from "./lines-to-pay.ts";

type Query = Readonly<Record<string, string | undefined>>;

/** Which list of lines, and which page of it, an address asks for; undefined when it asks for none that there is. */
export const toPayAskFrom = (query: Query): { readonly list: ToPayList; readonly ask: PageAsk } | undefined => {
  const list = toPayLists.find((name) => name === (query.list ?? "approved"));
  const ask = pageAskFrom(query, 50);
  return list && ask && { list, ask };
};

export const batchesAskFrom = (query: Query): PageAsk | undefined => pageAskFrom(query);
