import { hiddenCount } from "../../shared/forms/fields.ts";
import { fixed, group, heldTo, whichever } from "../../shared/forms/group.ts";
import { releaseRequestSchema } from "../../shared/http/contracts/pay-contracts.ts";
import type { Form } from "../../shared/http/read-body.ts";

/** The field in which somebody says whether a payment to a shared account is paid. */
export const sharedField = (paymentId: string): string => `shared-${paymentId}`;

const said = (form: Form, answer: string) => form.all("sharedPayment").filter((paymentId) => form.one(sharedField(paymentId)) === answer);

const version = hiddenCount("version", releaseRequestSchema.shape.version, "release");

/** The release form: which state of the batch was looked at, and what was said of each payment to a shared account. */
export const readReleaseForm = heldTo(
  releaseRequestSchema,
  whichever((form) => group({ version, confirmed: fixed(said(form, "pay")), leftOut: fixed(said(form, "leaveOut")) })),
  "release",
).read;
