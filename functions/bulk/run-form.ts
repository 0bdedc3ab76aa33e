import * as z from "zod/mini";
import { lineAmount } from "../../shared/domain/award/award.ts";
import { deliveries, needsMetBy, type Scheme } from "../../shared/domain/scheme/scheme.ts";
import { money, text } from "../../shared/forms/fields.ts";
import { errorsAt, type FormError, inPageOrder, type Problem } from "../../shared/forms/form.ts";
import { fixed, group, heldTo } from "../../shared/forms/group.ts";
import { runTermsShape } from "../../shared/http/contracts/bulk-contracts.ts";
import type { Form } from "../../shared/http/read-body.ts";
import { evidenceChoices, evidencePart } from "../case/evidence-form.ts";

const { title, item, delivery, reason } = runTermsShape;

/** The terms of a run. The list stands among them on the page, and is a file. */
const termsForm = heldTo(
  z.strictObject(runTermsShape),
  group({
    title: text({ name: "title" }, title),
    list: fixed(undefined, "list"),
    item: text({ name: "item" }, item),
    delivery: text({ name: "delivery" }, delivery),
    amount: money({ name: "amount", bounds: lineAmount, isOptional: true }),
    evidence: evidencePart,
    reason: text({ name: "reason" }, reason),
  }),
  "title",
);

export const readRunForm = termsForm.read;

/** What the scheme says of a run's terms, told where they were typed. */
export const termErrors = (problems: readonly Problem[], form: Form): FormError[] => errorsAt(termsForm, problems, form, "title");

export const inFormOrder = (errors: readonly FormError[], form: Form): FormError[] => inPageOrder(termsForm, errors, form);

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
