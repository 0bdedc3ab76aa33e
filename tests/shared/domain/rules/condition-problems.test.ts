import { expect, test } from "vitest";
import { type ConditionProblem, conditionProblems } from "../../../../shared/domain/rules/condition-problems.ts";
import type { Condition } from "../../../../shared/domain/scheme/scheme.ts";
import { shippedSchemes } from "../../../../shared/domain/scheme/shipped.ts";

const income: Condition = { measure: "monthlyIncome", is: "atMost", value: 1_000_00 };
const children: Condition = { measure: "people", is: "atLeast", value: 1 };
const needs: Condition = { measure: "needs", is: "includes", value: "food" };

test.each<[string, Condition, readonly ConditionProblem[]]>([
  [
    "a measure that does not exist",
    { ...income, measure: "shoeSize" },
    [{ field: "measure", message: "Select what is measured: nothing is called “shoeSize”" }],
  ],
  [
    "a name that every object has",
    { ...income, measure: "toString" },
    [{ field: "measure", message: "Select what is measured: nothing is called “toString”" }],
  ],
  [
    "an amount compared as a list",
    { ...income, is: "includes" },
    [{ field: "is", message: "Select “is at least” or “is at most” to compare the household’s monthly income" }],
  ],
  [
    "a list compared as an amount",
    { ...needs, is: "atLeast" },
    [{ field: "is", message: "Select “includes” or “does not include” to compare the list of what is needed" }],
  ],
  [
    "an amount in words",
    { ...income, value: "little" },
    [{ field: "value", message: "Enter an amount of money to compare the household’s monthly income with" }],
  ],
  [
    "a count in words",
    { ...children, value: "two" },
    [{ field: "value", message: "Enter a whole number to compare the number of people with" }],
  ],
  [
    "an option that does not exist",
    { ...needs, value: "holidays" },
    [{ field: "value", message: "Select an option from the list for the list of what is needed" }],
  ],
  [
    "a number where an option belongs",
    { ...needs, value: 1 },
    [{ field: "value", message: "Select an option from the list for the list of what is needed" }],
  ],
  [
    "a sum over people added to a list",
    { ...needs, plusEachAdult: 1, plusEachChild: 1 },
    [
      { field: "plusEachAdult", message: "Take this out: nothing can be added to the list of what is needed" },
      { field: "plusEachChild", message: "Take this out: nothing can be added to the list of what is needed" },
    ],
  ],
  [
    "ages where nobody is counted",
    { ...income, agedFrom: 4, agedTo: 15 },
    [
      { field: "agedFrom", message: "Take this age out: the household’s monthly income is not counted by age" },
      { field: "agedTo", message: "Take this age out: the household’s monthly income is not counted by age" },
    ],
  ],
  [
    "ages the wrong way round",
    { ...children, agedFrom: 16, agedTo: 15 },
    [{ field: "agedTo", message: "The oldest age must be the same as the youngest age or above it" }],
  ],
  ["one age", { ...children, agedFrom: 16, agedTo: 16 }, []],
  ["an amount", income, []],
  ["a list", needs, []],
])("%s", (_what, condition, problems) => {
  expect(conditionProblems(condition)).toEqual(problems);
});

test("nobody can write a rule about no recourse to public funds", () => {
  for (const measure of ["noRecourse", "publicFunds", "recourse"])
    expect(conditionProblems({ ...needs, measure, value: "yes" })).toHaveLength(1);
});

test("no condition of a shipped scheme has a problem", () => {
  for (const { ownRules, onwardHelp } of shippedSchemes)
    for (const { conditions } of [...ownRules, ...onwardHelp]) expect(conditions.flatMap(conditionProblems)).toEqual([]);
});
