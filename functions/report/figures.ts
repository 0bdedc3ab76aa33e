import { type Bucket, buckets, type EnvelopeId } from "../../shared/domain/ledger/envelope.ts";
import {
  countsWay,
  type EntryGroup,
  type EntryKind,
  householdsWay,
  isMoneyBack,
  type LedgerEntry,
  type Place,
} from "../../shared/domain/ledger/ledger.ts";
import { formatToThePenny, type Pence, pence } from "../../shared/domain/money.ts";
import type { FigureName } from "../../shared/http/contracts/report-contracts.ts";
import type { EntryFilter } from "../../shared/store/money.ts";
import type { Figures, Spend } from "./spend-of.ts";

/** Narrows a list to a category, or to one budget; empty for the whole scheme. */
export type ListOf = Partial<Pick<EnvelopeId, "category" | "period" | "pot">>;

type Figure = {
  readonly label: string;
  readonly rule: string;
  readonly unit: "pence" | "count";
  /** The groups of the ledger that hold its entries; the filter picks them. */
  readonly groups: readonly EntryGroup[];
  readonly filter: (where: "inCategory" | "inScheme") => EntryFilter;
  /** The entry's share of the figure, below zero if it takes away. The whole list adds up to the figure. */
  readonly adds: (entry: LedgerEntry) => number;
};

const flow =
  (place: Place) =>
  ({ from, to, amount }: LedgerEntry): number =>
    (to === place ? amount : 0) - (from === place ? amount : 0);

const isBucket = (place: Place): boolean => Object.hasOwn(buckets, place);
const intoBudgets = ({ from, to, amount }: LedgerEntry): number => (isBucket(to) ? amount : 0) - (isBucket(from) ? amount : 0);
const putInAndTakenOut: readonly EntryKind[] = ["allocation", "deallocation", "transferIn", "transferOut", "returnToDepartment"];

const bucket = (name: Bucket, label: string, rule: string, groups: readonly EntryGroup[]): Figure => ({
  label,
  rule,
  unit: "pence",
  groups,
  filter: () => ({ touching: name }),
  adds: flow(name),
});
const count = (label: string, rule: string, filter: Figure["filter"], groups: readonly EntryGroup[] = []): Figure => ({
  label,
  rule,
  unit: "count",
  groups: ["AWARDED", "MONEYBACK", ...groups],
  filter,
  adds: ({ kind }) => countsWay(kind) + householdsWay(kind),
});

const inAndOut: readonly EntryGroup[] = ["MONEYIN", "MONEYOUT"];

export const figures: Readonly<Record<FigureName, Figure>> = {
  granted: {
    label: "Grant",
    rule: "What the department gives, with every change of it.",
    unit: "pence",
    groups: inAndOut,
    filter: () => ({ kinds: ["grantIncrease", "grantDecrease"] }),
    adds: (entry) => -flow("department")(entry),
  },
  unallocated: {
    label: "Not yet allocated",
    rule: "The part of the grant that is in no budget.",
    unit: "pence",
    groups: inAndOut,
    filter: () => ({ touching: "grant" }),
    adds: flow("grant"),
  },
  sentBack: {
    label: "Returned to the department",
    rule: "What has gone back to the department, out of budgets or out of the grant. The grant stays as it was given.",
    unit: "pence",
    groups: ["MONEYOUT"],
    filter: () => ({ kinds: ["returnToDepartment", "returnUnallocated"] }),
    adds: flow("department"),
  },
  allocated: {
    label: "Allocated to budgets",
    rule: "All money put into budgets, less what was taken out again, wherever it now stands.",
    unit: "pence",
    groups: inAndOut,
    filter: () => ({ kinds: putInAndTakenOut }),
    adds: intoBudgets,
  },
  available: bucket("available", "Left", "What can still be awarded. No award can take a budget below £0.", [
    "MONEYIN",
    "MONEYOUT",
    "AWARDED",
    "MONEYBACK",
    "SPENT",
  ]),
  frozen: bucket("frozen", "Frozen", "Kept back by finance: it cannot be awarded until it is freed.", inAndOut),
  reserved: bucket("reserved", "Reserved", "Awarded, and waiting for a second person’s approval.", ["AWARDED", "STEP", "MONEYBACK"]),
  committed: bucket("committed", "Committed", "Awarded for good and on its way. It is not spend yet.", ["AWARDED", "STEP", "MONEYBACK"]),
  paid: bucket(
    "paid",
    "Paid",
    "Spend: delivered to the household, spent by the partner that gives it out, or entered by finance for services and administration.",
    ["STEP", "MONEYBACK", "SPENT"],
  ),
  dueBack: bucket("dueBack", "To return to the department", "What came back after the scheme’s last day, and what was set aside then.", [
    "MONEYOUT",
    "MONEYBACK",
  ]),
  returned: {
    label: "Returned",
    rule: "All money that ever came back: not approved, cancelled, expired, returned, or spend that finance took back. It stands in the other figures again.",
    unit: "pence",
    groups: ["MONEYBACK"],
    filter: () => ({ kinds: ["decline", "cancellation", "repayment", "spendBack"] }),
    adds: ({ kind, amount }) => (isMoneyBack(kind) ? amount : 0),
  },
  payments: count("Payments", "Each item of an award is one payment, unless it was taken back before it reached anybody.", () => ({
    kinds: ["award", "reservation", "decline", "cancellation"],
  })),
  awards: count("Awards", "Each award counts once, however many payments it made, unless all of it was taken back.", (where) => ({
    counting: "awards",
    where,
  })),
  households: count(
    "Households",
    "Each household counts once, however many awards it has had. Two households that were joined count as one, until they are split.",
    (where) => ({ counting: "households", where }),
    ["COUNTED"],
  ),
};

export const isFigure = (text: string): text is FigureName => Object.hasOwn(figures, text);

const grantFigures = ["granted", "unallocated", "sentBack"] as const;

/** Entries of the grant's figures stand partly in a ledger of the grant's own. */
export const isOfGrant = (name: FigureName): boolean => grantFigures.some((each) => each === name);

/** Undefined where there is no such figure: one budget counts no awards and households of its own. */
export const figureIn = (name: FigureName, { grant, total, categories }: Spend, { category, period, pot }: ListOf): number | undefined => {
  if (isOfGrant(name)) return category === undefined ? (grant[name as (typeof grantFigures)[number]] ?? 0) : undefined;
  const field = name as keyof Figures;
  if (category === undefined) return total[field];
  const own = categories.find((each) => each.category === category);
  if (period === undefined) return own?.[field];
  const budget = own?.budgets.find((each) => each.period === period && each.pot === pot);
  return budget && (field === "awards" || field === "households" ? undefined : budget[field]);
};

export const figureText = (name: FigureName, value: number): string =>
  figures[name].unit === "pence" ? formatToThePenny(pence(value)) : value.toLocaleString("en-GB");

type FigureLink = {
  readonly name: FigureName;
  readonly label: string;
  readonly rule: string;
  readonly text: string;
  readonly href: string;
};

export const figureLink = (scheme: string, name: FigureName, value: Pence | number, of: ListOf = {}): FigureLink => {
  const { label, rule } = figures[name];
  return { name, label, rule, text: figureText(name, value), href: entriesPath(scheme, name, of) };
};

export const entriesPath = (scheme: string, show: FigureName, { category, period, pot }: ListOf = {}, cursor?: string): string =>
  `/finance/${scheme}/entries?${new URLSearchParams({
    show,
    ...(category && { category }),
    ...(period && { period }),
    ...(pot && { pot }),
    ...(cursor && { cursor }),
  })}`;
