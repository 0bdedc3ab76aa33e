import { expect, test } from "vitest";
import type { Rule } from "../../../../shared/domain/rules/rule.ts";
import { ruleFor, rules } from "../../../../shared/domain/rules/rules.ts";
import { shippedSchemes } from "../../../../shared/domain/scheme/shipped.ts";

const each = (rules as readonly Rule[]).map((rule): [string, Rule] => [rule.name, rule]);

test.each(each)("%s has one sentence for staff and one for a resident", (_name, { says, toResident }) => {
  expect(says).toMatch(/^[A-Z].*\.$/);
  expect(says).not.toMatch(/\. [A-Z]/);
  expect(toResident).toMatch(/^[A-Z].*\.$/);
});

test.each(each)("%s tells a resident without office words", (_name, { toResident }) => {
  const officeWords = /\b(NRPF|DHP|UC|HB|CRF|HSF|DWP|threshold|parameter|verdict|criteria|eligib\w+|statutory|waiv\w+|precondition\w*)\b/i;
  expect(toResident).not.toMatch(officeWords);
});

test("a rule's name and version belong to one rule only", () => {
  const identities = rules.map(({ name, version }) => `${name} ${version}`);
  expect(new Set(identities).size).toBe(identities.length);
});

test("every rule is used by a scheme, and every scheme's rules exist in the version that it names", () => {
  const used = shippedSchemes.flatMap((scheme) => scheme.rules.map((setting) => ruleFor(setting)?.name));
  expect(used).not.toContain(undefined);
  expect(new Set(used)).toEqual(new Set(rules.map(({ name }) => name)));
});

test("an unknown version of a rule is not found", () => {
  expect(ruleFor({ rule: "oldEnough", version: 99 })).toBeUndefined();
});
