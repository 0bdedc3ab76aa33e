import { type Condition, comparisons } from "../scheme/scheme.ts";
import { type Measure, measureFor } from "./measures.ts";

/** A problem of a condition, at the field to mend. */
export type ConditionProblem = { readonly field: keyof Condition; readonly message: string };

export const conditionProblems = (condition: Condition): readonly ConditionProblem[] => {
  const measure = measureFor(condition.measure);
  if (!measure) return [{ field: "measure", message: `Select what is measured: nothing is called “${condition.measure}”` }];
  return [...comparisonProblems(condition, measure), ...ageProblems(condition, measure)];
};

const suits = { number: ["atLeast", "atMost"], list: ["includes", "excludes"] } as const;

const comparisonProblems = ({ is, value, plusEachAdult, plusEachChild }: Condition, measure: Measure): ConditionProblem[] => {
  const { label } = measure;
  const isList = "options" in measure;
  const suitable: readonly string[] = suits[isList ? "list" : "number"];
  const problems: ConditionProblem[] = [];
  if (!suitable.includes(is)) {
    const [first, second] = suits[isList ? "list" : "number"];
    problems.push({ field: "is", message: `Select “${comparisons[first]}” or “${comparisons[second]}” to compare ${label}` });
  }
  if (isList) {
    if (typeof value !== "string" || !Object.hasOwn(measure.options, value))
      problems.push({ field: "value", message: `Select an option from the list for ${label}` });
    for (const field of ["plusEachAdult", "plusEachChild"] as const)
      if ((field === "plusEachAdult" ? plusEachAdult : plusEachChild) !== undefined)
        problems.push({ field, message: `Take this out: nothing can be added to ${label}` });
  } else if (typeof value !== "number") {
    const unit = measure.kind === "pence" ? "an amount of money" : "a whole number";
    problems.push({ field: "value", message: `Enter ${unit} to compare ${label} with` });
  }
  return problems;
};

const ageProblems = ({ agedFrom, agedTo }: Condition, measure: Measure): ConditionProblem[] => {
  const countsPeople = measure.kind === "count" && measure.isOfAges === true;
  if (!countsPeople) {
    const typed = [...(agedFrom === undefined ? [] : ["agedFrom" as const]), ...(agedTo === undefined ? [] : ["agedTo" as const])];
    return typed.map((field) => ({ field, message: `Take this age out: ${measure.label} is not counted by age` }));
  }
  if (agedFrom !== undefined && agedTo !== undefined && agedFrom > agedTo)
    return [{ field: "agedTo", message: "The oldest age must be the same as the youngest age or above it" }];
  return [];
};
