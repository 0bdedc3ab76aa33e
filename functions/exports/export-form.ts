import { caseStatusWords } from "../../shared/domain/case/case.ts";
import { exportFormats } from "../../shared/domain/export/export.ts";
import { type ExportListName, isExportList, listOf } from "../../shared/domain/export/export-lists.ts";
import type { Scheme } from "../../shared/domain/scheme/scheme.ts";
import type { FieldView } from "../../shared/forms/field.ts";
import { choice, day, text } from "../../shared/forms/fields.ts";
import { errorsAt, type FormError, type Problem } from "../../shared/forms/form.ts";
import { group, heldTo, whichever } from "../../shared/forms/group.ts";
import { exportRequest } from "../../shared/http/contracts/exports-contracts.ts";
import type { Form } from "../../shared/http/read-body.ts";

const { shape } = exportRequest;

const list = text({ name: "list" }, shape.list);
const format = choice({ name: "format", label: "Kind of file", options: exportFormats }, shape.format);
/** The page offers the schemes and categories that there are; the use case looks again. */
const scheme = (options: Readonly<Record<string, string>> = {}) =>
  choice({ name: "scheme", label: "Scheme", options, select: "Select a scheme", takesOthers: true }, shape.scheme);
const category = (options: Readonly<Record<string, string>> = {}) =>
  choice({ name: "category", label: "Category (optional)", options, select: "All categories", takesOthers: true }, shape.category);
const status = choice({ name: "status", label: "Status (optional)", options: caseStatusWords, select: "Every status" }, shape.status);
const from = (of: string) => day({ name: "from", called: "the first day", label: `First day of ${of}`, isOptional: true });
const to = (of: string) =>
  day({ name: "to", called: "the last day", label: `Last day of ${of}`, hint: "This day counts", isOptional: true });

const listTyped = (form: Form): ExportListName | undefined => {
  const name = form.one("list");
  return isExportList(name) ? name : undefined;
};

/** The list says what the form asks for. */
const request = whichever((form) => {
  const name = listTyped(form);
  const { filters, days = "the list" } = name ? listOf(name) : { filters: {} };
  return group({
    list,
    ...("scheme" in filters && { scheme: scheme() }),
    ...("category" in filters && { category: category() }),
    ...("status" in filters && { status }),
    ...("from" in filters && { from: from(days) }),
    ...("to" in filters && { to: to(days) }),
    format,
  });
});

const exportForm = heldTo(exportRequest, request, "format");
export const readExportForm = exportForm.read;

/** Faults of the filter, each at its box. */
export const filterErrors = (problems: readonly Problem[], form: Form): FormError[] => errorsAt(exportForm, problems, form, "format");

type Shown = { readonly form: Form; readonly errors: readonly FormError[] };

export const exportFields = (name: ExportListName, schemes: readonly Scheme[], shown: Shown): readonly FieldView[] => {
  const { filters, days = "the list" } = listOf(name);
  const typed = schemes.find(({ code }) => code === shown.form.one("scheme"));
  const categories = (typed ? [typed] : schemes).flatMap(({ about, categories: own }) =>
    own.map((one) => [one.code, typed ? one.label : `${one.label} (${about.name})`] as const),
  );
  return [
    ...("scheme" in filters ? [scheme(Object.fromEntries(schemes.map(({ code, about }) => [code, about.name])))] : []),
    ...("category" in filters ? [category(Object.fromEntries(categories))] : []),
    ...("status" in filters ? [status] : []),
    ...("from" in filters ? [from(days)] : []),
    ...("to" in filters ? [to(days)] : []),
    format,
  ].map((field) => field.view(shown));
};
