import type { Form } from "../../shared/http/read-body.ts";
import type { ToRelease } from "./release-batch.ts";

/** The field in which somebody says whether a payment to a shared account is paid. */
export const sharedField = (paymentId: string): string => `shared-${paymentId}`;

/** Reads the release form: which state of the batch was looked at, and what was said of each payment to a shared account. */
export const readReleaseForm = (form: Form): Pick<ToRelease, "version" | "confirmed" | "leftOut"> => {
  const said = (answer: string) => form.all("sharedPayment").filter((paymentId) => form.one(sharedField(paymentId)) === answer);
  return { version: Number(form.one("version")), confirmed: said("pay"), leftOut: said("leaveOut") };
};
