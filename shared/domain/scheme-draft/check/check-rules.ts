import { type DocumentProblem, repeatsIn } from "../../document/document-problem.ts";
import { conditionProblems } from "../../rules/condition-problems.ts";
import type { RuleName } from "../../rules/eligibility.ts";
import type { Rule } from "../../rules/rule.ts";
import { rules } from "../../rules/rules.ts";
import { parameterProblems } from "../../rules/settings.ts";
import type { Condition, Scheme } from "../../scheme/scheme.ts";

/** Rules that the scheme must use, and why. The latest version of a rule stands for all of them. */
const neededRules = ({ evidence }: Scheme): readonly { readonly rule: RuleName; readonly why: string }[] => [
  ...alwaysOn,
  ...(evidence.length > 0
    ? [
        {
          rule: "evidenceOrWaiver" as const,
          why: "without it, evidence would be asked for and nobody would be held to it. Or take out the evidence",
        },
      ]
    : []),
];
const alwaysOn = [...new Map(rules.map((rule: Rule<RuleName>) => [rule.name, rule])).values()].flatMap(({ name, alwaysOn: why }) =>
  why ? [{ rule: name, why }] : [],
);

/** A missing rule has no index, so its place is its name. */
const missingRules = (scheme: Scheme): DocumentProblem[] =>
  neededRules(scheme)
    .filter(({ rule }) => !scheme.rules.some((setting) => setting.rule === rule))
    .map(({ rule, why }) => ({ place: ["rules", rule], message: `Use the rule “${saysOf(rule)}” (${rule}): ${why}` }));
const saysOf = (rule: RuleName): string => rules.findLast(({ name }) => name === rule)?.says ?? rule;

const settingProblems = (scheme: Scheme): DocumentProblem[] => [
  ...repeatsIn(scheme.rules.map(({ rule }) => rule)).map((index) => ({
    place: ["rules", index, "rule"],
    message: `The rule ${scheme.rules[index]?.rule} is there twice. Keep one`,
  })),
  ...scheme.rules.flatMap((setting, index) =>
    parameterProblems(setting, scheme).map(({ place, message }) => ({ place: ["rules", index, ...place], message })),
  ),
];

const problemsOf = (conditions: readonly Condition[], place: DocumentProblem["place"]): DocumentProblem[] =>
  conditions.flatMap((condition, index) =>
    conditionProblems(condition).map(({ field, message }) => ({ place: [...place, "conditions", index, field], message })),
  );

const ownRuleProblems = ({ ownRules }: Scheme): DocumentProblem[] => [
  ...repeatsIn(ownRules.map(({ name }) => name)).map((index) => ({
    place: ["ownRules", index, "name"],
    message: `There are two rules called ${ownRules[index]?.name}. Give each a name of its own`,
  })),
  ...ownRules.flatMap(({ conditions }, index) => problemsOf(conditions, ["ownRules", index])),
];

const onwardHelpProblems = ({ onwardHelp }: Scheme): DocumentProblem[] => [
  ...repeatsIn(onwardHelp.map(({ offer }) => offer)).map((index) => ({
    place: ["onwardHelp", index, "offer"],
    message: "This service is offered twice. Keep one, with every condition",
  })),
  ...onwardHelp.flatMap(({ conditions }, index) => problemsOf(conditions, ["onwardHelp", index])),
];

const evidenceProblems = ({ evidence }: Scheme): DocumentProblem[] => [
  ...repeatsIn(evidence.map(({ code }) => code)).map((index) => ({
    place: ["evidence", index, "code"],
    message: `The evidence ${evidence[index]?.code} is there twice. Give each a code of its own`,
  })),
  ...evidence.flatMap(({ label, accepts }, index) =>
    repeatsIn(accepts).map((at) => ({
      place: ["evidence", index, "accepts", at],
      message: `“${accepts[at]}” is accepted twice for “${label}”. Keep one`,
    })),
  ),
];

export const checkRules = (scheme: Scheme): DocumentProblem[] => [
  ...missingRules(scheme),
  ...settingProblems(scheme),
  ...ownRuleProblems(scheme),
  ...onwardHelpProblems(scheme),
  ...evidenceProblems(scheme),
];
