import * as fc from "fast-check";
import { expect, test } from "vitest";
import * as z from "zod/mini";
import { amountSchema } from "../../../shared/domain/amount.ts";
import { pence } from "../../../shared/domain/money.ts";
import { lineText } from "../../../shared/domain/text.ts";
import { choice, choices, count, day, money, text, tick, yesNo } from "../../../shared/forms/fields.ts";
import type { Part } from "../../../shared/forms/form.ts";
import { typedForm } from "../../../shared/forms/typed-form.ts";

const bounds = { name: "the amount", enter: "an amount", least: 1, most: 1_000_000_00 };
const errorsOf = (part: Part<unknown>, typed: Parameters<typeof typedForm>[0]) => {
  const read = part.read(typedForm(typed));
  return read.kind === "invalid" ? read.errors.map(({ field, text: says }) => [field, says]) : [];
};

test.each([
  ["", "Enter an amount"],
  ["0", "The amount must be more than £0"],
  ["-5", "The amount must be more than £0"],
  ["1000000.01", "The amount must be £1 million or less"],
  ["12.345", "The amount must be in pounds and pence, like 120 or 120.50"],
  ["a lot", "The amount must be in pounds and pence, like 120 or 120.50"],
])("an amount typed as “%s” is told at its box: %s", (typed, says) => {
  expect(errorsOf(money({ name: "amount", id: "award-amount-1", bounds }), { amount: typed })).toEqual([["award-amount-1", says]]);
});

test("every amount that the contract takes reads back from how somebody would type it, and no other is read", async () => {
  const field = money({ name: "amount", bounds });
  const schema = amountSchema(bounds);
  await fc.assert(
    fc.property(fc.integer({ min: 0, max: 2_000_000_00 }), (amount) => {
      const read = field.read(typedForm(field.typed(pence(amount))));
      expect(read.kind === "read").toBe(schema.safeParse(amount).success);
      if (read.kind === "read") expect(read.request).toBe(amount);
    }),
  );
});

test("the form and the API have the same message for the same fault of an amount", () => {
  const schema = amountSchema(bounds);
  for (const [typed, sent] of [
    ["0", 0],
    ["1000000.01", 1_000_000_01],
  ] as const) {
    const message = schema.safeParse(sent).error?.issues[0]?.message;
    expect(errorsOf(money({ name: "amount", bounds }), { amount: typed })).toEqual([["amount", message]]);
  }
});

test("an amount that may be left out is left out only when nothing is typed", () => {
  const field = money({ name: "amount", bounds, isOptional: true });
  expect(field.read(typedForm({}))).toEqual({ kind: "read", request: undefined });
  expect(errorsOf(field, { amount: "some" })).toEqual([["amount", "The amount must be in pounds and pence, like 120 or 120.50"]]);
});

const born = day({
  name: "born",
  called: "date of birth",
  whenEmpty: "Enter your date of birth",
  whenYearWrong: "Year of birth must have 4 numbers",
});

test.each([
  [{}, "born-day", "Enter your date of birth"],
  [{ "born-day": "3" }, "born-month", "Date of birth must include a month and a year"],
  [{ "born-day": "31", "born-month": "6", "born-year": "1980" }, "born-day", "Date of birth must be a real date"],
  [{ "born-day": "3", "born-month": "Brumaire", "born-year": "1980" }, "born-month", "Date of birth must be a real date"],
  [{ "born-day": "3", "born-month": "6", "born-year": "80" }, "born-year", "Year of birth must have 4 numbers"],
])("a date typed as %o is mended at %s", (typed, box, says) => {
  expect(errorsOf(born, typed)).toEqual([[box, says]]);
});

test("a date reads a month in words, and shows again what was typed and which box is wrong", () => {
  expect(born.read(typedForm({ "born-day": "9", "born-month": "March", "born-year": "1984" }))).toMatchObject({ request: "1984-03-09" });
  const form = typedForm({ "born-day": "9", "born-month": "Mars!", "born-year": "1984" });
  const errors = [{ field: "born-month", text: "Date of birth must be a real date" }];
  const { component, params } = born.view({ form, errors });
  expect(component).toBe("date");
  expect(params.errorMessage).toEqual({ text: "Date of birth must be a real date" });
  expect(params.items).toMatchObject([{ value: "9" }, { value: "Mars!", classes: expect.stringContaining("--error") }, { value: "1984" }]);
});

const age = count({ name: "age", called: "age", most: 1_200 });

test.each([
  ["", "Enter age"],
  ["3 4", "Age must be a whole number"],
  ["2.5", "Age must be a whole number"],
  ["1,201", "Age must be 1,200 or less"],
])("a count typed as “%s” is told: %s", (typed, says) => {
  expect(errorsOf(age, { age: typed })).toEqual([["age", says]]);
});

test("a count may have a comma between thousands", () => {
  expect(age.read(typedForm({ age: " 1,200 " }))).toEqual({ kind: "read", request: 1_200 });
});

test("text is held to the contract in the page's own words for leaving it empty, and without the spaces around it", () => {
  const schema = lineText("a name", 5);
  const field = text({ name: "name", whenEmpty: "Enter your full name" }, schema);
  expect(errorsOf(field, { name: "  " })).toEqual([["name", "Enter your full name"]]);
  expect(errorsOf(field, { name: "Robins" })).toEqual([["name", "A name must be 5 characters or fewer"]]);
  expect(field.read(typedForm({ name: " Robin " }))).toEqual({ kind: "read", request: "Robin" });
  expect(text({ name: "name" }, z.optional(schema)).read(typedForm({ name: " " }))).toEqual({ kind: "read", request: undefined });
});

test("a field is needed only where another box makes it so", () => {
  const phone = text(
    { name: "phone", whenEmpty: "Enter a phone number", isNeeded: (form) => form.one("way") === "phone" },
    z.optional(z.string()),
  );
  expect(errorsOf(phone, { way: "phone" })).toEqual([["phone", "Enter a phone number"]]);
  expect(phone.read(typedForm({ way: "letter" }))).toEqual({ kind: "read", request: undefined });
});

test("a choice that the page does not offer is no answer, even where the contract takes it", () => {
  const schema = z.enum(["partner", "self"], { error: "Select who they are" });
  const field = choice({ name: "who", options: { partner: "Partner" }, whenEmpty: "Select who they are to you" }, schema);
  expect(errorsOf(field, { who: "self" })).toEqual([["who", "Select who they are to you"]]);
  expect(errorsOf(field, { who: "boss" })).toEqual([["who", "Select who they are"]]);
  expect(field.read(typedForm({ who: "partner" }))).toEqual({ kind: "read", request: "partner" });
});

test("nothing ticked is no answer where “none of these” can be, and ticking both says nothing", () => {
  const options = { food: "Food", heat: "Heating" };
  const field = choices({ name: "without", options, none: "None of these", whenEmpty: "Select what is missing" }, z.array(z.string()));
  expect(errorsOf(field, {})).toEqual([["without", "Select what is missing"]]);
  expect(errorsOf(field, { without: ["food", "none"] })).toEqual([["without", "Select what applies, or select that none of these does"]]);
  expect(field.read(typedForm({ without: ["none"] }))).toEqual({ kind: "read", request: [] });
  expect(field.answer(typedForm({ without: ["none"] }))).toEqual(["None of these"]);
});

test("yes and no are both answers, and silence is neither", () => {
  const field = yesNo({ name: "agreed" }, z.boolean({ error: "Select yes or no" }));
  expect(errorsOf(field, {})).toEqual([["agreed", "Select yes or no"]]);
  expect(field.read(typedForm({ agreed: "no" }))).toEqual({ kind: "read", request: false });
});

test("a box that has to be ticked says so when it is not", () => {
  const field = tick({ name: "declared", option: "It is true" }, z.literal(true, { error: "Confirm it" }));
  expect(errorsOf(field, {})).toEqual([["declared", "Confirm it"]]);
  expect(field.read(typedForm({ declared: ["yes"] }))).toEqual({ kind: "read", request: true });
});

test("a field keeps what was typed and nothing else that the form holds", () => {
  const form = typedForm({ "born-day": "9", "born-month": " March", other: "x" });
  expect(born.typedIn(form)).toEqual({ "born-day": "9", "born-month": " March", "born-year": "" });
});
