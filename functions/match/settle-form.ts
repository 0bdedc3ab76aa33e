import { matchAnswers } from "../../shared/domain/identity/match-answer.ts";
import { choice, choices, day, text } from "../../shared/forms/fields.ts";
import type { FormError } from "../../shared/forms/form.ts";
import { errorsAt } from "../../shared/forms/form.ts";
import { fixed, group, heldTo, whichever } from "../../shared/forms/group.ts";
import {
  leftOnMissing,
  reopenMatchSchema,
  settleMatchSchema,
  settleMatchShape,
  whoLeftMissing,
} from "../../shared/http/contracts/match-contracts.ts";
import type { Form } from "../../shared/http/read-body.ts";

const asPart = choice({ name: "as", id: "settle-as", options: matchAnswers }, settleMatchShape.as);
const reasonPart = text({ name: "reason", id: "settle-reason" }, settleMatchShape.reason);
const whoPart = choices({ name: "who", id: "settle-who", options: {}, whenEmpty: whoLeftMissing }, settleMatchShape.who);
const leftOnPart = day({
  name: "leftOn",
  id: "settle-leftOn",
  label: "The day on which they left",
  called: "the day on which they left",
  whenEmpty: leftOnMissing,
});

const nothing = fixed(undefined);

/** Without JavaScript the boxes of leaving stand open, so they count only where leaving is what was found. */
const settleForm = heldTo(
  settleMatchSchema,
  whichever((form) => {
    const isLeft = form.one("as") === "left";
    return group({ as: asPart, who: isLeft ? whoPart : nothing, leftOn: isLeft ? leftOnPart : nothing, reason: reasonPart });
  }),
  "settle-as",
);
export const readSettleForm = settleForm.read;

export type SettleProblem = { readonly path: readonly string[]; readonly message: string };
export const settleErrors = (problems: readonly SettleProblem[], form: Form): readonly FormError[] =>
  errorsAt(settleForm, problems, form, "settle-as");

export const readReopenForm = heldTo(
  reopenMatchSchema,
  group({ reason: text({ name: "reason", id: "reopen-reason" }, reopenMatchSchema.shape.reason) }),
  "reopen-reason",
).read;
