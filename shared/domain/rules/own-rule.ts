import type { OwnRule, Scheme } from "../scheme/scheme.ts";
import { areTrue, conditionInWords, conditionsInWords, foundInWords } from "./condition.ts";
import { estimatesIn, type Facts } from "./facts.ts";
import { countsByAge } from "./measures.ts";
import { type Finding, fail, pass, refer } from "./rule.ts";

/** The prefix keeps staff's own names apart from built-in rules. */
export const ownRuleName = ({ name }: Pick<OwnRule, "name">): string => `own.${name}`;

/** If the rule rests on something that nobody asked, a person looks. */
export const findOwnRule = (facts: Facts, { conditions, joined, otherwise }: OwnRule, scheme: Scheme): Finding => {
  const found = conditions.map((condition) => foundInWords(condition, facts, scheme));
  const estimates = conditions.some(({ measure }) => countsByAge(measure)) ? estimatesIn(facts) : estimatesIn({});
  const inputs = { joined, conditions: conditions.map((condition) => conditionInWords(condition, scheme)), found, ...estimates.inputs };
  const because = `${found.join(" ")}${estimates.because}`;
  switch (areTrue(conditions, joined, facts, scheme)) {
    case true:
      return pass(because, inputs);
    case false:
      return otherwise === "fail" ? fail(because, inputs) : refer(because, inputs);
    case undefined:
      return refer(because, inputs);
  }
};

export const ownRuleInWords = ({ conditions, joined, otherwise }: OwnRule, scheme: Scheme): string =>
  `The rule passes ${conditionsInWords(conditions, joined, scheme)}; otherwise ${otherwise === "fail" ? "it fails" : "someone looks"}.`;
