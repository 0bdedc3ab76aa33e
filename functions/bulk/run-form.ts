import * as z from "zod/mini";
import { parsePounds } from "../../shared/domain/money.ts";
import type { RunTerms } from "../../shared/domain/run/run.ts";
import { deliveries, needsMetBy, type Scheme } from "../../shared/domain/scheme/scheme.ts";
import { runTermsShape } from "../../shared/http/contracts/bulk-contracts.ts";
import { fieldErrorsOf } from "../../shared/http/field-errors.ts";
import { type FormError, onePerField } from "../../shared/http/form-error.ts";
import type { Form } from "../../shared/http/read-body.ts";
import { evidenceChoices, evidenceFieldOf, evidenceFrom } from "../case/evidence-form.ts";

const termsSchema = z.strictObject(runTermsShape);

type Path = readonly (string | number)[];

/** The input in which a part of the terms was typed. Evidence that is missing is told by its code, a wrong one by its place. */
export const fieldFor = ([part, which]: Path, form: Form): string => {
  if (part !== "evidence") return String(part);
  return typeof which === "string" ? `award-evidence-${which}` : evidenceFieldOf(form, Number(which));
};

export const readRunForm = (
  form: Form,
): { readonly kind: "read"; readonly terms: RunTerms } | { readonly kind: "invalid"; readonly errors: readonly FormError[] } => {
  const pounds = parsePounds(form.one("amount"));
  const read = termsSchema.safeParse({
    title: form.one("title"),
    item: form.one("item") || undefined,
    delivery: form.one("delivery") || undefined,
    ...(pounds.kind === "pounds" && { amount: pounds.amount }),
    evidence: evidenceFrom(form),
    reason: form.one("reason"),
  });
  const isAmountRead = pounds.kind === "pounds" || pounds.kind === "empty";
  const errors = [
    ...(read.success ? [] : fieldErrorsOf(read.error).map(({ path, message }) => ({ field: fieldFor(path, form), text: message }))),
    ...(isAmountRead ? [] : [{ field: "amount", text: "Enter an amount in pounds, like 120 or 99.50, or leave it empty" }]),
  ];
  return read.success && errors.length === 0 ? { kind: "read", terms: read.data } : { kind: "invalid", errors: onePerField(errors) };
};

/** What the form offers under the scheme that is open. */
export const runFormView = (scheme: Scheme, form: Form) => ({
  schemeName: scheme.about.name,
  fields: form,
  items: [
    { value: "", text: "Select an item" },
    ...scheme.items.map(({ code, label }) => ({ value: code, text: label, selected: form.one("item") === code })),
  ],
  deliveries: [
    { value: "", text: "Select a way" },
    ...Object.entries(deliveries).map(([value, text]) => ({ value, text, selected: form.one("delivery") === value })),
  ],
  evidence: evidenceChoices({ needs: [...needsMetBy(scheme)] }, scheme),
});
