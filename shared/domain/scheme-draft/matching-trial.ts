import type { FoundApart, MatchThresholds, MatchVerdict } from "../identity/identity.ts";
import { type Nearest, verdictUnder } from "../identity/nearest.ts";
import { addTallies, namesIn, type Tally } from "./tally.ts";

/** A person's answer about a case and another household. */
export type SettledAs = "same" | FoundApart["as"];
export type SettledMatch = Nearest & { readonly as: SettledAs };

/** The scores of one case. Cases from before scores were kept have no nearest household. */
export type CaseToMatch = { readonly nearest?: Nearest; readonly settled: readonly SettledMatch[] };

export type MatchCount = MatchVerdict | "notKept";
type BothVersions = { readonly inForce: Tally<MatchCount>; readonly draft: Tally<MatchCount> };
export type MatchingTotals = {
  readonly applications: BothVersions;
  readonly settled: { readonly [A in SettledAs]?: BothVersions };
};

const nobody: BothVersions = { inForce: {}, draft: {} };
export const noMatchingTotals: MatchingTotals = { applications: nobody, settled: {} };

/** Compares scores with the thresholds of both versions. A score itself is the same under each. */
export const tryMatching = ({ nearest, settled }: CaseToMatch, inForce: MatchThresholds, draft: MatchThresholds): MatchingTotals => {
  const under = (score: Nearest | undefined): BothVersions => ({
    inForce: { [score ? verdictUnder(score, inForce) : "notKept"]: 1 },
    draft: { [score ? verdictUnder(score, draft) : "notKept"]: 1 },
  });
  return settled
    .map((match): MatchingTotals => ({ applications: nobody, settled: { [match.as]: under(match) } }))
    .reduce(addMatchingTotals, { applications: under(nearest), settled: {} });
};

const addBoth = (a: BothVersions = nobody, b: BothVersions = nobody): BothVersions => ({
  inForce: addTallies(a.inForce, b.inForce),
  draft: addTallies(a.draft, b.draft),
});

export const addMatchingTotals = (a: MatchingTotals, b: MatchingTotals): MatchingTotals => {
  const answers = namesIn(a.settled, b.settled) as SettledAs[];
  return {
    applications: addBoth(a.applications, b.applications),
    settled: Object.fromEntries(answers.map((as) => [as, addBoth(a.settled[as], b.settled[as])])),
  };
};
