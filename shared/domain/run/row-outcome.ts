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

export type RowOutcome = {
  readonly row: number;
  readonly reference: string;
  readonly kind: RowOutcomeKind;
  readonly because?: string;
  readonly category?: Category;
  readonly amount?: Pence;
  /** The award that the run made, or the earlier one that stands against it. */
  readonly awardId?: string;
};

export type Tallied = { readonly [K in RowOutcomeKind]?: number };

export const countOutcomes = (outcomes: readonly Pick<RowOutcome, "kind">[]): Tallied => {
  const counts: { [K in RowOutcomeKind]?: number } = {};
  for (const { kind } of outcomes) counts[kind] = (counts[kind] ?? 0) + 1;
  return counts;
};
