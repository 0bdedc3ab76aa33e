import { addMonths, type Day, monthsBetween } from "../dates.ts";
import { addPence, type Pence, pence, zeroPence } from "../money.ts";
import type { Category, Scheme, SchemeCode } from "../scheme/scheme.ts";

/** Everyday money, or the reserve that only urgent awards may draw on. */
export const pots = { ordinary: "Everyday", urgent: "Urgent reserve" } as const;
export type Pot = keyof typeof pots;
export const isPot = (text: string): text is Pot => Object.hasOwn(pots, text);

/** Which envelope: a category's money for a period. */
export type EnvelopeId = {
  readonly scheme: SchemeCode;
  readonly category: Category;
  /** "whole", or the first month of its period: "2026-11". */
  readonly period: string;
  readonly pot: Pot;
};

/** What the money of an envelope is doing. Together they are all that was ever put in and not taken out again. */
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

/** How often something was paid, awarded or reached: an award and a household count once in a category and once in a scheme. */
export type Tally = {
  readonly payments: number;
  readonly awards: { readonly inCategory: number; readonly inScheme: number };
  readonly households: { readonly inCategory: number; readonly inScheme: number };
};

export const noTally: Tally = { payments: 0, awards: { inCategory: 0, inScheme: 0 }, households: { inCategory: 0, inScheme: 0 } };

type Holding = Readonly<Record<Bucket, Pence>> & {
  /** All money that ever came back: cancelled, declined, expired or returned. */
  readonly returned: Pence;
} & Tally;

/** A part of an envelope's money, in an item of its own. No bucket of it ever falls below zero. */
export type EnvelopeShard = EnvelopeId & { readonly shard: number; readonly keeper?: Keeper } & Holding;

/** Which running function charged a shard last, and when, in milliseconds: others keep away from it meanwhile. It says nothing of money. */
export type Keeper = { readonly by: string; readonly at: number };

/** An envelope as people see it: its shards together. */
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

/** What all of these hold together. */
export const holdingOf = (parts: readonly Holding[]): Holding & { readonly allocated: Pence } => {
  const money = Object.fromEntries(bucketNames.map((name) => [name, addPence(parts.map((part) => part[name]))])) as Record<Bucket, Pence>;
  return {
    ...money,
    allocated: addPence(Object.values(money)),
    returned: addPence(parts.map(({ returned }) => returned)),
    ...tallyOf(parts),
  };
};

/** Shards put together, envelope by envelope, in the order in which each is first met. */
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

/** The scheme's grant: what the department gives, and how much of it is in no envelope yet. */
export type Grant = { readonly granted: Pence; readonly unallocated: Pence };

export const wholePeriod = "whole";
export const isPeriod = (text: string): boolean => text === wholePeriod || /^\d{4}-(0[1-9]|1[0-2])$/.test(text);

const paceOf = ({ pacing }: Scheme, category: Category) => pacing.find((row) => row.category === category);

/** The period of a category that a day falls in: money allocated to it is what may be awarded on that day. */
export const periodOn = (scheme: Scheme, category: Category, day: Day): string => {
  const pace = paceOf(scheme, category);
  if (!pace) return wholePeriod;
  const { start } = scheme.about;
  const passed = Math.floor(Math.max(monthsBetween(start, day), 0) / pace.months);
  return addMonths(start, passed * pace.months).slice(0, 7);
};

/** Every period of a category from the scheme's first day to its last, in order. */
export const periodsOf = (scheme: Scheme, category: Category): readonly string[] => {
  const pace = paceOf(scheme, category);
  if (!pace) return [wholePeriod];
  const { start, end } = scheme.about;
  const count = Math.floor(monthsBetween(start, end) / pace.months) + 1;
  return Array.from({ length: count }, (_, index) => addMonths(start, index * pace.months).slice(0, 7));
};

/** The first and the last day of a period. */
export const daysOfPeriod = (scheme: Scheme, { category, period }: Pick<EnvelopeId, "category" | "period">): { from: Day; to: Day } => {
  const { start, end } = scheme.about;
  const pace = paceOf(scheme, category);
  if (period === wholePeriod || !pace) return { from: start, to: end };
  const from = `${period}-01`;
  const next = addMonths(from, pace.months);
  const last = new Date(Date.parse(`${next}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
  return { from, to: last < end ? last : end };
};

/** The envelopes that an award of this category may draw on, in the order in which they are tried. */
export const envelopesToCharge = (scheme: Scheme, category: Category, day: Day, isUrgent: boolean): readonly EnvelopeId[] => {
  const id = { scheme: scheme.code, category, period: periodOn(scheme, category, day) };
  return isUrgent
    ? [
        { ...id, pot: "ordinary" },
        { ...id, pot: "urgent" },
      ]
    : [{ ...id, pot: "ordinary" }];
};

/** Whether a scheme is over: what comes back then goes to the department and not into an envelope. */
export const isOver = (scheme: Scheme, day: Day): boolean => day > scheme.about.end;

/** A part of an amount, rounded down to the penny: what is left over stays where it was. */
export const shareOf = (amount: Pence, parts: number): Pence => pence(Math.floor(amount / parts));
