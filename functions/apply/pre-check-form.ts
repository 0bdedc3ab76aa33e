import * as z from "zod/mini";
import { triggers } from "../../shared/domain/answers.ts";
import { circumstancesSchema, moneySchema, wantsSchema } from "../../shared/domain/application.ts";
import { tidyPostcode } from "../../shared/domain/area.ts";
import { needs } from "../../shared/domain/needs.ts";
import type { Typed } from "../../shared/store/drafts.ts";
import { type Field, givenText, listOf, type Problem, type Reading, textOf } from "./question.ts";
import { readPart } from "./read-part.ts";
import { readCount, readPounds } from "./read-typed.ts";

const peopleMaximum = 20;

const schema = z.strictObject({
  /** Left out by somebody without a settled address. */
  postcode: z.optional(z.string()),
  age: z.int(),
  adults: z.int(),
  children: z.int(),
  monthlyIncome: moneySchema.shape.monthlyIncome,
  monthlyHousingCosts: moneySchema.shape.monthlyHousingCosts,
  savings: moneySchema.shape.savings,
  trigger: circumstancesSchema.shape.trigger,
  needs: wantsSchema.shape.needs,
});
export type PreCheckAnswers = z.infer<typeof schema>;

/** The few questions that are asked before an application, with the age at which the scheme's children end. */
export const preCheckFields = (childUnder: number): readonly Field[] => [
  { kind: "text", name: "postcode", label: "Postcode of the home", hint: "Leave this empty if there is no settled address", width: 10 },
  { kind: "count", name: "age", label: "Age of the person who needs help" },
  {
    kind: "count",
    name: "adults",
    label: `How many people aged ${childUnder} or over live there?`,
    hint: `Count the person who needs help too, if they are ${childUnder} or over`,
  },
  { kind: "count", name: "children", label: `How many people under ${childUnder} live there?`, hint: "If nobody, enter 0" },
  {
    kind: "money",
    name: "income",
    label: "Money coming in a month",
    hint: "Take-home pay and benefits of everyone in the household. If none, enter 0",
  },
  { kind: "money", name: "housingCosts", label: "Rent or mortgage a month", hint: "If none, enter 0" },
  { kind: "money", name: "savings", label: "Savings of everyone in the household", hint: "If none, enter 0" },
  { kind: "oneOf", name: "trigger", label: "Which is closest to what has happened?", options: triggers },
  { kind: "anyOf", name: "needs", label: "What is needed?", options: needs, hint: "Select all that apply" },
];

/** Everything that was typed, read by the schema that the application itself is read by. */
export const readPreCheck = (typed: Typed, childUnder: number): Reading<PreCheckAnswers> => {
  const typedPostcode = givenText(typed, "postcode");
  const postcode = typedPostcode && tidyPostcode(typedPostcode);
  const age = readCount(typed, "age", { name: "Age", whenEmpty: "Enter the age of the person who needs help", most: 120 });
  const people = { name: "The number of people", most: peopleMaximum };
  const adults = readCount(typed, "adults", { ...people, whenEmpty: `Enter how many people aged ${childUnder} or over live there` });
  const children = readCount(typed, "children", { ...people, whenEmpty: `Enter how many people under ${childUnder} live there, or 0` });
  const income = readPounds(typed, "income", "Money coming in", "Enter how much money comes in a month, or 0");
  const costs = readPounds(typed, "housingCosts", "Rent or mortgage", "Enter the rent or mortgage a month, or 0");
  const savings = readPounds(typed, "savings", "Savings", "Enter how much is saved, or 0");
  const counted = { age: age.count, adults: adults.count, children: children.count };

  return readPart(
    schema,
    {
      postcode,
      ...counted,
      monthlyIncome: income.amount,
      monthlyHousingCosts: costs.amount,
      savings: savings.amount,
      trigger: textOf(typed, "trigger"),
      needs: listOf(typed, "needs"),
    },
    {
      postcode: { id: "postcode" },
      age: { id: "age" },
      adults: { id: "adults" },
      children: { id: "children" },
      monthlyIncome: { id: "income" },
      monthlyHousingCosts: { id: "housingCosts" },
      savings: { id: "savings" },
      trigger: { id: "trigger", whenEmpty: "Select what has happened" },
      needs: { id: "needs" },
    },
    [
      ...(typedPostcode && !postcode ? [{ field: "postcode", text: "Enter a full UK postcode, like CV1 2AB, or leave it empty" }] : []),
      ...[age, adults, children, income, costs, savings].flatMap(({ problems }) => problems),
      ...householdProblems(counted, childUnder),
    ],
  );
};

/** The person who needs help is one of those counted, on the side of the age that theirs puts them. */
const householdProblems = (
  { age, adults, children }: { readonly [counted in "age" | "adults" | "children"]: number | undefined },
  childUnder: number,
): readonly Problem[] => {
  if (age === undefined || adults === undefined || children === undefined) return [];
  const own = age >= childUnder ? { field: "adults", count: adults } : { field: "children", count: children };
  if (own.count === 0) return [{ field: own.field, text: "Count the person who needs help too: enter 1 or more" }];
  return adults + children > peopleMaximum ? [{ field: "children", text: `Count ${peopleMaximum} people or fewer in all` }] : [];
};
