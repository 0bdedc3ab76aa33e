import * as z from "zod/mini";
import { lineAmount } from "../../shared/domain/award/award.ts";
import { isCaseId } from "../../shared/domain/ids.ts";
import type { RunTerms } from "../../shared/domain/run/run.ts";
import { hiddenCount, money, text } from "../../shared/forms/fields.ts";
import { errorsAt, type FormError, type FormRead, inPageOrder, type Problem } from "../../shared/forms/form.ts";
import { fixed, group, heldTo } from "../../shared/forms/group.ts";
import { runStep, runTermsShape } from "../../shared/http/contracts/bulk-contracts.ts";
import type { Files, Form } from "../../shared/http/read-body.ts";
import { evidencePart } from "../case/evidence-form.ts";

const { title, item, delivery, reason } = runTermsShape;

/** The list is a file, but its box stands among the terms, so its error is listed there. */
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

/** A list is a file from the page, and text from the API. */
export type RunRequest = RunTerms & { readonly list?: Uint8Array | string; readonly cases?: readonly string[] };

export const casesIn = (ids: readonly string[]): readonly string[] => [...new Set(ids)].filter(isCaseId);

const rowsOf = (form: Form, files: Files): Pick<RunRequest, "list" | "cases"> | undefined => {
  const cases = casesIn(form.all("cases"));
  if (cases.length > 0) return { cases };
  const list = files.get("list");
  return list && list.length > 0 ? { list } : undefined;
};

export const readRunForm = (form: Form, files: Files): FormRead<RunRequest> => {
  const rows = rowsOf(form, files);
  const terms = termsForm.read(form);
  if (rows && terms.kind === "read") return { kind: "read", request: { ...terms.request, ...rows } };
  const errors = [
    ...(terms.kind === "invalid" ? terms.errors : []),
    ...(rows ? [] : [{ field: "list", text: "Choose the list, as a CSV file" }]),
  ];
  return { kind: "invalid", errors: inPageOrder(termsForm, errors, form) };
};

/** The scheme's objections to a run's terms, each at its box. */
export const termErrors = (problems: readonly Problem[], form: Form): FormError[] => errorsAt(termsForm, problems, form, "title");

/** A button that holds the version that somebody saw. */
export const readStepForm = heldTo(runStep, group({ version: hiddenCount("version", runStep.shape.version, "rows") }), "rows").read;
