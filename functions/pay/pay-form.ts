import { cashCodeMissing, type Payee } from "../../shared/domain/bank/payee.ts";
import { hiddenCount } from "../../shared/forms/fields.ts";
import type { FormRead } from "../../shared/forms/form.ts";
import { becoming, fixed, group, heldTo, whichever } from "../../shared/forms/group.ts";
import { accountFields, accountPart, cashCodePart } from "../../shared/forms/payee-fields.ts";
import { releaseRequestSchema } from "../../shared/http/contracts/pay-contracts.ts";
import type { Files, Form } from "../../shared/http/read-body.ts";

const account = accountPart(accountFields());
const cashCode = cashCodePart({ name: "to", whenEmpty: cashCodeMissing });
const payee = whichever<Payee>((form) => (form.one("way") === "cashCode" ? cashCode : account));

export const readPayeeForm = becoming(payee, (payTo) => ({ payTo })).read;

export const sharedField = (paymentId: string): string => `shared-${paymentId}`;

const answered = (form: Form, answer: string) =>
  form.all("sharedPayment").filter((paymentId) => form.one(sharedField(paymentId)) === answer);
const version = hiddenCount("version", releaseRequestSchema.shape.version, "release");

export const readReleaseForm = heldTo(
  releaseRequestSchema,
  whichever((form) => group({ version, confirmed: fixed(answered(form, "pay")), leftOut: fixed(answered(form, "leaveOut")) })),
  "release",
).read;

/** The page sends the bank's file as bytes, the API as text. */
export const readResultsForm = (_: Form, files: Files): FormRead<{ readonly file: Uint8Array | string }> => ({
  kind: "read",
  request: { file: files.get("file") ?? new Uint8Array() },
});

export const readPrepareForm = (): FormRead<{ readonly lineIds?: readonly string[] }> => ({ kind: "read", request: {} });

export const readButton = (): FormRead<unknown> => ({ kind: "read", request: undefined });
