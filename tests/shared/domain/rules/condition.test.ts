import { expect, test } from "vitest";
import { pence } from "../../../../shared/domain/money.ts";
import { conditionInWords, conditionsInWords, holdsTrue, isTrue } from "../../../../shared/domain/rules/condition.ts";
import type { Facts } from "../../../../shared/domain/rules/facts.ts";
import { type MeasureName, measureNames } from "../../../../shared/domain/rules/measures.ts";
import type { Condition } from "../../../../shared/domain/scheme/scheme.ts";
import { shippedSchemes } from "../../../../shared/domain/scheme/shipped.ts";
import { crf, factsLike } from "./facts-like.ts";

const claims: Facts["claims"] = {
  claims: [
    { need: "food", scheme: "CRF", awardId: "A-1", from: "2026-11-01", until: "2026-11-30" },
    { need: "energy", scheme: "CRF", awardId: "A-1", from: "2026-10-01", until: "2027-03-31" },
    { need: "energy", scheme: "CRF", awardId: "A-2", from: "2026-10-01", until: "2027-03-31" },
    { need: "energy", scheme: "HSF7", awardId: "A-0", from: "2025-10-01", until: "2026-03-31" },
  ],
  spent: { CRF: pence(300_00), HSF7: pence(900_00) },
};
const family = factsLike({ ages: [42, 19, 18, 4, 0], savings: pence(50_00), without: ["food"], claims });

/** Each measure's value for the family. A list has one option inside it and one outside. */
const measured: Record<MeasureName, number | readonly [string, string]> = {
  monthlyIncome: 1_150_00,
  monthlyHousingCosts: 600_00,
  incomeAfterHousing: 550_00,
  savings: 50_00,
  incomeAndSavings: 1_200_00,
  people: 5,
  adults: 2,
  children: 3,
  ageOfPersonHelped: 42,
  awardsInScheme: 2,
  spentInScheme: 300_00,
  benefits: ["universalCredit", "pip"],
  needs: ["food", "housing"],
  without: ["food", "heatingOrPower"],
  trigger: ["suddenExpense", "ongoing"],
  helpFrom: ["freeSchoolMeals", "communitySupportGrant"],
};

test.each(measureNames)("%s is compared exactly", (measure) => {
  const expected = measured[measure];
  const facts = { ...family, helpFrom: ["freeSchoolMeals" as const] };
  const holds = (is: Condition["is"], value: Condition["value"]) => isTrue({ measure, is, value }, facts, crf);
  if (typeof expected === "number") {
    expect([holds("atLeast", expected), holds("atLeast", expected + 1)]).toEqual([true, false]);
    expect([holds("atMost", expected), holds("atMost", expected - 1)]).toEqual([true, false]);
  } else {
    const [inside, outside] = expected;
    expect([holds("includes", inside), holds("includes", outside)]).toEqual([true, false]);
    expect([holds("excludes", inside), holds("excludes", outside)]).toEqual([false, true]);
  }
});

test.each<[string, Partial<Condition>, number]>([
  ["of any age", {}, 5],
  ["from 18 up", { agedFrom: 18 }, 3],
  ["up to 18", { agedTo: 18 }, 3],
  ["from 4 to 18, both inside", { agedFrom: 4, agedTo: 18 }, 2],
  ["of one age", { agedFrom: 0, agedTo: 0 }, 1],
])("people %s are counted", (_ages, ages, count) => {
  expect(isTrue({ measure: "people", is: "atLeast", value: count, ...ages }, family, crf)).toBe(true);
  expect(isTrue({ measure: "people", is: "atMost", value: count, ...ages }, family, crf)).toBe(true);
});

test("each adult and each child adds to what an amount is compared with", () => {
  const condition: Condition = { measure: "monthlyIncome", is: "atMost", value: 500_00, plusEachAdult: 250_00, plusEachChild: 50_00 };
  expect(isTrue(condition, { ...family, monthlyIncome: pence(1_150_00) }, crf)).toBe(true);
  expect(isTrue(condition, { ...family, monthlyIncome: pence(1_150_01) }, crf)).toBe(false);
});

const yes: Condition = { measure: "people", is: "atLeast", value: 1 };
const no: Condition = { measure: "people", is: "atLeast", value: 9 };
const unknown: Condition = { measure: "monthlyHousingCosts", is: "atLeast", value: 1 };

test.each<[readonly Condition[], "all" | "any", boolean]>([
  [[], "all", true],
  [[], "any", true],
  [[yes, no], "all", false],
  [[yes, no], "any", true],
  [[no, no], "any", false],
  [[yes, unknown], "any", true],
  [[yes, unknown], "all", false],
  [[unknown], "any", false],
])("onward help with conditions %o joined by %s", (conditions, joined, offered) => {
  expect(holdsTrue(conditions, joined, { ...family, monthlyHousingCosts: undefined }, crf)).toBe(offered);
});

test.each<[Condition, string]>([
  [{ measure: "monthlyIncome", is: "atMost", value: 1_000_00 }, "the household’s monthly income is at most £1,000"],
  [
    { measure: "savings", is: "atMost", value: 1_000_50, plusEachAdult: 200_00, plusEachChild: 100_00 },
    "the amount that the household has saved is at most £1,000.50, plus £200 for each adult, plus £100 for each child under 19",
  ],
  [{ measure: "people", is: "atLeast", value: 1, agedTo: 18 }, "the number of people aged 18 or under is at least 1"],
  [{ measure: "people", is: "atLeast", value: 2, agedFrom: 4, agedTo: 15 }, "the number of people aged 4 to 15 is at least 2"],
  [{ measure: "people", is: "atMost", value: 0, agedFrom: 66 }, "the number of people aged 66 or over is at most 0"],
  [{ measure: "people", is: "atLeast", value: 1, agedFrom: 0, agedTo: 0 }, "the number of people aged 0 is at least 1"],
  [
    { measure: "benefits", is: "excludes", value: "pip" },
    "the list of the household’s benefits does not include “Personal Independence Payment or Disability Living Allowance”",
  ],
  [
    { measure: "trigger", is: "excludes", value: "ongoing" },
    "what has happened to the household’s money is not “Money has been short for a long time”",
  ],
])("%o reads as a part of a sentence", (condition, words) => {
  expect(conditionInWords(condition, crf)).toBe(words);
});

test("conditions are joined by “and” if all must hold, and by “or” if any may", () => {
  expect(conditionsInWords([], "any", crf)).toBe("always");
  expect(conditionsInWords([yes, no], "all", crf)).toBe("when the number of people is at least 1, and the number of people is at least 9");
  expect(conditionsInWords([yes, no], "any", crf)).toBe("when the number of people is at least 1, or the number of people is at least 9");
});

test("every condition of a shipped scheme can be tried and put into words", () => {
  for (const scheme of shippedSchemes)
    for (const { conditions, joined } of scheme.onwardHelp) {
      expect(typeof holdsTrue(conditions, joined, family, scheme)).toBe("boolean");
      expect(conditionsInWords(conditions, joined, scheme)).toMatch(/^(always|when .+)$/);
    }
});
