import { type Difference, differenceWords } from "../../shared/domain/audit/difference.ts";
import { type CheckedBooks, createReckoning } from "../../shared/domain/audit/reconcile.ts";
import type { SchemeCode } from "../../shared/domain/scheme/scheme.ts";
import type { SchemeBook } from "../../shared/domain/scheme/scheme-book.ts";
import type { Books } from "../../shared/store/books.ts";

export type ReconcilePorts = { readonly books: Books };

const mostKept = 100;
const readTogether = 1_000;

/** Checks a scheme's balances, lines and households against its ledger, and every entry and claim against the scheme's days. Awards go on meanwhile, so a difference counts when a second look finds it again. */
export const reconcileScheme = async (scheme: SchemeCode, book: SchemeBook, now: Date, ports: ReconcilePorts): Promise<CheckedBooks> => {
  const first = await look(scheme, book, ports);
  const again = first.differences.length > 0 ? await look(scheme, book, ports) : first;
  const seenBefore = new Set(first.differences.map(differenceWords));
  const differences = again.differences.filter((difference) => seenBefore.has(differenceWords(difference)));
  return {
    scheme,
    checkedAt: now.toISOString(),
    entries: again.entries,
    differing: differences.length,
    differences: differences.slice(0, mostKept),
  };
};

const look = async (
  scheme: SchemeCode,
  book: SchemeBook,
  { books }: ReconcilePorts,
): Promise<{ entries: number; differences: readonly Difference[] }> => {
  const reckoning = createReckoning(scheme, book);
  const [shards, grant] = await Promise.all([books.shards(scheme), books.grant(scheme)]);
  let entries = 0;
  for await (const entry of books.ledger(scheme, byEnvelope(shards))) {
    reckoning.add(entry);
    entries += 1;
  }
  const lines = await inParts([...reckoning.lines.values()], books.lines);
  const households = new Map(await inParts(reckoning.households(), async (ids) => [...(await books.households(ids))]));
  return {
    entries,
    differences: [
      ...reckoning.ledgerDifferences(),
      ...reckoning.grantDifferences(grant),
      ...reckoning.shardDifferences(shards, households),
      ...reckoning.lineDifferences(lines),
      ...reckoning.householdDifferences(households),
    ],
  };
};

/** An envelope's shards one after another, so that an entry in two of them is found. */
const byEnvelope = <T extends { category: string; period: string; pot: string; shard: number }>(shards: readonly T[]): readonly T[] =>
  shards.toSorted((a, b) => `${a.category}#${a.period}#${a.pot}`.localeCompare(`${b.category}#${b.period}#${b.pot}`) || a.shard - b.shard);

const inParts = async <A, B>(wanted: readonly A[], read: (some: readonly A[]) => Promise<readonly B[]>): Promise<readonly B[]> => {
  const found: B[] = [];
  for (let start = 0; start < wanted.length; start += readTogether) found.push(...(await read(wanted.slice(start, start + readTogether))));
  return found;
};
