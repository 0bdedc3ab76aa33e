import { randomUUID } from "node:crypto";
import { type CaseStatus, caseStatusWords } from "../../shared/domain/case/case.ts";
import { formatDay } from "../../shared/domain/dates.ts";
import { type Export, exportFormats, exportStates, isGone, isStuck, keptUntil } from "../../shared/domain/export/export.ts";
import { type ExportListName, exportListNames, listOf } from "../../shared/domain/export/export-lists.ts";
import { formatToThePenny, pence } from "../../shared/domain/money.ts";
import { holdsOneOf, type Principal } from "../../shared/domain/principal.ts";
import type { Scheme } from "../../shared/domain/scheme/scheme.ts";
import type { FieldView } from "../../shared/forms/field.ts";
import type { FormError } from "../../shared/forms/form.ts";
import type { Again } from "../../shared/http/act.ts";
import type { Form } from "../../shared/http/read-body.ts";
import { page, type Reply } from "../../shared/http/reply.ts";
import type { ErrorAt } from "../../shared/pages/views.ts";
import { exportFields } from "./export-form.ts";

const counted = (count: number): string => count.toLocaleString("en-GB");

const sizeWords = (bytes: number): string => {
  if (bytes < 1_000) return `${bytes} bytes`;
  return bytes < 1_000_000 ? `${counted(Math.round(bytes / 1_000))} KB` : `${counted(Math.round(bytes / 100_000) / 10)} MB`;
};

/** As in "Household Support Fund, from 1 April 2026, to 30 June 2026". */
const filterWords = ({ filter: { scheme, category, status, from, to } }: Export): string =>
  [scheme, category, status && caseStatusWords[status as CaseStatus], from && `from ${formatDay(from)}`, to && `to ${formatDay(to)}`]
    .filter(Boolean)
    .join(", ") || "Everything";

const stateOf = (asked: Export, now: Date) => {
  if (isGone(asked, now)) return { text: "Deleted", colour: "grey" };
  return { text: exportStates[asked.state], colour: { writing: "blue", ready: "green", failed: "red" }[asked.state] };
};

const rowOf = (asked: Export, now: Date) => ({
  href: `/exports/${asked.exportId}`,
  list: listOf(asked.list).label,
  filter: filterWords(asked),
  askedAt: asked.askedAt,
  rows: counted(asked.rows),
  state: stateOf(asked, now),
});

/** The lists that a person's roles see. */
const listsOf = (by: Principal) =>
  exportListNames
    .filter((name) => holdsOneOf(by, listOf(name).who))
    .map((name) => ({ href: `/exports/new?list=${name}`, label: listOf(name).label, does: listOf(name).does }));

type ExportsView = {
  readonly exports: readonly ReturnType<typeof rowOf>[];
  readonly lists: ReturnType<typeof listsOf>;
  readonly notice: string;
};
type NewExportView = {
  readonly list: ExportListName;
  readonly label: string;
  readonly does: string;
  readonly columns: readonly string[];
  readonly fields: readonly FieldView[];
  readonly errors: readonly FormError[];
  readonly errorAt: ErrorAt;
  readonly sendingId: string;
};
const exportView = (asked: Export, now: Date, notice: string) => {
  const { exportId, format, askedAt, rows, leftOut, sum, file, why = "", columns, state } = asked;
  const list = listOf(asked.list);
  return {
    ...{ exportId, askedAt, notice, why },
    label: list.label,
    filter: filterWords(asked),
    format: exportFormats[format],
    columns: list.columns.filter(({ code }) => columns.includes(code)).map(({ label }) => label),
    state: stateOf(asked, now),
    rows: counted(rows),
    leftOut: leftOut > 0 ? counted(leftOut) : "",
    sum: list.sums === undefined ? "" : formatToThePenny(pence(sum)),
    file: file && !isGone(asked, now) ? { name: file.name, size: sizeWords(file.bytes) } : undefined,
    isWriting: state === "writing" && !isGone(asked, now),
    isStuck: isStuck(asked, now),
    isGone: isGone(asked, now),
    keptUntil: keptUntil(asked).toISOString(),
    again: `/exports/new?${new URLSearchParams({ list: asked.list, ...asked.filter })}`,
  };
};

declare module "../../shared/pages/views.ts" {
  interface Templates {
    "exports/exports.njk": ExportsView;
    "exports/new-export.njk": NewExportView;
    "exports/export.njk": ReturnType<typeof exportView>;
  }
}

export const exportsPage = (
  exports: readonly Export[],
  by: Principal,
  now: Date,
  { status = 200, notice = "" }: Partial<Again> = {},
): Reply => page("exports/exports.njk", { exports: exports.map((one) => rowOf(one, now)), lists: listsOf(by), notice }, status);

type Shown = Partial<Again> & { readonly form: Form };

export const newExportPage = (name: ExportListName, schemes: readonly Scheme[], { form, errors = [], status = 200 }: Shown): Reply => {
  const list = listOf(name);
  return page(
    "exports/new-export.njk",
    {
      list: name,
      label: list.label,
      does: list.does,
      columns: list.columns.map(({ label }) => label),
      fields: exportFields(name, schemes, { form, errors }),
      errors,
      errorAt: Object.fromEntries(errors.map(({ field, text }) => [field, { text }])),
      sendingId: form.one("sendingId") || randomUUID(),
    },
    status,
  );
};

export const exportPage = (asked: Export, now: Date, { status = 200, notice = "" }: Partial<Again> = {}): Reply =>
  page("exports/export.njk", exportView(asked, now, notice), status);
