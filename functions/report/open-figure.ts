import { londonDay } from "../../shared/domain/dates.ts";
import { type EnvelopeShard, envelopesFrom } from "../../shared/domain/ledger/envelope.ts";
import type { LedgerEntry } from "../../shared/domain/ledger/ledger.ts";
import type { Scheme } from "../../shared/domain/scheme/scheme.ts";
import { grantLedger, type LedgerPart, type Money } from "../../shared/store/money.ts";
import { isBadCursor, type Slice } from "../../shared/store/slices.ts";
import { type EntryList, readEntriesWanted } from "./entries-wanted.ts";
import { figures, isOfGrant } from "./figures.ts";
import { listEntries } from "./list-entries.ts";
import { spendOf } from "./spend-of.ts";

export type OpenedFigure = {
  readonly kind: "opened";
  readonly list: EntryList;
  readonly slice: Slice<LedgerEntry>;
  readonly isFirst: boolean;
};

/** Opens a figure into its entries: the figure comes from the envelopes and its entries from the ledger, so a reader can compare them. */
export const openFigure = async (
  scheme: Scheme,
  query: Readonly<Record<string, string | undefined>>,
  now: Date,
  money: Pick<Money, "shards" | "grant" | "entries">,
): Promise<OpenedFigure | { readonly kind: "unreadable"; readonly because: string }> => {
  const [shards, grant] = await Promise.all([money.shards(scheme.code), money.grant(scheme.code)]);
  const spend = spendOf(scheme, { envelopes: envelopesFrom(shards), grant, lately: [] }, londonDay(now));
  const read = readEntriesWanted(scheme, spend, query);
  if ("unreadable" in read) return { kind: "unreadable", because: read.unreadable };
  const { list, wanted } = read;
  const filter = figures[list.show].filter(list.of.category ? "inCategory" : "inScheme");
  const slice = await listEntries(
    filter,
    partsOf(
      list,
      spend.categories.map(({ category }) => category),
      shards,
    ),
    wanted,
    money,
  );
  if (isBadCursor(slice)) return { kind: "unreadable", because: "The cursor is not one that an earlier page of this list gave." };
  return { kind: "opened", list, slice, isFirst: wanted.after === undefined };
};

const partsOf = (
  { scheme, show, of }: EntryList,
  categories: readonly string[],
  shards: readonly EnvelopeShard[],
): readonly LedgerPart[] => {
  const inOrder = categories.flatMap((code) => shards.filter(({ category }) => category === code));
  const own = inOrder.filter(
    ({ category, period, pot }) =>
      (of.category === undefined || category === of.category) && (of.period === undefined || (period === of.period && pot === of.pot)),
  );
  const ledgers = [...(isOfGrant(show) ? [{ ...grantLedger(scheme.code), shard: 0 }] : []), ...(show === "granted" ? [] : own)];
  return ledgers.flatMap((ledger) => figures[show].groups.map((group) => ({ ...ledger, group })));
};
