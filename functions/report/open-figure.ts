import { envelopesFrom } from "../../shared/domain/envelope.ts";
import type { LedgerEntry } from "../../shared/domain/ledger.ts";
import type { Scheme } from "../../shared/domain/scheme/scheme.ts";
import type { Money } from "../../shared/store/money.ts";
import { isBadCursor, type PageOf } from "../../shared/store/pages.ts";
import { readEntryAsk } from "./entry-ask.ts";
import { type EntryList, listEntries } from "./list-entries.ts";
import { type Figures, spendOf } from "./spend-of.ts";

export type OpenedFigure = {
  readonly kind: "opened";
  readonly list: EntryList;
  /** The figures that the list stands behind: its category's, or the scheme's. */
  readonly figures: Figures;
  readonly page: PageOf<LedgerEntry>;
  readonly isFirstPage: boolean;
};

/** Opens a figure into its entries. The figure comes from the envelopes and the entries from the ledger, so each can be held to the other. */
export const openFigure = async (
  scheme: Scheme,
  query: Readonly<Record<string, string | undefined>>,
  money: Pick<Money, "shards" | "entries">,
): Promise<OpenedFigure | { readonly kind: "unreadable"; readonly because: string }> => {
  const read = readEntryAsk(scheme, query);
  if ("unreadable" in read) return { kind: "unreadable", because: read.unreadable };
  const { list, ask } = read;
  const shards = await money.shards(scheme.code);
  const parts = scheme.categories.flatMap(({ code }) =>
    list.category === undefined || list.category === code ? shards.filter(({ category }) => category === code) : [],
  );
  const page = await listEntries(list, parts, ask, money);
  if (isBadCursor(page)) return { kind: "unreadable", because: "The cursor is not one that an earlier page of this list gave." };
  const { total, categories } = spendOf(scheme, envelopesFrom(shards));
  const figures = categories.find(({ category }) => category === list.category) ?? total;
  return { kind: "opened", list, figures, page, isFirstPage: ask.after === undefined };
};
