import { addMonths, type Day, monthsBetween } from "../dates.ts";
import { addPence, type Pence, pence, zeroPence } from "../money.ts";
import type { Category, Purpose, Scheme, SchemeCode } from "../scheme/scheme.ts";

export const pots = { ordinary: "Everyday", urgent: "Urgent reserve" } as const;
/** Money that only its purpose may spend stands in a pot of its own, as in `purpose-HEATING_OIL`. */
export type PurposePot = `purpose-${string}`;
export type Pot = keyof typeof pots | PurposePot;
export const potPattern = /^(ordinary|urgent|purpose-[A-Za-z][A-Za-z0-9_]{0,39})$/;
export const isPot = (text: string): text is Pot => potPattern.test(text);
export const isPurposePot = (pot: Pot): pot is PurposePot => !Object.hasOwn(pots, pot);
export const potOf = ({ code }: Pick<Purpose, "code">): PurposePot => `purpose-${code}`;
/** The code of a purpose's pot. */
export const purposeCodeOf = (pot: Pot): string | undefined => (isPurposePot(pot) ? pot.slice("purpose-".length) : undefined);
export const purposeOfPot = ({ purposes }: Pick<Scheme, "purposes">, pot: Pot): Purpose | undefined =>
  purposes.find((purpose) => potOf(purpose) === pot);

export type EnvelopeId = {
  readonly scheme: SchemeCode;
  readonly category: Category;
  /** "whole", or the first month of its period: "2026-11". */
  readonly period: string;
  readonly pot: Pot;
};

/** The buckets of an envelope's money. Together they are all money put in and not taken out again. */
export const buckets = {
  available: "Left",
  frozen: "Frozen",
  reserved: "Reserved",
  committed: "Committed",
  paid: "Paid",
  dueBack: "To return to the department",
} as const;
export type Bucket = keyof typeof buckets;
export const bucketNames = Object.keys(buckets) as Bucket[];

/** An award and a household count once in a category and once in a scheme. */
export type Tally = {
  readonly payments: number;
  readonly awards: { readonly inCategory: number; readonly inScheme: number };
  readonly households: { readonly inCategory: number; readonly inScheme: number };
};

export const noTally: Tally = { payments: 0, awards: { inCategory: 0, inScheme: 0 }, households: { inCategory: 0, inScheme: 0 } };

type Holding = Readonly<Record<Bucket, Pence>> & {
  readonly returned: Pence;
} & Tally;

/** A part of an envelope in a partition of its own. No bucket of it ever falls below zero. */
export type EnvelopeShard = EnvelopeId & { readonly shard: number; readonly keeper?: Keeper } & Holding;

/** The instance that charged a shard last, and when, in milliseconds: others keep away from it for a while. */
export type Keeper = { readonly by: string; readonly at: number };

export type Envelope = EnvelopeId & Holding & { readonly allocated: Pence };

export const envelopeName = ({ category, period, pot }: Omit<EnvelopeId, "scheme">): string => `${category}#${period}#${pot}`;
export const isSameEnvelope = (one: EnvelopeId, other: EnvelopeId): boolean =>
  one.scheme === other.scheme && envelopeName(one) === envelopeName(other);

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

export const tallyOf = (parts: readonly Tally[]): Tally => ({
  payments: sum(parts.map(({ payments }) => payments)),
  awards: {
    inCategory: sum(parts.map(({ awards }) => awards.inCategory)),
    inScheme: sum(parts.map(({ awards }) => awards.inScheme)),
  },
  households: {
    inCategory: sum(parts.map(({ households }) => households.inCategory)),
    inScheme: sum(parts.map(({ households }) => households.inScheme)),
  },
});

const holdingOf = (parts: readonly Holding[]): Holding & { readonly allocated: Pence } => {
  const money = Object.fromEntries(bucketNames.map((name) => [name, addPence(parts.map((part) => part[name]))])) as Record<Bucket, Pence>;
  return {
    ...money,
    allocated: addPence(Object.values(money)),
    returned: addPence(parts.map(({ returned }) => returned)),
    ...tallyOf(parts),
  };
};

export const envelopesFrom = (shards: readonly EnvelopeShard[]): readonly Envelope[] => {
  const together = new Map<string, EnvelopeShard[]>();
  for (const shard of shards) {
    const name = `${shard.scheme}#${envelopeName(shard)}`;
    together.set(name, [...(together.get(name) ?? []), shard]);
  }
  return [...together.values()].flatMap((parts) => {
    const [first] = parts;
    if (!first) return [];
    const { scheme, category, period, pot } = first;
    return [{ scheme, category, period, pot, ...holdingOf(parts) }];
  });
};

export const emptyEnvelope = (id: EnvelopeId): Envelope => ({ ...id, ...holdingOf([]), ...noTally, returned: zeroPence });

/** The money that the department gives for a scheme, the part of it in no envelope yet, and what has gone back to the department. */
export type Grant = { readonly granted: Pence; readonly unallocated: Pence; readonly sentBack?: Pence };

export const wholePeriod = "whole";
export const isPeriod = (text: string): boolean => text === wholePeriod || /^\d{4}-(0[1-9]|1[0-2])$/.test(text);

const paceOf = ({ pacing }: Scheme, category: Category) => pacing.find((row) => row.category === category);

/** Awards of a day draw on the money of its period. */
export const periodOn = (scheme: Scheme, category: Category, day: Day): string => {
  const pace = paceOf(scheme, category);
  if (!pace) return wholePeriod;
  const { start } = scheme.about;
  const passed = Math.floor(Math.max(monthsBetween(start, day), 0) / pace.months);
  return addMonths(start, passed * pace.months).slice(0, 7);
};

export const periodsOf = (scheme: Scheme, category: Category): readonly string[] => {
  const pace = paceOf(scheme, category);
  if (!pace) return [wholePeriod];
  const { start, end } = scheme.about;
  const count = Math.floor(monthsBetween(start, end) / pace.months) + 1;
  return Array.from({ length: count }, (_, index) => addMonths(start, index * pace.months).slice(0, 7));
};

export const daysOfPeriod = (scheme: Scheme, { category, period }: Pick<EnvelopeId, "category" | "period">): { from: Day; to: Day } => {
  const { start, end } = scheme.about;
  const pace = paceOf(scheme, category);
  if (period === wholePeriod || !pace) return { from: start, to: end };
  const from = `${period}-01`;
  const next = addMonths(from, pace.months);
  const last = new Date(Date.parse(`${next}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
  return { from, to: last < end ? last : end };
};

/**
 * An urgent award draws on everyday money first, and then on the urgent reserve. What a purpose pays for draws on its own
 * money before, and on no other where the purpose stops with it.
 */
export const envelopesToCharge = (
  scheme: Scheme,
  category: Category,
  day: Day,
  isUrgent: boolean,
  purpose?: Purpose,
): readonly EnvelopeId[] => {
  const id = { scheme: scheme.code, category, period: periodOn(scheme, category, day) };
  const core: readonly Pot[] = isUrgent ? ["ordinary", "urgent"] : ["ordinary"];
  const own = purpose ? [potOf(purpose), ...(purpose.after === "core" ? core : [])] : core;
  return own.map((pot) => ({ ...id, pot }));
};

/** Money that comes back after a scheme's end goes to the department and not into an envelope. */
export const isOver = (scheme: Scheme, day: Day): boolean => day > scheme.about.end;

/** Rounds down to the penny; the remainder stays where it was. */
export const shareOf = (amount: Pence, parts: number): Pence => pence(Math.floor(amount / parts));
