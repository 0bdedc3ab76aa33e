import { londonDay } from "../dates.ts";
import type { HouseholdClaims } from "../household/household.ts";
import { isOver, type Tally } from "../ledger/envelope.ts";
import { countsWay, type EntryKind, isMoneyBack, type LedgerEntry, placesOf } from "../ledger/ledger.ts";
import type { Scheme } from "../scheme/scheme.ts";
import { entryKindFor, isSpent, type Line, type LineStep, type LineStepName, lineSteps, mayStep } from "./line.ts";
import { takeBack } from "./take-back.ts";

export type LineMove = {
  readonly before: Line;
  readonly after: Line;
  readonly entry?: LedgerEntry;
  readonly tally?: Tally;
  /** The household after the steps, present where money comes back. */
  readonly claims?: HouseholdClaims;
};

export type BackTo = { readonly household: HouseholdClaims; readonly others: readonly Line[]; readonly scheme: Scheme };

export const mayTake = (line: Pick<Line, "state">, steps: readonly LineStepName[]): boolean => {
  let { state } = line;
  return steps.every((step) => {
    const may = mayStep(state, step);
    state = lineSteps[step].to;
    return may;
  });
};

export const entryKindsOf = ({ delivery, state }: Pick<Line, "delivery" | "state">, steps: readonly LineStepName[]): EntryKind[] => {
  let before = state;
  return steps.flatMap((step) => {
    const kind = entryKindFor(delivery, before, step);
    before = lineSteps[step].to;
    return kind ?? [];
  });
};

export const bringsMoneyBack = (line: Pick<Line, "delivery" | "state">, steps: readonly LineStepName[]): boolean =>
  entryKindsOf(line, steps).some(isMoneyBack);

export const takesBackUnreached = (line: Pick<Line, "delivery" | "state">, steps: readonly LineStepName[]): boolean =>
  entryKindsOf(line, steps).some((kind) => countsWay(kind) < 0);

/** Whether a line came back before it reached anybody. It counts as if it had never been awarded. */
export const neverReached = ({ delivery, steps }: Pick<Line, "delivery" | "steps">): boolean => {
  const names = steps.map(({ step }) => step);
  const [first] = names;
  const state = first === "approve" || first === "decline" ? "reserved" : "approved";
  return takesBackUnreached({ delivery, state }, names);
};

/**
 * Takes one or more steps of a line, together or not at all. At most one step moves money, within the line's one shard.
 * The entry names the item, and nothing that somebody typed.
 */
export const moveLine = (
  before: Line,
  steps: readonly LineStepName[],
  taken: Omit<LineStep, "step">,
  { change = {}, back }: { readonly change?: Partial<Line>; readonly back?: BackTo } = {},
): LineMove => {
  const last = steps.at(-1);
  const [kind, ...more] = entryKindsOf(before, steps);
  if (!last || !mayTake(before, steps)) throw new RangeError("A line takes steps that lead on from where it stands.");
  if (more.length > 0) throw new RangeError("Steps that move money twice are taken one at a time.");
  const after: Line = {
    ...before,
    ...change,
    state: lineSteps[last].to,
    version: before.version + 1,
    steps: [...before.steps, ...steps.map((step) => ({ step, ...taken }))],
  };
  if (!kind) return { before, after };
  if (!isMoneyBack(kind)) return { before, after, entry: entryOf(kind, after, taken) };

  if (!back) throw new RangeError("Money comes back to a household's record, which has to be known.");
  const { household, others, scheme } = back;
  const standing = others.filter((other) => other.lineId !== before.lineId && !neverReached(other));
  const reachedHousehold = countsWay(kind) === 0;
  const { claims, tally, countsAward, countsHousehold } = takeBack(household, before, standing, scheme, { reachedHousehold });
  const isSchemeOver = isOver(scheme, londonDay(new Date(taken.at)));
  return { before, after, entry: entryOf(kind, after, taken, { isSchemeOver, countsAward, countsHousehold }), tally, claims };
};

/** A change of a line without a step, such as its fulfiller or its trouble. */
export const changeLine = (before: Line, change: Partial<Line>): LineMove => ({
  before,
  after: { ...before, ...change, version: before.version + 1 },
});

type Counted = Pick<NonNullable<LedgerEntry["award"]>, "countsAward" | "countsHousehold">;
const notCounted: Counted = {
  countsAward: { inCategory: false, inScheme: false },
  countsHousehold: { inCategory: false, inScheme: false },
};

const entryOf = (
  kind: EntryKind,
  line: Line,
  { at, by }: Pick<LineStep, "at" | "by">,
  { isSchemeOver = false, countsAward, countsHousehold }: Partial<Counted> & { isSchemeOver?: boolean } = {},
): LedgerEntry => ({
  ...line.drawnOn,
  entryId: `${line.lineId}-${line.version}`,
  kind,
  amount: line.amount,
  ...placesOf(kind, isSchemeOver),
  at,
  by,
  why: line.label,
  award: {
    awardId: line.awardId,
    caseId: line.caseId,
    householdId: line.householdId,
    line: line.line,
    item: line.item,
    countsAward: countsAward ?? notCounted.countsAward,
    countsHousehold: countsHousehold ?? notCounted.countsHousehold,
  },
});

export const bucketOf = ({ delivery, state }: Pick<Line, "delivery" | "state">): "reserved" | "committed" | "paid" | undefined => {
  if (state === "reserved") return "reserved";
  if (state === "cancelled" || state === "recycled" || state === "returned") return undefined;
  return isSpent(delivery, state) ? "paid" : "committed";
};
