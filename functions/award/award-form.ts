import { type AwardRequest, awardRequestSchema, type RequestProblem } from "../../shared/domain/award/award.ts";
import type { Directory } from "../../shared/domain/directory/directory.ts";
import { parsePounds } from "../../shared/domain/money.ts";
import { lowerFirst } from "../../shared/domain/text.ts";
import { type FormError, onePerField } from "../../shared/http/form-error.ts";
import type { Form } from "../../shared/http/read-body.ts";
import { filledRows, type TypedRow } from "../case/award-rows.ts";
import { type FormRead, readCaseForm, seenFrom } from "../case/case-form.ts";
import { evidenceFieldOf, evidenceFrom } from "../case/evidence-form.ts";
import { onwardHelpFieldOf, onwardHelpFrom, unselectedServices } from "../case/onward-help-form.ts";

/** Reads the award form. Rows left empty are no lines; every fault is told by the input where it is mended. */
export const readAwardForm = (fields: Form, directory: Directory): FormRead<AwardRequest> => {
  const rows = filledRows(fields);
  const typed = {
    seen: seenFrom(fields),
    lines: rows.map(lineFrom),
    ...onwardHelpFrom(fields),
    evidence: evidenceFrom(fields),
    checks: fields.all("checks"),
    reason: fields.one("reason"),
  };
  const read = readCaseForm(awardRequestSchema, typed, (path) => fieldOf(path, fields, rows));
  // Said in pounds, as typed, before what the schema has to say of the pence that could not be read.
  const errors = [
    ...rows.flatMap(amountError),
    ...(read.kind === "invalid" ? read.errors : []),
    ...unselectedServices("award", fields, directory),
  ];
  if (errors.length === 0) return read;
  const inOrder = inFormOrder(onePerField(errors));
  return { kind: "invalid", errors: rows.length > 0 ? inOrder.map(namedByRow) : inOrder };
};

/** What the scheme says of a request, told where it was typed. */
export const problemErrors = (problems: readonly RequestProblem[], fields: Form): FormError[] => {
  const rows = filledRows(fields);
  return onePerField(problems.map(({ path, message }) => namedByRow({ field: fieldOf(path, fields, rows), text: message })));
};

const lineFrom = ({ item, amount, delivery, reason }: TypedRow) => {
  const pounds = parsePounds(amount);
  return {
    item: item || undefined,
    amount: pounds.kind === "pounds" ? pounds.amount : undefined,
    delivery: delivery || undefined,
    ...(reason.trim() && { reason }),
  };
};

const amountError = ({ number, amount }: TypedRow): FormError[] => {
  const field = `award-amount-${number}`;
  switch (parsePounds(amount).kind) {
    case "pounds":
      return [];
    case "empty":
      return [{ field, text: "Enter an amount, or choose no item" }];
    case "negative":
      return [{ field, text: "The amount must be more than £0" }];
    case "tooLarge":
      return [{ field, text: "The amount must be £1 million or less" }];
    case "unreadable":
      return [{ field, text: "Enter an amount in pounds, like 120 or 99.50" }];
  }
};

const fieldOf = (path: readonly (string | number)[], fields: Form, rows: readonly TypedRow[]): string => {
  const [part, index, member] = path;
  switch (part) {
    case "reason":
      return "award-reason";
    case "checks":
      return "award-checks";
    case "evidence":
      return evidenceFieldOf(fields, Number(index));
    case "lines":
      return index === undefined ? "award-item-1" : `award-${member ?? "item"}-${rows[Number(index)]?.number ?? 1}`;
    default:
      return onwardHelpFieldOf("award", fields, path) ?? "decide";
  }
};

const rowOf = ({ field }: FormError) =>
  Number(/^award-(?:item|amount|delivery|reason)-(\d+)$/.exec(field)?.[1] ?? Number.POSITIVE_INFINITY);

/** Errors are listed from the top of the form down, as they are met. */
const inFormOrder = (errors: readonly FormError[]): FormError[] =>
  errors.toSorted((a, b) => (rowOf(a) === rowOf(b) ? 0 : rowOf(a) < rowOf(b) ? -1 : 1));

/** Rows look alike, so the summary says which one an error is about. */
const namedByRow = ({ field, text }: FormError): FormError => {
  const row = rowOf({ field, text });
  return { field, text: Number.isFinite(row) ? `Item ${row}: ${lowerFirst(text)}` : text };
};
