import {
  type BudgetChangeKind,
  type BudgetChangeRequest,
  budgetChangeKinds,
  budgetChangeSchema,
  isBudgetChangeKind,
} from "../../shared/domain/ledger/budget-change.ts";
import { parsePounds } from "../../shared/domain/money.ts";
import type { FormRead } from "../../shared/forms/form.ts";
import { type RefusalOfChange, refusalOfChangeSchema } from "../../shared/http/contracts/budget-contracts.ts";
import { fieldErrorsOf } from "../../shared/http/field-errors.ts";
import { type FormError, onePerField } from "../../shared/http/form-error.ts";
import type { Form } from "../../shared/http/read-body.ts";

/** The inputs of the form by the part of the request that each gives. */
export const inputIds = { kind: "kind", amount: "amount", budget: "budget", to: "to", why: "why" } as const;

const amountErrors = {
  empty: "Enter an amount",
  negative: "The amount must be more than £0",
  tooLarge: "Enter a smaller amount",
  unreadable: "Enter an amount in pounds and pence, like 1500 or 1500.50",
} as const;

/** A budget as the list of the form sends it: "ENERGY_WATER#2026-11#ordinary". */
const budgetFrom = (chosen: string) => {
  const [category, period, pot] = chosen.split("#");
  return chosen === "" ? undefined : { category, period, pot };
};

export const kindTyped = (typed: string | undefined): BudgetChangeKind | undefined =>
  typed !== undefined && isBudgetChangeKind(typed) ? typed : undefined;

/** Reads the form with the API's own schema. Pounds are read exactly first, so that a mistyped amount is told in pounds. */
export const readChangeForm = (form: Form): FormRead<BudgetChangeRequest> => {
  const kind = kindTyped(form.one("kind"));
  const pounds = parsePounds(form.one("amount"));
  const named: readonly string[] = kind ? budgetChangeKinds[kind].budgets : [];
  const read = budgetChangeSchema.safeParse({
    kind,
    amount: pounds.kind === "pounds" ? pounds.amount : 1,
    ...Object.fromEntries(named.map((field) => [field, budgetFrom(form.one(field))])),
    why: form.one("why"),
  });
  const errors = onePerField([
    ...(pounds.kind === "pounds" ? [] : [{ field: inputIds.amount, text: amountErrors[pounds.kind] }]),
    ...(read.success ? [] : fieldErrorsOf(read.error).map(({ path, message }) => ({ field: fieldOf(path), text: message }))),
  ]);
  return read.success && errors.length === 0 ? { kind: "read", request: read.data } : { kind: "invalid", errors: inOrder(errors) };
};

const order = Object.values(inputIds) as readonly string[];
const inOrder = (errors: readonly FormError[]) => errors.toSorted((a, b) => order.indexOf(a.field) - order.indexOf(b.field));

const fieldOf = ([part]: readonly (string | number)[]): string =>
  typeof part === "string" && Object.hasOwn(inputIds, part) ? inputIds[part as keyof typeof inputIds] : inputIds.kind;

export const readRefusalForm = (form: Form): FormRead<RefusalOfChange> => {
  const read = refusalOfChangeSchema.safeParse({ why: form.one("why") });
  if (read.success) return { kind: "read", request: read.data };
  return { kind: "invalid", errors: fieldErrorsOf(read.error).map(({ message }) => ({ field: "why", text: message })) };
};

/** For a form that is a button alone. */
export const readNothing = (): FormRead<Record<string, never>> => ({ kind: "read", request: {} });
