import type { Pence } from "../money.ts";
import type { Category } from "../scheme/scheme.ts";

/** Totals list them in this order. */
export const rowOutcomes = {
  toAward: "To be awarded",
  awarded: "Awarded",
  noMoney: "No money left",
  waits: "Waits for money in its turn",
  alreadyHelped: "Already helped",
  moved: "Known at another address",
  setAside: "Set aside for a person",
  repeated: "The same as another row",
  notEligible: "Not within the scheme’s rules",
  notAllowed: "Item or amount not allowed",
  changed: "Changed since it was chosen",
  unreadable: "Could not be read",
} as const;
export type RowOutcomeKind = keyof typeof rowOutcomes;
export const rowOutcomeKinds = Object.keys(rowOutcomes) as RowOutcomeKind[];

/**
 * An account, phone or email for a row's money or code: as a keyed hash, and masked for people. `elsewhere` counts the other
 * households with money or codes there; older outcomes lack it.
 */
export type GoesTo = { readonly hash: string; readonly shown: string; readonly elsewhere?: number };

export type RowOutcome = {
  readonly row: number;
  readonly reference: string;
  readonly kind: RowOutcomeKind;
  readonly because?: string;
  readonly category?: Category;
  readonly amount?: Pence;
  /** The award that the run made, or the earlier one that stands against it. */
  readonly awardId?: string;
  /** For the approver's look: the household and its destinations, as the check found them. */
  readonly name?: string;
  readonly householdId?: string;
  readonly goesTo?: readonly GoesTo[];
};

export type Tallied = { readonly [K in RowOutcomeKind]?: number };

export const countOutcomes = (outcomes: readonly Pick<RowOutcome, "kind">[]): Tallied => {
  const counts: { [K in RowOutcomeKind]?: number } = {};
  for (const { kind } of outcomes) counts[kind] = (counts[kind] ?? 0) + 1;
  return counts;
};

/** The latest outcome of each row, by row number. The check's household and destinations stay unless a later pass has its own. */
export const latestOutcomes = (results: readonly { readonly outcomes: readonly RowOutcome[] }[]): readonly RowOutcome[] => {
  const latest = new Map<number, RowOutcome>();
  for (const { outcomes } of results) {
    for (const outcome of outcomes) {
      const { name, householdId, goesTo } = latest.get(outcome.row) ?? {};
      latest.set(outcome.row, { ...(name && { name }), ...(householdId && { householdId }), ...(goesTo && { goesTo }), ...outcome });
    }
  }
  return [...latest.values()].sort((a, b) => a.row - b.row);
};
