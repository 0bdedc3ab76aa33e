import type * as z from "zod/mini";
import { cashCodeMissing, type Payee } from "../../shared/domain/bank/payee.ts";
import { hiddenCount, text } from "../../shared/forms/fields.ts";
import type { FormRead } from "../../shared/forms/form.ts";
import { fixed, group, heldTo, whichever } from "../../shared/forms/group.ts";
import { accountFields, accountPart, cashCodePart } from "../../shared/forms/payee-fields.ts";
import {
  fileNameMost,
  payeeRequestSchema,
  payeeWhyMissing,
  redateRequestSchema,
  redateWhyMissing,
  releaseRequestSchema,
} from "../../shared/http/contracts/pay-contracts.ts";
import { type Files, type Form, fileNameField } from "../../shared/http/read-body.ts";

const account = accountPart(accountFields());
const cashCode = cashCodePart({ name: "to", whenEmpty: cashCodeMissing });
const payee = whichever<Payee>((form) => (form.one("way") === "cashCode" ? cashCode : account));

/** The page has a form for an account and one for a cash code, each with its own box for the reason. */
export const readPayeeForm = (form: Form) => {
  const id = form.one("way") === "cashCode" ? "why-cashCode" : "why-bank";
  return group({ payTo: payee, why: text({ name: "why", id, whenEmpty: payeeWhyMissing }, payeeRequestSchema.shape.why) }).read(form);
};

export const lookedField = (paymentId: string): string => `look-${paymentId}`;
export const whyField = (paymentId: string): string => `why-${paymentId}`;

const answered = (form: Form, answer: "pay" | "collection" | "leaveOut") =>
  form.all("toLookAt").filter((paymentId) => form.one(lookedField(paymentId)) === answer);
const version = hiddenCount("version", releaseRequestSchema.shape.version, "release");

const confirmedIn = (form: Form, answer: "pay" | "collection") =>
  answered(form, answer).map((paymentId) => ({
    paymentId,
    why: form.one(whyField(paymentId)),
    ...(answer === "collection" && { collection: true as const }),
  }));

/** A payment that is paid without a reason is put right at its own box. */
const whyMissing = (form: Form) =>
  (["pay", "collection"] as const)
    .flatMap((answer) => confirmedIn(form, answer))
    .filter((one) => one.why.trim() === "")
    .map(({ paymentId }) => ({ field: whyField(paymentId), text: `Enter why payment ${paymentId} is paid all the same` }));

export const readReleaseForm = (form: Form): FormRead<z.output<typeof releaseRequestSchema>> => {
  const missing = whyMissing(form);
  if (missing.length > 0) return { kind: "invalid", errors: missing };
  const confirmed = [...confirmedIn(form, "pay"), ...confirmedIn(form, "collection")];
  const parts = { version, confirmed: fixed(confirmed), leftOut: fixed(answered(form, "leaveOut")) };
  return heldTo(releaseRequestSchema, group(parts), "release").read(form);
};

export const readRedateForm = heldTo(
  redateRequestSchema,
  group({
    version: hiddenCount("version", redateRequestSchema.shape.version, "redate"),
    why: text({ name: "why", id: "redate-why", whenEmpty: redateWhyMissing }, redateRequestSchema.shape.why),
  }),
  "redate",
).read;

/** The page sends the bank's file as bytes, the API as text. */
export const readResultsForm = (
  form: Form,
  files: Files,
): FormRead<{ readonly file: Uint8Array | string; readonly fileName?: string }> => ({
  kind: "read",
  request: { file: files.get("file") ?? new Uint8Array(), fileName: form.one(fileNameField("file")).slice(0, fileNameMost) },
});

export const readPrepareForm = (): FormRead<{ readonly lineIds?: readonly string[] }> => ({ kind: "read", request: {} });

export const readButton = (): FormRead<unknown> => ({ kind: "read", request: undefined });
