import { randomUUID } from "node:crypto";
import { lineActionNames } from "../../shared/domain/line/line-action.ts";
import { choice, hiddenCount, text } from "../../shared/forms/fields.ts";
import { group, heldTo } from "../../shared/forms/group.ts";
import { confirmDestinationSchema, lineStepSchema } from "../../shared/http/contracts/fulfil-contracts.ts";
import type { Form } from "../../shared/http/read-body.ts";

const { action, version, why } = lineStepSchema.shape;
const actions = Object.fromEntries(lineActionNames.map((name) => [name, name]));

/** The page has one such form for each action. */
export const readLineStepForm = (form: Form) =>
  heldTo(
    lineStepSchema,
    group({
      action: choice({ name: "action", id: "next", options: actions }, action),
      version: hiddenCount("version", version, "next"),
      why: text({ name: "why", id: `why-${form.one("action")}` }, why),
    }),
    "next",
  ).read(form);

export const readConfirmForm = heldTo(
  confirmDestinationSchema,
  group({
    version: hiddenCount("version", confirmDestinationSchema.shape.version, "shared"),
    why: text({ name: "why", id: "why-confirm", whenEmpty: "Enter why the code may go there" }, confirmDestinationSchema.shape.why),
  }),
  "shared",
).read;

/** The page gives its forms an id, so that sending one twice takes one step. */
export const stepIdFrom = (form: Form): string => form.one("stepId").slice(0, 100).toWellFormed() || randomUUID();
