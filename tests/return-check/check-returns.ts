import { computeReturn } from "../../shared/domain/return/compute-return.ts";
import { layoutOf } from "../../shared/domain/return/layout.ts";
import type { Scheme } from "../../shared/domain/scheme/scheme.ts";
import { newestVersion, type SchemeBook } from "../../shared/domain/scheme/scheme-book.ts";
import type { Table } from "../../shared/store/items.ts";
import { dynamoLineBooks } from "../../shared/store/line-book.ts";
import { everythingIn } from "../setup/table.ts";
import { compareFigures, type Document, type Entry, type FigureDiffers, type Figures, recompute } from "./recompute.ts";

export type ReturnChecked = {
  readonly scheme: string;
  readonly code: string;
  readonly entries: number;
  readonly cells: number;
  readonly differing: readonly FigureDiffers[];
};

type Item = Record<string, unknown>;

/** Cuts of earlier awards, which the service looked up and keeps beside its book. */
const foundIn = (items: readonly Item[]): ReadonlyMap<unknown, Item> =>
  new Map(items.filter(({ itemKind }) => itemKind === "foundOfAward").map((found) => [found.awardId, found]));

const withFound = (entry: Entry, found: ReadonlyMap<unknown, Item>): Entry => {
  const { award } = entry;
  const one = award && (entry.kind === "award" || entry.kind === "reservation") ? found.get(award.awardId) : undefined;
  if (!award || !one) return entry;
  const delivery = (one.deliveries as readonly string[] | undefined)?.[award.line];
  return {
    ...entry,
    award: {
      ...award,
      ...(delivery !== undefined && { delivery }),
      ...(one.cuts !== undefined && { cuts: one.cuts as NonNullable<typeof award.cuts> }),
      ...(one.together !== undefined && { together: one.together as readonly string[] }),
    },
  };
};

/** The figures of every return of every scheme in a table, as the service computes them and recomputed from the raw entries. */
export const checkReturns = async (table: Table, book: SchemeBook, asOf: string): Promise<readonly ReturnChecked[]> => {
  const books = dynamoLineBooks(table);
  const schemes = [...new Set(book.map(({ code }) => code))].flatMap((code) => newestVersion(book, code) ?? []);
  const lineBooks = new Map<Scheme, Awaited<ReturnType<typeof books.upTo>>>();
  for (const scheme of schemes) lineBooks.set(scheme, await books.upTo(scheme));

  const items = await everythingIn(table);
  const found = foundIn(items);
  const ledger = items.filter(({ itemKind }) => itemKind === "ledgerEntry") as unknown as readonly (Entry & { scheme: string })[];
  return schemes.flatMap((scheme) => {
    const entries = ledger.filter((entry) => entry.scheme === scheme.code).map((entry) => withFound(entry, found));
    const document = JSON.parse(JSON.stringify(scheme)) as Document;
    return scheme.returns.flatMap(({ code, from, to }): ReturnChecked[] => {
      const [layout, lineBook] = [layoutOf(scheme, code), lineBooks.get(scheme)];
      if (!layout || !lineBook) return [];
      const window = { from, to, asOf };
      const { tables } = computeReturn(layout, scheme, lineBook, window);
      const service: Figures = Object.fromEntries(
        tables.flatMap((one) => Object.entries(one.cells).map(([cell, figure]) => [`${one.code}.${cell}`, figure])),
      );
      const differing = compareFigures(service, recompute(entries, document, code, window));
      return [{ scheme: scheme.code, code, entries: entries.length, cells: Object.keys(service).length, differing }];
    });
  });
};
