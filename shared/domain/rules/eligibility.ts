import type { Application } from "../application.ts";
import type { RuleSetting, Scheme, SchemeCode } from "../scheme/scheme.ts";
import { type DecisionFacts, type Facts, factsOf } from "./facts.ts";
import { findOwnRule, ownRuleName } from "./own-rule.ts";
import type { Finding, Rule } from "./rule.ts";
import { ruleFor, rules } from "./rules.ts";

export type RuleName = (typeof rules)[number]["name"];

/** Stored with a decision. */
export type RuleResult = Finding & { readonly rule: string; readonly version: number };

const find = (facts: Facts, setting: RuleSetting, scheme: Scheme): RuleResult => {
  const known = ruleFor(setting);
  if (!known) throw new RangeError(`There is no version ${setting.version} of the rule ${setting.rule}.`);
  return { rule: known.name, version: known.version, ...known.find(facts, setting.parameters, scheme) };
};

/** Runs every rule, in the order of a letter, so that nobody has to guess what else stood in the way. */
export const assess = (facts: Facts, scheme: Scheme): readonly RuleResult[] => [
  ...scheme.rules.map((setting) => find(facts, setting, scheme)),
  ...scheme.ownRules.map((own) => ({ rule: ownRuleName(own), version: scheme.version, ...findOwnRule(facts, own, scheme) })),
];

/** Enough, with the answers, to make a decision again: answers never change. */
export type Assessment = {
  readonly scheme: SchemeCode;
  readonly schemeVersion: number;
  readonly facts: DecisionFacts;
  readonly results: readonly RuleResult[];
};

export const assessApplication = (application: Application, facts: DecisionFacts, scheme: Scheme): Assessment => ({
  scheme: scheme.code,
  schemeVersion: scheme.version,
  facts,
  results: assess(factsOf(application, facts), scheme),
});

/** Eligible means none. */
export const reasonsAgainst = (results: readonly RuleResult[]): readonly string[] =>
  results.filter(({ verdict }) => verdict === "fail").map(({ rule }) => rule);

/** No award can be made while one of these stands. They refuse nobody. */
export const holdsOn = (results: readonly RuleResult[]): readonly RuleResult[] => results.filter(({ holds }) => holds);

/** Earlier versions may lack a rule that every path holds to: a refusal needs its reason all the same. */
const heldWithoutSaying = (scheme: Scheme) =>
  rules.filter(({ name, canRefuse, alwaysOn }: Rule) => canRefuse && alwaysOn && !scheme.rules.some(({ rule }) => rule === name));

/** The scheme with the rules that every path holds to, said in it or not. */
export const withAlwaysOn = (scheme: Scheme): Scheme => {
  const held = heldWithoutSaying(scheme).map(({ name, version }) => ({ rule: name, version, parameters: {}, verified: true, source: "" }));
  return { ...scheme, rules: [...scheme.rules, ...held] };
};

/** In the order of a letter. No recourse to public funds is never a reason for a refusal. */
export const refusableRules = (scheme: Scheme): readonly string[] => [
  ...scheme.rules.filter((setting) => ruleFor(setting)?.canRefuse).map(({ rule }) => rule),
  ...heldWithoutSaying(scheme).map(({ name }) => name),
  ...scheme.ownRules.map(ownRuleName),
];

/** Undefined for a rule that the scheme does not use. */
export const ruleWords = (name: string, scheme: Scheme): { readonly says: string; readonly toResident: string } | undefined => {
  const setting = scheme.rules.find(({ rule }) => rule === name);
  return (
    (setting && ruleFor(setting)) ??
    scheme.ownRules.find((own) => ownRuleName(own) === name) ??
    heldWithoutSaying(scheme).find((rule) => rule.name === name)
  );
};

/** The source of a rule's figure, where nobody has verified it for this council. */
export const unverifiedSource = (name: string, scheme: Scheme): string | undefined => {
  const setting = scheme.rules.find(({ rule }) => rule === name);
  return setting && !setting.verified ? setting.source : undefined;
};
