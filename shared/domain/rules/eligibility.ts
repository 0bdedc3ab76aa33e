import type { Application } from "../application.ts";
import type { RuleSetting, Scheme, SchemeCode } from "../scheme/scheme.ts";
import { type DecisionFacts, type Facts, factsOf } from "./facts.ts";
import { findOwnRule, ownRuleName } from "./own-rule.ts";
import type { Finding } from "./rule.ts";
import { ruleFor, type rules } from "./rules.ts";

export type RuleName = (typeof rules)[number]["name"];

/** One rule's result, as stored with a decision. */
export type RuleResult = Finding & { readonly rule: string; readonly version: number };

const find = (facts: Facts, setting: RuleSetting, scheme: Scheme): RuleResult => {
  const known = ruleFor(setting);
  if (!known) throw new RangeError(`There is no version ${setting.version} of the rule ${setting.rule}.`);
  return { rule: known.name, version: known.version, ...known.find(facts, setting.parameters, scheme) };
};

/** Every rule's result, all of them and in the order of a letter: nobody has to guess what else stood in the way. */
export const assess = (facts: Facts, scheme: Scheme): readonly RuleResult[] => [
  ...scheme.rules.map((setting) => find(facts, setting, scheme)),
  ...scheme.ownRules.map((own) => ({ rule: ownRuleName(own), version: scheme.version, ...findOwnRule(facts, own, scheme) })),
];

/**
 * What a decision rested on: the version of the scheme, what was known beside the answers, and every rule's result
 * under its own version. With the answers, which never change, it is enough to make the decision again.
 */
export type Assessment = {
  readonly scheme: SchemeCode;
  readonly schemeVersion: number;
  readonly facts: DecisionFacts;
  readonly results: readonly RuleResult[];
};

/** An application under a scheme, with what a decision adds to its answers: enough to be made again. */
export const assessApplication = (application: Application, facts: DecisionFacts, scheme: Scheme): Assessment => ({
  scheme: scheme.code,
  schemeVersion: scheme.version,
  facts,
  results: assess(factsOf(application, facts), scheme),
});

/** The rules that fail. Eligible means none. */
export const reasonsAgainst = (results: readonly RuleResult[]): readonly string[] =>
  results.filter(({ verdict }) => verdict === "fail").map(({ rule }) => rule);

/** What no award can be made against until it is settled: not a refusal, and nobody's ineligibility. */
export const holdsOn = (results: readonly RuleResult[]): readonly RuleResult[] => results.filter(({ holds }) => holds);

/** The rules that a person may give as the reason for a refusal, in the order of a letter. No recourse to public funds is never one. */
export const refusableRules = (scheme: Scheme): readonly string[] => [
  ...scheme.rules.filter((setting) => ruleFor(setting)?.canRefuse).map(({ rule }) => rule),
  ...scheme.ownRules.map(ownRuleName),
];

/** A rule in words, whether it is built in or the staff's own. Undefined for a name that the scheme does not know. */
export const ruleWords = (name: string, scheme: Scheme): { readonly says: string; readonly toResident: string } | undefined => {
  const setting = scheme.rules.find(({ rule }) => rule === name);
  return (setting && ruleFor(setting)) ?? scheme.ownRules.find((own) => ownRuleName(own) === name);
};

/** Where the figure that a rule goes by comes from, when nobody has verified that it is this council's own. */
export const unverifiedSource = (name: string, scheme: Scheme): string | undefined => {
  const setting = scheme.rules.find(({ rule }) => rule === name);
  return setting && !setting.verified ? setting.source : undefined;
};
