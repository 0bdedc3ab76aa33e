import { awardRequestSchema, lineAmount, lineSchema, linesSchema, type RequestProblem } from "../../shared/domain/award/award.ts";
import type { Directory } from "../../shared/domain/directory/directory.ts";
import { choices, money, text } from "../../shared/forms/fields.ts";
import { errorsAt, type FormError } from "../../shared/forms/form.ts";
import { also, group, heldTo } from "../../shared/forms/group.ts";
import { rows } from "../../shared/forms/rows.ts";
import type { Form } from "../../shared/http/read-body.ts";
import { filledRows } from "../case/award-rows.ts";
import { seenPart } from "../case/case-form.ts";
import { evidencePart } from "../case/evidence-form.ts";
import { onwardHelpParts, unselectedServices } from "../case/onward-help-form.ts";

const awardRow = (number: number) => {
  const box = (name: string) => ({ name: `${name}-${number}`, id: `award-${name}-${number}` });
  return group({
    item: text(box("item"), lineSchema.shape.item),
    amount: money({ ...box("amount"), bounds: lineAmount, whenEmpty: "Enter an amount, or choose no item" }),
    delivery: text(box("delivery"), lineSchema.shape.delivery),
    reason: text(box("reason"), lineSchema.shape.reason),
  });
};

const awardForm = heldTo(
  awardRequestSchema,
  group({
    seen: seenPart("decide"),
    lines: rows({
      filled: (fields) => filledRows(fields).map(({ number }) => number),
      row: awardRow,
      calledAs: (number) => `Item ${number}`,
      list: linesSchema,
      ifAll: "award-item-1",
    }),
    evidence: evidencePart,
    checks: choices({ name: "checks", id: "award-checks", options: {} }, awardRequestSchema.shape.checks),
    looked: choices({ name: "looked", id: "award-looked", options: {} }, awardRequestSchema.shape.looked),
    ...onwardHelpParts("award"),
    reason: text({ name: "reason", id: "award-reason" }, awardRequestSchema.shape.reason),
  }),
  "decide",
);

export const readAwardForm = (fields: Form, directory: Directory) =>
  also(awardForm, (typed) => unselectedServices("award", typed, directory)).read(fields);

/** The scheme's problems with a request, each at the box where it was typed. */
export const problemErrors = (problems: readonly RequestProblem[], fields: Form): FormError[] =>
  errorsAt(awardForm, problems, fields, "decide");
