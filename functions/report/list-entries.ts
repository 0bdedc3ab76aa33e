import type { LedgerEntry } from "../../shared/domain/ledger/ledger.ts";
import type { EntryFilter, LedgerPart, Money } from "../../shared/store/money.ts";
import { type BadCursor, isBadCursor, type Slice, type SliceWanted } from "../../shared/store/slices.ts";

/** The start of a slice: a part of the ledger, and the entry before it. */
type Place = { readonly part: number; readonly after?: string };

/** Bounds the reads of a list that shows few of very many entries; its next slice goes on from there. */
const readsMax = 40;

/** Fills one slice of a figure's entries, part by part of the ledger. */
export const listEntries = async (
  filter: EntryFilter,
  parts: readonly LedgerPart[],
  { after, limit }: SliceWanted,
  money: Pick<Money, "entries">,
): Promise<Slice<LedgerEntry> | BadCursor> => {
  let place = after === undefined ? { part: 0 } : placeFrom(after, parts);
  if (!place) return { kind: "badCursor" };

  const items: LedgerEntry[] = [];
  for (let reads = 0; reads < readsMax && items.length < limit; reads += 1) {
    const part = parts[place.part];
    if (!part) return { items };
    const wanted = { limit: limit - items.length, ...(place.after && { after: place.after }) };
    const found = await money.entries(part, filter, wanted);
    if (isBadCursor(found)) return found;
    items.push(...found.items);
    if (!found.next && place.part + 1 >= parts.length) return { items };
    place = found.next ? { part: place.part, after: found.next } : { part: place.part + 1 };
  }
  return { items, next: cursorFrom(place) };
};

const cursorFrom = ({ part, after }: Place): string => `${part}.${after ?? ""}`;

const placeFrom = (cursor: string, parts: readonly LedgerPart[]): Place | undefined => {
  const [number = "", after] = cursor.split(".");
  const part = /^\d{1,5}$/.test(number) ? Number(number) : parts.length;
  return part < parts.length ? { part, ...(after && { after }) } : undefined;
};
