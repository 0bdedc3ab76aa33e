import type { LedgerEntry } from "../../shared/domain/ledger.ts";
import type { Category, Scheme } from "../../shared/domain/scheme/scheme.ts";
import type { EntryChoice, Money } from "../../shared/store/money.ts";
import { type BadCursor, isBadCursor, type PageAsk, type PageOf } from "../../shared/store/pages.ts";

/** Which entries: those behind one figure, of one category or of the whole scheme. */
export type EntryList = { readonly scheme: Scheme; readonly show: EntryChoice; readonly category?: Category };

/** Where a page begins: in which category's ledger, and after which of its entries. */
type Place = { readonly category: Category; readonly after?: string };

/** A page is full well before this; a ledger with nothing to show ends it. The reader can always go on. */
const readsMax = 10;

/** One page of a figure's entries. Without a category it walks the scheme's categories in their order. */
export const listEntries = async (
  { scheme, show, category }: EntryList,
  { after, limit }: PageAsk,
  money: Pick<Money, "entries">,
): Promise<PageOf<LedgerEntry> | BadCursor> => {
  const categories = category ? [category] : scheme.categories.map(({ code }) => code);
  const counted = category ? "inCategory" : "inScheme";
  let place = after === undefined ? placeAt(categories[0]) : placeFrom(after, categories);
  if (!place) return { kind: "badCursor" };

  const items: LedgerEntry[] = [];
  for (let reads = 0; reads < readsMax && items.length < limit; reads += 1) {
    const ask = { limit: limit - items.length, ...(place.after && { after: place.after }) };
    const found = await money.entries(scheme.code, place.category, show, counted, ask);
    if (isBadCursor(found)) return found;
    items.push(...found.items);
    const next: Place | undefined = found.next
      ? { category: place.category, after: found.next }
      : placeAt(categories[categories.indexOf(place.category) + 1]);
    if (!next) return { items };
    place = next;
  }
  return { items, next: cursorFrom(place) };
};

const placeAt = (category: Category | undefined): Place | undefined => (category === undefined ? undefined : { category });

const cursorFrom = ({ category, after }: Place): string => `${category}.${after ?? ""}`;

const placeFrom = (cursor: string, categories: readonly Category[]): Place | undefined => {
  const [code, after] = cursor.split(".");
  const category = categories.find((one) => one === code);
  return category === undefined ? undefined : { category, ...(after && { after }) };
};
