import fc from "fast-check";
import { expect, test } from "vitest";
import type { Rule, Settings } from "../../../../shared/domain/rules/rule.ts";
import { ruleFor, rules } from "../../../../shared/domain/rules/rules.ts";
import { parameterProblems, settingInWords } from "../../../../shared/domain/rules/settings.ts";
import type { RuleSetting } from "../../../../shared/domain/scheme/scheme.ts";
import { shippedSchemes } from "../../../../shared/domain/scheme/shipped.ts";
import { anySettings } from "./any-facts.ts";
import { crf } from "./facts-like.ts";

const setting = (name: string, parameters: Settings, version = 1): RuleSetting => ({
  rule: name,
  version,
  parameters: parameters as RuleSetting["parameters"],
  verified: false,
  source: "The test.",
});
const income = { yearlyMax: 38_300_00, eachFurtherAdult: 0, eachChild: 0, housingCosts: "before" };

test("every shipped scheme has valid settings for its rules", () => {
  for (const scheme of shippedSchemes) for (const each of scheme.rules) expect(parameterProblems(each, scheme)).toEqual([]);
});

test.each<[string, RuleSetting, readonly string[], string]>([
  ["a rule that does not exist", setting("likesCats", {}), ["rule"], "Select a rule from the list: none is called “likesCats”"],
  [
    "a name that every JavaScript object has",
    setting("constructor", {}),
    ["rule"],
    "Select a rule from the list: none is called “constructor”",
  ],
  ["a version never written", setting("oldEnough", { minimumAge: 16 }, 2), ["version"], "Select a version of the rule that exists: 1"],
  ["a setting left out", setting("oldEnough", {}), ["parameters", "minimumAge"], "Enter a whole number from 0 to 120 for “Minimum age”"],
  [
    "a setting that the rule does not have",
    setting("oldEnough", { minimumAge: 16, shoeSize: 7 }),
    ["parameters", "shoeSize"],
    "Take “shoeSize” out: the rule has no such setting",
  ],
  [
    "an age in words",
    setting("oldEnough", { minimumAge: "sixteen" }),
    ["parameters", "minimumAge"],
    "Enter a whole number from 0 to 120 for “Minimum age”",
  ],
  [
    "an age beyond anybody's",
    setting("oldEnough", { minimumAge: 121 }),
    ["parameters", "minimumAge"],
    "Enter a whole number from 0 to 120 for “Minimum age”",
  ],
  [
    "a fraction of a penny",
    setting("savingsWithinLimit", { savingsMax: 0.5 }),
    ["parameters", "savingsMax"],
    "Enter an amount of money from £0 to £10 million for “Most savings”",
  ],
  [
    "less than nothing",
    setting("savingsWithinLimit", { savingsMax: -1 }),
    ["parameters", "savingsMax"],
    "Enter an amount of money from £0 to £10 million for “Most savings”",
  ],
  [
    "a choice that is not offered",
    setting("incomeWithinLimit", { ...income, housingCosts: "toString" }),
    ["parameters", "housingCosts"],
    "Select an option from the list for “Income is counted”",
  ],
  [
    "yes as a word",
    setting("crisisOrShock", { isAsked: "yes" }),
    ["parameters", "isAsked"],
    "Select yes or no for “Asks for a crisis or a sudden change”",
  ],
  [
    "one scheme looked at twice",
    setting("notMetElsewhere", { looksAt: ["freeSchoolMeals", "freeSchoolMeals"] }),
    ["parameters", "looksAt"],
    "Select options from the list, each once, for “Other schemes that are looked at”",
  ],
  [
    "an unknown other scheme",
    setting("notMetElsewhere", { looksAt: ["lottery"] }),
    ["parameters", "looksAt"],
    "Select options from the list, each once, for “Other schemes that are looked at”",
  ],
  [
    "evidence that the scheme does not ask for",
    setting("livesInArea", { shownBy: "passport" }),
    ["parameters", "shownBy"],
    "Select evidence that the scheme asks for, for “Evidence that shows it where a postcode does not”",
  ],
])("%s is refused, with its place and what to do", (_what, given, place, message) => {
  expect(parameterProblems(given, crf)).toEqual([{ place, message }]);
});

test("every value of a setting's kind is valid", () => {
  for (const known of rules as readonly Rule[])
    fc.assert(
      fc.property(anySettings(known, crf), (parameters) => {
        expect(parameterProblems(setting(known.name, parameters), crf)).toEqual([]);
      }),
      { numRuns: 20 },
    );
});

const wordsOf = (name: string, parameter: string, value: Settings[string]) => {
  const described = ruleFor({ rule: name, version: 1 })?.parameters[parameter];
  if (!described) throw new Error(`${name} has no setting called ${parameter}.`);
  return settingInWords(described, value, crf);
};

test.each<[string, string, Settings[string], string]>([
  ["savingsWithinLimit", "savingsMax", 6_000_00, "£6,000"],
  ["savingsWithinLimit", "savingsMax", 6_000_50, "£6,000.50"],
  ["oldEnough", "minimumAge", 16, "16"],
  ["crisisOrShock", "isAsked", true, "Yes"],
  ["crisisOrShock", "isAsked", false, "No"],
  ["incomeWithinLimit", "housingCosts", "before", "Before housing costs"],
  [
    "notMetElsewhere",
    "looksAt",
    ["discretionaryHousingPayment", "communitySupportGrant"],
    "A discretionary housing payment; A community support grant",
  ],
  ["notMetElsewhere", "looksAt", [], "None"],
  ["livesInArea", "shownBy", "address", "That the household lives at the address"],
])("%s: %s set to %o reads “%s”", (name, parameter, value, words) => {
  expect(wordsOf(name, parameter, value)).toBe(words);
});
