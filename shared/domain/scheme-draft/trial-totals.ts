import { addPence, type Pence, zeroPence } from "../money.ts";
import type { Category } from "../scheme/scheme.ts";
import { addMatchingTotals, type MatchingTotals, noMatchingTotals } from "./matching-trial.ts";
import { addTallies, namesIn, type Tally } from "./tally.ts";
import type { TriedCase, Unknown } from "./trial.ts";

/** Numbers only, so that nobody can tell a case from it. */
export type TrialTotals = {
  readonly cases: number;
  readonly changes: Tally<TriedCase["change"]>;
  /** By the rules that refused them before. */
  readonly helpedBy: Tally;
  /** By the rules that would refuse them. A case counts at each. */
  readonly refusedBy: Tally;
  readonly costs: { readonly [category: Category]: { readonly inForce: Pence; readonly draft: Pence } };
  readonly unknown: Tally<Unknown>;
  /** Absent in results from before matching was tried. */
  readonly matching?: MatchingTotals;
};

export const noTotals: TrialTotals = { cases: 0, changes: {}, helpedBy: {}, refusedBy: {}, costs: {}, unknown: {} };

/** Parts add up the same in any order. */
export const addTotals = (a: TrialTotals, b: TrialTotals): TrialTotals => ({
  cases: a.cases + b.cases,
  changes: addTallies(a.changes, b.changes),
  helpedBy: addTallies(a.helpedBy, b.helpedBy),
  refusedBy: addTallies(a.refusedBy, b.refusedBy),
  costs: Object.fromEntries(
    namesIn(a.costs, b.costs).map((category) => {
      const both = [a.costs[category] ?? nothing, b.costs[category] ?? nothing];
      return [category, { inForce: addPence(both.map(({ inForce }) => inForce)), draft: addPence(both.map(({ draft }) => draft)) }];
    }),
  ),
  unknown: addTallies(a.unknown, b.unknown),
  ...((a.matching || b.matching) && { matching: addMatchingTotals(a.matching ?? noMatchingTotals, b.matching ?? noMatchingTotals) }),
});

export const totalsOf = (tried: readonly TriedCase[]): TrialTotals => tried.map(totalsOfOne).reduce(addTotals, noTotals);

const nothing = { inForce: zeroPence, draft: zeroPence };

const totalsOfOne = (tried: TriedCase): TrialTotals => {
  const counted = { ...noTotals, cases: 1, changes: { [tried.change]: 1 } };
  if (tried.change === "leftOut") return counted;
  return {
    ...counted,
    helpedBy: tried.change === "helped" ? onceEach(tried.rules) : {},
    refusedBy: tried.change === "refused" ? onceEach(tried.rules) : {},
    costs: Object.fromEntries(tried.costs.map(({ category, inForce, draft }) => [category, { inForce, draft }])),
    unknown: onceEach(tried.unknown),
  };
};

const onceEach = <K extends string>(names: readonly K[]): Tally<K> => Object.fromEntries(names.map((name) => [name, 1])) as Tally<K>;
