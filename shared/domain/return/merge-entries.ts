import type { Cuts } from "../cuts.ts";
import { londonDay } from "../dates.ts";
import { isCorrection, type LedgerEntry } from "../ledger/ledger.ts";
import type { Delivery } from "../scheme/scheme.ts";
import type { CountedLine, MoneyMove, Move } from "./counted-line.ts";
import type { HouseholdsTold } from "./line-book.ts";

/** A part of a line book. Its lists are in one order, whatever the order in which entries came. */
export type BookPart = {
  readonly lines: readonly CountedLine[];
  readonly money: readonly MoneyMove[];
  readonly joins: readonly HouseholdsTold[];
};

export const emptyPart: BookPart = { lines: [], money: [], joins: [] };

/** What an award and its case still say where its entries are from before they said so themselves. */
export type FoundOfAward = {
  readonly cuts?: Cuts;
  /** Of each line, in order. */
  readonly deliveries?: readonly Delivery[];
  readonly together?: readonly string[];
};

/** The award, the moved award or the entry itself: everything of one award stands in one part. */
export const subjectOf = ({ award, moved, entryId }: LedgerEntry): string => award?.awardId ?? moved?.awardId ?? entryId;

/** The part of a subject, out of so many: FNV-1a, which no later version may change. */
export const partOf = (subject: string, parts: number): number => {
  let hash = 0x811c9dc5;
  for (let index = 0; index < subject.length; index += 1) hash = Math.imul(hash ^ subject.charCodeAt(index), 0x01000193);
  return (hash >>> 0) % parts;
};

export const isOpening = ({ kind }: Pick<LedgerEntry, "kind">): boolean => kind === "award" || kind === "reservation";

const change = (bucket: "paid" | "committed", { from, to, amount }: LedgerEntry): number =>
  (to === bucket ? amount : 0) - (from === bucket ? amount : 0);

const dayOf = (at: string): string => londonDay(new Date(at));

const moveOf = (entry: LedgerEntry): Move => ({
  entryId: entry.entryId,
  kind: entry.kind,
  day: dayOf(entry.at),
  at: entry.at,
  paid: change("paid", entry),
  committed: change("committed", entry),
});

const lineOf = (entry: LedgerEntry, award: NonNullable<LedgerEntry["award"]>): CountedLine => ({
  awardId: award.awardId,
  caseId: award.caseId,
  householdId: award.householdId,
  line: award.line,
  scheme: entry.scheme,
  category: entry.category,
  period: entry.period,
  pot: entry.pot,
  item: award.item,
  label: entry.why,
  delivery: undefined,
  cuts: undefined,
  moves: [],
});

const byText = (one: string, other: string): number => (one < other ? -1 : Number(one > other));
const byTime = (one: Move, other: Move): number => byText(one.at, other.at) || byText(one.entryId, other.entryId);

/** The entry that opens a line says by what it is cut. Its household may have changed by the line's later entries. */
const opened = (line: CountedLine, award: NonNullable<LedgerEntry["award"]>, found: FoundOfAward | undefined): CountedLine => {
  const together = award.together ?? found?.together;
  return {
    ...line,
    householdId: award.householdId,
    delivery: award.delivery ?? found?.deliveries?.[award.line],
    cuts: award.cuts ?? found?.cuts,
    ...(together && together.length > 1 && { together }),
  };
};

const moneyOf = ({ entryId, kind, category, period, pot, amount, at, change: of, administration, from, to }: LedgerEntry): MoneyMove => ({
  ...{ entryId, kind, category, period, pot, amount, day: dayOf(at), at },
  ...(of !== undefined && { change: of }),
  ...(administration !== undefined && { line: administration }),
  ...{ fromPlace: from, toPlace: to },
});

const toldOf = ({ at, entryId, kind, households, moved }: LedgerEntry): HouseholdsTold | undefined => {
  if (moved) return { at, entryId, kind: "awardMoved", ...moved };
  if (!households || (kind !== "join" && kind !== "split")) return undefined;
  const { kept, part, groups } = households;
  return { at, entryId, kind, kept, part, ...(groups && { groups }) };
};

/** Both halves of a transfer may have one id, each in its own envelope. */
const nameOf = ({ entryId, kind, category, period, pot }: Pick<MoneyMove, "entryId" | "kind" | "category" | "period" | "pot">): string =>
  [entryId, kind, category, period, pot].join(" ");

/** Adds entries to a part. One that is in it already changes nothing, so entries may be read twice. */
export const mergeEntries = (
  part: BookPart,
  entries: readonly LedgerEntry[],
  foundOf: (awardId: string) => FoundOfAward | undefined,
): BookPart => {
  const lines = new Map(part.lines.map((line) => [`${line.awardId}.${line.line}`, line]));
  const money = new Map(part.money.map((one) => [nameOf(one), one]));
  const joins = new Map(part.joins.map((one) => [one.entryId, one]));
  for (const entry of entries) {
    if (entry.award) {
      const name = `${entry.award.awardId}.${entry.award.line}`;
      const before = lines.get(name) ?? lineOf(entry, entry.award);
      if (before.moves.some(({ entryId }) => entryId === entry.entryId)) continue;
      const moves = [...before.moves, moveOf(entry)].toSorted(byTime);
      lines.set(name, { ...(isOpening(entry) ? opened(before, entry.award, foundOf(entry.award.awardId)) : before), moves });
      continue;
    }
    if (!isCorrection(entry.kind)) money.set(nameOf(entry), moneyOf(entry));
    const told = toldOf(entry);
    if (told) joins.set(entry.entryId, told);
  }
  return {
    lines: [...lines].toSorted(([one], [other]) => byText(one, other)).map(([, line]) => line),
    money: [...money].toSorted(([one], [other]) => byText(one, other)).map(([, one]) => one),
    joins: [...joins.values()].toSorted((one, other) => byText(one.entryId, other.entryId)),
  };
};
