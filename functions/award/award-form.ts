import {
  type AwardRequest,
  awardRequestSchema,
  lineAmount,
  lineSchema,
  linesSchema,
  mostOfOneItem,
  type RequestProblem,
} from "../../shared/domain/award/award.ts";
import type { Directory } from "../../shared/domain/directory/directory.ts";
import { pence, zeroPence } from "../../shared/domain/money.ts";
import type { Delivery } from "../../shared/domain/scheme/scheme.ts";
import { choices, count, money, text } from "../../shared/forms/fields.ts";
import { errorsAt, type FormError, inPageOrder } from "../../shared/forms/form.ts";
import { also, becoming, group, heldTo } from "../../shared/forms/group.ts";
import { rows } from "../../shared/forms/rows.ts";
import type { Form } from "../../shared/http/read-body.ts";
import { filledRows } from "../case/award-rows.ts";
import { seenPart } from "../case/case-form.ts";
import { evidencePart } from "../case/evidence-form.ts";
import { onwardHelpParts, unselectedServices } from "../case/onward-help-form.ts";

const boxesOfRow = (number: number) => {
  const box = (name: string) => ({ name: `${name}-${number}`, id: `award-${name}-${number}` });
  return {
    item: text(box("item"), lineSchema.shape.item),
    quantity: count({ ...box("quantity"), called: "how many", most: mostOfOneItem, isOptional: true }),
    /** For each. The line's amount is this times the quantity. */
    amount: money({ ...box("amount"), bounds: lineAmount, whenEmpty: "Enter an amount, or choose no item" }),
    delivery: text(box("delivery"), lineSchema.shape.delivery),
    reason: text(box("reason"), lineSchema.shape.reason),
  };
};

const awardRow = (number: number) =>
  becoming(group(boxesOfRow(number)), ({ quantity = 1, amount, ...row }) => ({
    ...row,
    amount: pence(amount * Math.max(quantity, 1)),
    ...(quantity !== 1 && { quantity }),
  }));

const checksPart = choices({ name: "checks", id: "award-checks", options: {} }, awardRequestSchema.shape.checks);
const lookedPart = choices({ name: "looked", id: "award-looked", options: {} }, awardRequestSchema.shape.looked);

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
    checks: checksPart,
    looked: lookedPart,
    ...onwardHelpParts("award"),
    reason: text({ name: "reason", id: "award-reason" }, awardRequestSchema.shape.reason),
  }),
  "decide",
);

export const readAwardForm = (fields: Form, directory: Directory) =>
  also(awardForm, (typed) => unselectedServices("award", typed, directory)).read(fields);

/**
 * As much of a faulty form as can be read. The scheme's problems with it are told together with the form's own faults.
 * An amount that cannot be read counts as nothing. Undefined where not even the case can be told.
 */
export const readAsFarAsPossible = (fields: Form): AwardRequest | undefined => {
  const seen = seenPart("decide").read(fields);
  if (seen.kind === "invalid") return undefined;
  const evidence = evidencePart.read(fields);
  const checks = checksPart.read(fields);
  const looked = lookedPart.read(fields);
  return {
    seen: seen.request,
    lines: filledRows(fields).map(({ number, item, delivery }) => {
      const { amount, quantity, reason } = boxesOfRow(number);
      const [each, many, why] = [amount.read(fields), quantity.read(fields), reason.read(fields)];
      const times = many.kind === "read" ? (many.request ?? 1) : 0;
      return {
        item,
        amount: each.kind === "read" ? pence(each.request * times) : zeroPence,
        delivery: delivery as Delivery,
        ...(times > 1 && { quantity: times }),
        ...(why.kind === "read" && why.request && { reason: why.request }),
      };
    }),
    referrals: [],
    signposts: [],
    evidence: evidence.kind === "read" ? evidence.request : [],
    checks: checks.kind === "read" ? checks.request : [],
    ...(looked.kind === "read" && looked.request && { looked: looked.request }),
    reason: "",
  };
};

export const inOrderOfForm = (errors: readonly FormError[], fields: Form): FormError[] => inPageOrder(awardForm, errors, fields);

/** The scheme's problems with a request, each at the box where it was typed. */
export const problemErrors = (problems: readonly RequestProblem[], fields: Form): FormError[] =>
  errorsAt(awardForm, problems, fields, "decide");
