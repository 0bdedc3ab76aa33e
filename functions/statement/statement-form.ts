import { choice, text } from "../../shared/forms/fields.ts";
import { group, heldTo } from "../../shared/forms/group.ts";
import { prepareStatementSchema, refuseStatementSchema } from "../../shared/http/contracts/statement-contracts.ts";

export const prepareForm = heldTo(
  prepareStatementSchema,
  group({
    period: choice(
      { name: "period", options: {}, takesOthers: true, whenEmpty: "Select the year, or the whole scheme" },
      prepareStatementSchema.shape.period,
    ),
  }),
  "period",
);

export const readRefusalForm = heldTo(
  refuseStatementSchema,
  group({ why: text({ name: "why" }, refuseStatementSchema.shape.why) }),
  "why",
).read;
