import { pence } from "../../../../shared/domain/money.ts";
import { assess, type RuleName, type RuleResult } from "../../../../shared/domain/rules/eligibility.ts";
import type { Facts } from "../../../../shared/domain/rules/facts.ts";
import type { Settings } from "../../../../shared/domain/rules/rule.ts";
import type { Scheme } from "../../../../shared/domain/scheme/scheme.ts";
import { newestVersion } from "../../../../shared/domain/scheme/scheme-book.ts";
import { shippedSchemes } from "../../../../shared/domain/scheme/shipped.ts";

export const shipped = (code: string): Scheme => {
  const scheme = newestVersion(shippedSchemes, code);
  if (!scheme) throw new Error(`No scheme is called ${code}.`);
  return scheme;
};

export const crf = shipped("CRF");
export const hsf5 = shipped("HSF5");

/** A parent and a child in the middle of the city. With the evidence shown, every rule passes. */
export const factsLike = (changes: Partial<Facts> = {}): Facts => ({
  today: "2026-11-20",
  residence: "inside",
  district: "CV1",
  ageOfPersonHelped: 42,
  ages: [42, 10],
  monthlyIncome: pence(1_150_00),
  monthlyHousingCosts: pence(600_00),
  savings: pence(20_00),
  benefits: ["universalCredit"],
  trigger: "suddenExpense",
  without: [],
  helpFrom: [],
  noRecourse: "no",
  needs: ["food", "energy"],
  claims: { claims: [], spent: {} },
  countsEarlierSchemes: true,
  evidence: [
    { evidence: "address", shown: "Council tax record" },
    { evidence: "income", waived: "tooUrgent" },
  ],
  checks: [],
  appliedUnder: "CRF",
  ...changes,
});

/** A scheme with other settings for one rule. */
export const schemeSetting = (scheme: Scheme, rule: RuleName, parameters: Settings): Scheme => ({
  ...scheme,
  rules: scheme.rules.map((setting) =>
    setting.rule === rule ? { ...setting, parameters: { ...setting.parameters, ...(parameters as typeof setting.parameters) } } : setting,
  ),
});

/** The finding of one rule for the example with changed facts. */
export const resultOf = (rule: RuleName, changes: Partial<Facts> = {}, scheme: Scheme = crf): RuleResult => {
  const result = assess(factsLike(changes), scheme).find((each) => each.rule === rule);
  if (!result) throw new Error(`${scheme.code} has no rule called ${rule}.`);
  return result;
};
