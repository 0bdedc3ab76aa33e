import { expect, test } from "vitest";
import * as z from "zod/mini";
import { money, text } from "../../../shared/forms/fields.ts";
import { errorsAt } from "../../../shared/forms/form.ts";
import { also, fixed, group, heldTo } from "../../../shared/forms/group.ts";
import { rows } from "../../../shared/forms/rows.ts";
import { type TypedFields, typedForm } from "../../../shared/forms/typed-form.ts";

const bounds = { name: "the amount", least: 1, most: 100_00 };
const lineSchema = z.strictObject({ item: z.string({ error: "Select an item" }), amount: z.int() });
const linesSchema = z.array(lineSchema).check(z.minLength(1, "Choose at least one item"), z.maxLength(2, "Choose 2 items or fewer"));
const schema = z
  .strictObject({ lines: linesSchema, why: z.string({ error: "Enter why" }), note: z.optional(z.string()) })
  .check(z.refine(({ why, note }) => why !== note, { path: ["note"], error: "Write something else" }));

const row = (number: number) =>
  group({
    item: text({ name: `item-${number}` }, lineSchema.shape.item),
    amount: money({ name: `amount-${number}`, bounds }),
  });
const form = heldTo(
  schema,
  group({
    lines: rows({
      filled: (typed) => [1, 2, 3].filter((number) => [`item-${number}`, `amount-${number}`].some((name) => typed.one(name) !== "")),
      row,
      calledAs: (number) => `Item ${number}`,
      list: linesSchema,
      ifAll: "item-1",
    }),
    note: text({ name: "note" }, schema.shape.note),
    why: text({ name: "why" }, schema.shape.why),
  }),
  "form",
);
const errorsOf = (typed: TypedFields) => {
  const read = form.read(typedForm(typed));
  return read.kind === "invalid" ? read.errors.map(({ field, text: says }) => `${field}: ${says}`) : [];
};
const right = { "item-2": "bed", "amount-2": "12", why: "The old one broke" };

test("blank rows are no members, and a box left empty gives no member", () => {
  expect(form.read(typedForm(right))).toEqual({
    kind: "read",
    request: { lines: [{ item: "bed", amount: 12_00 }], why: "The old one broke" },
  });
});

test("every fault is told at its own box, rows by name, from the top of the page down", () => {
  expect(errorsOf({ "item-3": "bed", "amount-3": "some", "amount-1": "5" })).toEqual([
    "item-1: Item 1: select an item",
    "amount-3: Item 3: the amount must be in pounds and pence, like 120 or 120.50",
    "why: Enter why",
  ]);
});

test("a fault of the whole list is told where the page says", () => {
  expect(errorsOf({ why: "x" })).toEqual(["item-1: Choose at least one item"]);
  const three = { "item-1": "a", "amount-1": "1", "item-2": "b", "amount-2": "1", "item-3": "c", "amount-3": "1", why: "x" };
  expect(errorsOf(three)).toEqual(["item-1: Choose 2 items or fewer"]);
});

test("the contract's rules across members are told at the member they name", () => {
  expect(errorsOf({ ...right, note: "The old one broke" })).toEqual(["note: Write something else"]);
});

test("a rule's problem finds its row, in page order and once a box", () => {
  const problems = [
    { path: ["why"], message: "Say more" },
    { path: ["lines", 0, "amount"], message: "Too much for a bed" },
    { path: ["lines", 0, "amount"], message: "Far too much" },
    { path: ["lines", 0], message: "No such item" },
    { path: ["scheme"], message: "Closed" },
  ];
  expect(errorsAt(form, problems, typedForm(right), "form")).toEqual([
    { field: "item-2", text: "Item 2: no such item" },
    { field: "amount-2", text: "Item 2: too much for a bed" },
    { field: "why", text: "Say more" },
    { field: "form", text: "Closed" },
  ]);
});

test("an error that several boxes show is told whatever else is wrong", () => {
  const both = also(group({ first: text({ name: "first" }, z.string({ error: "Enter it" })), last: fixed(1, "last") }), () => [
    { field: "last", text: "Not both" },
  ]);
  expect(both.read(typedForm({}))).toMatchObject({ errors: [{ field: "first" }, { field: "last", text: "Not both" }] });
  expect(both.read(typedForm({ first: "x" }))).toMatchObject({ kind: "invalid", errors: [{ field: "last" }] });
});
