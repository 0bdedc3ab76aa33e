import * as z from "zod/mini";
import {
  type BudgetChangeKind,
  budgetChangeKinds,
  budgetChangeSchema,
  budgetMissing,
  budgetSchema,
  changeAmount,
  isBudgetChangeKind,
  namedBy,
} from "../../shared/domain/ledger/budget-change.ts";
import type { Pot } from "../../shared/domain/ledger/envelope.ts";
import { choice, money, text } from "../../shared/forms/fields.ts";
import { becoming, group, heldTo, whichever } from "../../shared/forms/group.ts";
import { refusalOfChangeSchema } from "../../shared/http/contracts/budget-contracts.ts";

/** The form sends a budget as "ENERGY_WATER#2026-11#ordinary". */
const budgetField = (name: keyof typeof budgetMissing) => {
  const chosen = text({ name, whenEmpty: budgetMissing[name] }, z.string());
  const named = becoming(chosen, (budget) => {
    const [category = "", period, pot] = budget.split("#");
    return { category, period, pot: pot as Pot | undefined };
  });
  return heldTo(budgetSchema, named, name);
};

export const kindTyped = (typed: string | undefined): BudgetChangeKind | undefined =>
  typed !== undefined && isBudgetChangeKind(typed) ? typed : undefined;

const { shape } = budgetChangeSchema;
const labels = Object.fromEntries(Object.entries(budgetChangeKinds).map(([kind, { label }]) => [kind, label]));
const kind = choice({ name: "kind", options: labels }, shape.kind);
const amount = money({ name: "amount", bounds: changeAmount });
const [budget, to] = [budgetField("budget"), budgetField("to")];
const spend = text({ name: "spend", whenEmpty: budgetMissing.spend }, shape.spend);
const administration = text({ name: "administration" }, shape.administration);
const why = text({ name: "why" }, shape.why);

/** The kind of change says which budgets the form asks for. */
const changeParts = whichever((form) => {
  const typed = kindTyped(form.one("kind"));
  const named = typed ? namedBy(typed) : [];
  return group({
    kind,
    amount,
    ...(named.includes("budget") && { budget }),
    ...(named.includes("to") && { to }),
    ...(named.includes("spend") && { spend }),
    ...(typed === "spend" && { administration }),
    why,
  });
});

export const readChangeForm = heldTo(budgetChangeSchema, changeParts, "kind").read;

export const readRefusalForm = heldTo(
  refusalOfChangeSchema,
  group({ why: text({ name: "why" }, refusalOfChangeSchema.shape.why) }),
  "why",
).read;
