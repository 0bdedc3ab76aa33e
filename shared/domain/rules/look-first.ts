import { type Concern, concernWords } from "../household/concern.ts";
import type { ConversationOutcome } from "../public-funds.ts";
import type { RuleResult } from "./eligibility.ts";

/** Another household that may be the same one. It stands beside the names of rules. */
const possibleHousehold = "possibleHousehold";

/**
 * A matter that a person must look at before money is committed. It is settled by the decider's record of the look, by the
 * record of a private conversation, by a changed fact of the award, such as evidence, or by settling the case's matches.
 */
export type LookFirst = {
  readonly rule: string;
  readonly because: string;
  readonly settledBy: "record" | "conversation" | "facts" | "match";
};

/** Matters of the case itself. A row of a list has no case: its check sets such rows aside. */
export type OfCase = { readonly possibleHouseholds: readonly string[]; readonly concerns?: readonly Concern[] };

export type Looked = OfCase & {
  /** Names of the looks that the decider records. Nobody can look at each row of a run, so a run records none. */
  readonly looked?: readonly string[];
  readonly conversation?: ConversationOutcome;
};

const possible: LookFirst = {
  rule: possibleHousehold,
  because: "This may be the same household as another one that has applied. Somebody has to compare the two before any award.",
  settledBy: "match",
};

const settledBy = ({ rule, holds }: RuleResult): LookFirst["settledBy"] => {
  if (rule === "publicFundsRouted") return "conversation";
  return holds ? "facts" : "record";
};

/** Everything that a person must look at, settled or not. */
export const toLookAt = (results: readonly RuleResult[], { possibleHouseholds, concerns = [] }: OfCase): readonly LookFirst[] => [
  ...results
    .filter(({ verdict }) => verdict === "refer")
    .map((result) => ({ rule: result.rule, because: result.because, settledBy: settledBy(result) })),
  ...(possibleHouseholds.length > 0 ? [possible] : []),
  ...concerns.map((concern): LookFirst => ({ rule: concern, because: concernWords[concern], settledBy: "record" })),
];

/** The one rule of every path to money: it commits only where none of these is left. */
export const lookFirst = (results: readonly RuleResult[], { looked = [], conversation, ...ofCase }: Looked): readonly LookFirst[] =>
  toLookAt(results, ofCase).filter(({ rule, settledBy: way }) => {
    if (way === "conversation") return conversation !== "mayBeAwarded";
    return way !== "record" || !looked.includes(rule);
  });
