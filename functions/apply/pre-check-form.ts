import * as z from "zod/mini";
import { triggers } from "../../shared/domain/answers.ts";
import { circumstancesSchema, householdAmount, wantsSchema } from "../../shared/domain/application.ts";
import { tidyPostcode } from "../../shared/domain/area.ts";
import { zeroPence } from "../../shared/domain/money.ts";
import { needs } from "../../shared/domain/needs.ts";
import type { Scheme } from "../../shared/domain/scheme/scheme.ts";
import { choice, choices, count, money, text } from "../../shared/forms/fields.ts";
import type { FormError, FormRead } from "../../shared/forms/form.ts";
import { also, group, type Together } from "../../shared/forms/group.ts";
import type { Form } from "../../shared/http/read-body.ts";
import { askedBefore } from "./asked-before.ts";

const peopleMaximum = 20;
const oldest = 120;

const amount = (name: string, called: string, label: string, hint: string, whenEmpty: string) =>
  money({ name, label, hint, whenEmpty, bounds: householdAmount(called) });

/** Empty for somebody without a settled address. */
const postcode = text(
  {
    name: "postcode",
    label: "Postcode of the home",
    hint: "Leave this empty if there is no settled address",
    width: 10,
    fault: (typed) => (typed !== "" && !tidyPostcode(typed) ? "Enter a full UK postcode, like CV1 2AB, or leave it empty" : undefined),
  },
  z.optional(
    z.pipe(
      z.string(),
      z.transform((typed) => tidyPostcode(typed)),
    ),
  ),
);

const fieldsFor = (childUnder: number) => {
  const people = { called: "the number of people", most: peopleMaximum };
  return {
    postcode,
    age: count({
      name: "age",
      label: "Age of the person who needs help",
      called: "age",
      most: oldest,
      whenEmpty: "Enter the age of the person who needs help",
    }),
    adults: count({
      name: "adults",
      label: `How many people aged ${childUnder} or over live there?`,
      hint: `Count the person who needs help too, if they are ${childUnder} or over. Leave out anyone who only shares the address`,
      whenEmpty: `Enter how many people aged ${childUnder} or over live there`,
      ...people,
    }),
    children: count({
      name: "children",
      label: `How many people under ${childUnder} live there?`,
      hint: "Leave out children of anyone who only shares the address. If nobody, enter 0",
      whenEmpty: `Enter how many people under ${childUnder} live there, or 0`,
      ...people,
    }),
    monthlyIncome: amount(
      "income",
      "money coming in",
      "Money coming in a month",
      "Take-home pay and benefits of everyone in the household. If none, enter 0",
      "Enter how much money comes in a month, or 0",
    ),
    monthlyHousingCosts: amount(
      "housingCosts",
      "rent or mortgage",
      "Rent or mortgage a month",
      "If none, enter 0",
      "Enter the rent or mortgage a month, or 0",
    ),
    savings: amount("savings", "savings", "Savings of everyone in the household", "If none, enter 0", "Enter how much is saved, or 0"),
    trigger: choice(
      {
        name: "trigger",
        label: "Which is closest to what has happened?",
        options: triggers,
        whenEmpty: "Select what has happened",
      },
      circumstancesSchema.shape.trigger,
    ),
    needs: choices({ name: "needs", label: "What is needed?", options: needs, hint: "Select all that apply" }, wantsSchema.shape.needs),
  };
};
type PreCheckFields = ReturnType<typeof fieldsFor>;
export type PreCheckAnswers = Together<PreCheckFields>;

const isAsked = (scheme: Scheme) => {
  const asked = askedBefore(scheme);
  return ([question]: readonly [string, unknown]): boolean => (asked as ReadonlySet<string>).has(question);
};

export const preCheckFields = (scheme: Scheme) =>
  Object.entries(fieldsFor(scheme.about.childUnder))
    .filter(isAsked(scheme))
    .map(([, field]) => field);

/** No rule of the scheme looks at these where they are not asked. */
const unasked = (childUnder: number, age = childUnder): PreCheckAnswers => ({
  age,
  adults: age >= childUnder ? 1 : 0,
  children: age >= childUnder ? 0 : 1,
  monthlyIncome: zeroPence,
  monthlyHousingCosts: zeroPence,
  savings: zeroPence,
  trigger: "ongoing",
  needs: [],
});

export const readPreCheck = (form: Form, scheme: Scheme): FormRead<PreCheckAnswers> => {
  const { childUnder } = scheme.about;
  const fields = fieldsFor(childUnder);
  const asked = Object.fromEntries(Object.entries(fields).filter(isAsked(scheme))) as Partial<PreCheckFields>;
  const read = also(group(asked as PreCheckFields), () => (asked.adults ? householdErrors(fields, form, childUnder) : [])).read(form);
  return read.kind === "read" ? { kind: "read", request: { ...unasked(childUnder, read.request.age), ...read.request } } : read;
};

/** The counts must include the person who needs help, on their own side of the age. */
const householdErrors = (fields: PreCheckFields, form: Form, childUnder: number): readonly FormError[] => {
  const [age, adults, children] = [fields.age.read(form), fields.adults.read(form), fields.children.read(form)];
  if (age.kind === "invalid" || adults.kind === "invalid" || children.kind === "invalid") return [];
  const own = age.request >= childUnder ? { field: "adults", count: adults.request } : { field: "children", count: children.request };
  if (own.count === 0) return [{ field: own.field, text: "Count the person who needs help too: enter 1 or more" }];
  return adults.request + children.request > peopleMaximum
    ? [{ field: "children", text: `Count ${peopleMaximum} people or fewer in all` }]
    : [];
};
