import * as z from "zod/mini";
import type { ReturnField } from "../../shared/domain/return/layout.ts";
import { choice, day, text } from "../../shared/forms/fields.ts";
import type { FormRead } from "../../shared/forms/form.ts";
import { group, heldTo } from "../../shared/forms/group.ts";
import {
  certifyReturnSchema,
  type FillReturnRequest,
  fileReturnSchema,
  prepareReturnSchema,
  sendBackReturnSchema,
} from "../../shared/http/contracts/return-contracts.ts";
import type { Form } from "../../shared/http/read-body.ts";

const { shape } = prepareReturnSchema;

/** Left empty, the days are those of the scheme's document. */
export const prepareForm = heldTo(
  prepareReturnSchema,
  group({
    code: choice({ name: "code", options: {}, takesOthers: true, whenEmpty: "Select the return" }, shape.code),
    from: day({ name: "from", label: "First day", called: "the first day", isOptional: true }),
    to: day({ name: "to", label: "Last day", called: "the last day", isOptional: true }),
    why: text({ name: "why" }, shape.why),
  }),
  "code",
);

/** The box of a field that finance types. */
export const boxOf = ({ table, code }: Pick<ReturnField, "table" | "code">): string => `field-${table}-${code}`;

/** The form names its fields, since each return asks for its own. */
export const readFillForm = (form: Form): FormRead<FillReturnRequest> => ({
  kind: "read",
  request: {
    version: Number(form.one("version")) || 0,
    fields: form.all("fields").flatMap((name) => {
      const [table = "", code = ""] = name.split(".");
      return table && code ? [{ table, code, value: form.one(boxOf({ table, code })) }] : [];
    }),
  },
});

export const readCertifyForm = heldTo(
  certifyReturnSchema,
  group({
    hash: text({ name: "hash" }, z.string()),
    name: text({ name: "name" }, certifyReturnSchema.shape.name),
  }),
  "name",
).read;

export const readSendBackForm = heldTo(
  sendBackReturnSchema,
  group({ why: text({ name: "why", id: "send-back-why" }, sendBackReturnSchema.shape.why) }),
  "send-back-why",
).read;

export const readFileForm = heldTo(
  fileReturnSchema,
  group({ reference: text({ name: "reference" }, fileReturnSchema.shape.reference) }),
  "reference",
).read;
