import type { PaymentBatch, WhyNotRelease } from "../../shared/domain/payments/payment-batch.ts";
import { separationWords } from "../../shared/domain/separation-words.ts";

export const whyNotWords = (why: WhyNotRelease): string => {
  switch (why.because) {
    case "prepared":
      return separationWords({ did: "prepareBatch", does: "releaseBatch" });
    case "entered":
      return separationWords(
        { did: "apply", does: "releaseBatch" },
        { you: `You entered the application behind payment ${why.paymentId}` },
      );
    case "decided":
      return separationWords({ did: "award", does: "releaseBatch" }, { you: `You decided on or approved payment ${why.paymentId}` });
    case "recordedPayee":
      return separationWords(
        { did: "recordPayee", does: "releaseBatch" },
        { you: `You wrote down the bank details of payment ${why.paymentId}` },
      );
    case "declaredInterest":
      return `You have declared an interest in case ${why.caseId}, so somebody else releases the batch.`;
  }
};

export const staleBatchWords = ({ release }: Pick<PaymentBatch, "release">): string =>
  release ? `${release.by.name} has released it already.` : "Somebody has changed it since you opened it. Look at it again.";
export const notLookedAtWords = (paymentIds: readonly string[]): string =>
  `Say of each payment to a shared account whether it is paid or left out: ${paymentIds.join(", ")}.`;

export const barredFromResultsWords = "You have declared an interest in a case of this batch, so somebody else takes its results.";
export const nothingToPayWords =
  "No line can be paid now. Lines without bank details, and lines that something is wrong with, stay out. Lines of a run that you prepared wait for a batch that somebody else prepares.";
export const otherBatchWords = "This was sent before for other lines, and that batch is prepared. Prepare another batch for these.";
export const notReleasedYetWords = "The batch has not been released, so no result can have come of it.";
export const newPayeeWords =
  "A cash code was asked for, to a number or address that the household had not given us. It is ordered once another person has asked them and written down the same.";
export const notToPayWords = "The line is not waiting for the bank to pay it, so its bank details cannot be changed now.";
