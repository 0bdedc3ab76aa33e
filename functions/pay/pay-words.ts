import { formatInstant } from "../../shared/domain/dates.ts";
import type { PaymentBatch, WhyNotTheirs } from "../../shared/domain/payments/payment-batch.ts";
import type { Deed, KeptApart } from "../../shared/domain/separation.ts";
import { separationWords } from "../../shared/domain/separation-words.ts";
import type { ReleaseOutcome } from "./release-batch.ts";

type WhyNotReleaseWords = Extract<ReleaseOutcome, { kind: "notYours" }>["why"];

const ofPayment: { readonly [did in Deed]?: string } = {
  apply: "You entered the application behind",
  award: "You decided on or approved",
  recordPayee: "You wrote down the bank details of",
  confirmPayee: "You confirmed the bank details of",
  importBankResults: "You took an earlier result of",
};

const partWords = ({ row, paymentId }: Extract<WhyNotTheirs, { because: "part" }>): string =>
  separationWords(row, paymentId ? { you: `${ofPayment[row.did] ?? "You had a part in"} payment ${paymentId}` } : {});

export const whyNotWords = (why: WhyNotReleaseWords): string => {
  switch (why.because) {
    case "part":
      return partWords(why);
    case "declaredInterest":
      return `You have declared an interest in case ${why.caseId}, so somebody else releases the batch.`;
    case "otherHousehold":
      return `You took part in line ${why.lineId} of another household, which has the same account as payment ${why.paymentId}. Leave the payment out, or ask somebody else to release the batch.`;
  }
};

export const whyNotResultsWords = (why: WhyNotTheirs): string => (why.because === "part" ? partWords(why) : barredFromResultsWords);

export const whyNotRedateWords = (why: WhyNotTheirs): string =>
  why.because === "part"
    ? partWords(why)
    : `You have declared an interest in case ${why.caseId}, so somebody else gives the batch’s file a new day.`;

export const nothingToRedateWords = "The batch has not been released, so its file has no day yet.";
export const bankHadItWords = "The bank has sent results of this batch, so it has had the file. Ask the bank what it did with it.";
export const stillGoodWords = (until: Date): string =>
  `The bank still takes this file for its day, until ${formatInstant(until.toISOString())}. Take it to the bank by then.`;
export const redatedMeanwhileWords = "Somebody else has changed this batch since you opened it. See which day its file has now.";

const ofLine: { readonly [did in Deed]?: string } = {
  apply: "You entered the application behind this line",
  award: "You decided on or approved this line",
  recordPayee: "You wrote down the bank details of this line",
  importBankResults: "You took an earlier result of this line",
};

export const notYourPayeeWords = (row: KeptApart): string =>
  separationWords(row, { you: ofLine[row.did] ?? "You had a part in this line" });
export const nothingToConfirmWords = "Nothing waits to be confirmed here. Record how to pay the line first.";
export const differentPayeeWords =
  "These are not the details that the first person wrote down. Ask the household again. If these are right, record them, and another person confirms them.";

export const staleBatchWords = ({ release }: Pick<PaymentBatch, "release">): string =>
  release ? `${release.by.name} has released it already.` : "Somebody has changed it since you opened it. Look at it again.";
export const notLookedAtWords = (paymentIds: readonly string[]): string =>
  `Say of each of these payments whether it is paid, and why, or left out: ${paymentIds.join(", ")}.`;

export const barredFromResultsWords = "You have declared an interest in a case of this batch, so somebody else takes its results.";
export const nothingToPayWords =
  "No line can be paid now. Lines without bank details, and lines that something is wrong with, stay out. Lines of a run that you prepared wait for a batch that somebody else prepares.";
export const otherBatchWords = "This was sent before for other lines, and that batch is prepared. Prepare another batch for these.";
export const notReleasedYetWords = "The batch has not been released, so no result can have come of it.";
export const newPayeeWords =
  "Somebody wrote down how to pay this that the household did not give us itself. It is used once another person, who took no part, has asked them and confirmed it.";
export const notToPayWords = "The line is not waiting for the bank to pay it, so its bank details cannot be changed now.";
