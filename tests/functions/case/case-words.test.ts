import { expect, test } from "vitest";
import { reasonsForResident, refusalReasons, refusalWords } from "../../../functions/case/case-words.ts";
import { type RuleResult, ruleWords } from "../../../shared/domain/rules/eligibility.ts";
import type { Scheme } from "../../../shared/domain/scheme/scheme.ts";
import { shippedSchemes } from "../../../shared/domain/scheme/shipped.ts";

const each = shippedSchemes.map((scheme): [string, Scheme] => [scheme.code, scheme]);
const result = (rule: string, verdict: RuleResult["verdict"]): RuleResult => ({
  rule,
  version: 1,
  verdict,
  because: "Because.",
  inputs: {},
});

test.each(each)("every reason for a refusal under %s has words for staff, and others for the resident", (_, scheme) => {
  for (const reason of refusalReasons(scheme)) {
    const told = reasonsForResident(reason, [result(reason, "refer")], scheme);
    expect(told).toEqual([expect.stringMatching(/^[A-Z].*\.$/)]);
    expect(refusalWords(reason, scheme)).toMatch(/^[A-Z].*\.”?$/);
    expect(refusalWords(reason, scheme)).not.toBe(told[0]);
  }
});

test.each(each)(
  "a letter of %s gives every reason in the order of its document, and the reason that was named even where its rule passed",
  (_, scheme) => {
    const results = scheme.rules.map(({ rule }) => result(rule, "fail")).with(0, result(scheme.rules[0]?.rule ?? "", "pass"));
    const all = scheme.rules.map(({ rule }) => ruleWords(rule, scheme)?.toResident);
    expect(reasonsForResident(scheme.rules[0]?.rule ?? "", results, scheme)).toEqual(all);
    expect(reasonsForResident(scheme.rules[1]?.rule ?? "", results, scheme)).toEqual(all.slice(1));
  },
);
