import { addDays, startOfDay } from "../../shared/domain/dates.ts";
import type { Export } from "../../shared/domain/export/export.ts";
import type { Cell } from "../../shared/domain/export/export-column.ts";
import type { ExportListName, exportLists } from "../../shared/domain/export/export-lists.ts";
import { type EntryGroup, entryGroups, type LedgerEntry } from "../../shared/domain/ledger/ledger.ts";
import type { Scheme } from "../../shared/domain/scheme/scheme.ts";
import { schemeAsOf } from "../../shared/domain/scheme/scheme-book.ts";
import { Fault } from "../../shared/fault.ts";
import type { Cases } from "../../shared/store/cases.ts";
import type { Directories } from "../../shared/store/directories.ts";
import type { Between, ExportRows } from "../../shared/store/export-rows.ts";
import { grantLedger, type LedgerPart, type Money } from "../../shared/store/money.ts";
import type { Payments } from "../../shared/store/payments.ts";
import type { Referrals } from "../../shared/store/referrals.ts";
import type { Schemes } from "../../shared/store/schemes.ts";

export type RowPorts = {
  readonly rows: ExportRows;
  readonly money: Pick<Money, "shards">;
  readonly cases: Pick<Cases, "list">;
  readonly payments: Pick<Payments, "list" | "find">;
  readonly referrals: Pick<Referrals, "ofService">;
  readonly directories: Pick<Directories, "book">;
  readonly schemes: Pick<Schemes, "book">;
};

/** A cell for each column of the list; a column that is left out here does not compile. */
export type RowOf<L extends ExportListName> = Readonly<Record<(typeof exportLists)[L]["columns"][number]["code"], Cell>>;

/** Some rows of a list, and where the next ones begin; without it, these were the last. */
export type RowsRead<R> = {
  readonly rows: readonly R[];
  /** Rows of households in which the person who asked has declared an interest. */
  readonly leftOut?: number;
  readonly next?: string;
};

export type ReadRows<L extends ExportListName> = (asked: Export, place: string | undefined, ports: RowPorts) => Promise<RowsRead<RowOf<L>>>;

/** Nothing that happened after somebody asked is in the file, however long its writing takes. */
export const betweenOf = ({ filter: { from, to }, askedAt }: Export): Between => {
  const end = to === undefined ? askedAt : startOfDay(addDays(to, 1)).toISOString();
  return { from: from === undefined ? "" : startOfDay(from).toISOString(), before: end < askedAt ? end : askedAt };
};

export const isWithin = (asked: Export): ((instant: string) => boolean) => {
  const { from, before } = betweenOf(asked);
  return (instant) => from <= instant && instant < before;
};

export const schemeOf = async ({ filter: { scheme = "" }, askedAt }: Export, { schemes }: Pick<RowPorts, "schemes">): Promise<Scheme> => {
  const found = schemeAsOf(await schemes.book(new Date(askedAt)), scheme, askedAt.slice(0, 10));
  if (!found) throw new Fault("itemUnreadable");
  return found;
};

const allGroups = [...new Set(Object.values(entryGroups))];

/** The parts of the ledger that a list is made from, in an order that stays while new budgets are made. */
const partsOf = async (
  { filter }: Export,
  groups: readonly EntryGroup[],
  withGrant: boolean,
  { money }: RowPorts,
): Promise<LedgerPart[]> => {
  const { scheme = "", category } = filter;
  const shards = (await money.shards(scheme)).filter((shard) => category === undefined || shard.category === category);
  const ledgers = [...(withGrant && category === undefined ? [{ ...grantLedger(scheme), shard: 0 }] : []), ...shards];
  return ledgers.flatMap(({ scheme: of, category: code, period, pot, shard }) =>
    groups.map((group) => ({ scheme: of, category: code, period, pot, shard, group })),
  );
};

const nameOf = ({ category, period, pot, shard, group }: LedgerPart) => [category, period, pot, shard, group].join("#");

type LedgerPlace = { readonly part: string; readonly after?: string };

/** Reads a list that is made from the ledger, one page of one part of it at a time. */
export const fromLedger =
  <R>(
    groups: readonly EntryGroup[] | "all",
    rowsOf: (entries: readonly LedgerEntry[], asked: Export, ports: RowPorts) => Promise<Omit<RowsRead<R>, "next">>,
  ) =>
  async (asked: Export, place: string | undefined, ports: RowPorts): Promise<RowsRead<R>> => {
    const parts = await partsOf(asked, groups === "all" ? allGroups : groups, groups === "all", ports);
    const at: LedgerPlace | undefined = place === undefined ? undefined : JSON.parse(place);
    const index = at ? parts.findIndex((part) => nameOf(part) === at.part) : 0;
    const part = parts[index];
    if (!part) return { rows: [] };
    const { entries, after } = await ports.rows.entries(part, betweenOf(asked), at?.after);
    const nextPart = after === undefined ? parts[index + 1] : part;
    const next: LedgerPlace | undefined = nextPart && { part: nameOf(nextPart), ...(after !== undefined && { after }) };
    return { ...(await rowsOf(entries, asked, ports)), ...(next && { next: JSON.stringify(next) }) };
  };
