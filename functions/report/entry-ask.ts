import { categoryOf, type Scheme } from "../../shared/domain/scheme/scheme.ts";
import { limitMax, pageAskFrom } from "../../shared/http/page-ask.ts";
import type { PageAsk } from "../../shared/store/pages.ts";
import { isEntryChoice } from "./figures.ts";
import type { EntryList } from "./list-entries.ts";

type Query = Readonly<Record<string, string | undefined>>;

const pageLength = 50;

/** What an address asks for, or what it should have said. An empty cursor or category is none. */
export const readEntryAsk = (scheme: Scheme, query: Query): { list: EntryList; ask: PageAsk } | { unreadable: string } => {
  const { show = "all", category: code } = query;
  const category = code ? categoryOf(scheme, code)?.code : undefined;
  if (!isEntryChoice(show)) return { unreadable: "There is no such list: show all, allocations, awards, awardsOnce or households." };
  if (code && !category) return { unreadable: "The scheme has no such category." };
  const ask = pageAskFrom(query, pageLength);
  return ask ? { list: { scheme, show, ...(category && { category }) }, ask } : { unreadable: `The limit is from 1 to ${limitMax}.` };
};
