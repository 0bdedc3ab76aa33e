import type { PaymentBatch, WhyNotTheirs } from "../../shared/domain/payments/payment-batch.ts";
import type { ActName } from "../../shared/system.ts";
import type { ReleaseOutcome } from "./release-batch.ts";

const didWords: { readonly [A in ActName]?: string } = {
  apply: "entered the application of",
  award: "decided on or approved",
  approveAward: "decided on or approved",
  recordPayee: "wrote down the bank details of",
  confirmPayee: "confirmed the bank details of",
  importBankResults: "took an earlier result of",
};

const partWords = (did: ActName, what: string): string => `${didWords[did] ?? "had a part in"} ${what}`;

type WhyNotReleaseWords = Extract<ReleaseOutcome, { kind: "notYours" }>["why"];

const whyWords = (why: WhyNotReleaseWords, then: (what: "it" | "the batch") => string): string => {
  switch (why.because) {
    case "part":
      if (why.paymentId) return `You ${partWords(why.did, `payment ${why.paymentId}`)}, so ${then("the batch")}`;
      return `You ${why.did === "releaseBatch" ? "released" : "prepared"} this batch, so ${then("it")}`;
    case "declaredInterest":
      return `You have declared an interest in case ${why.caseId}, so ${then("the batch")}`;
    case "otherHousehold":
      return `You took part in line ${why.lineId} of another household, which has the same account as payment ${why.paymentId}. Leave the payment out, or ask somebody else to release the batch.`;
  }
};

export const whyNotWords = (why: WhyNotReleaseWords): string => whyWords(why, (what) => `somebody else releases ${what}.`);
export const whyNotResultsWords = (why: WhyNotTheirs): string =>
  whyWords(why, (what) => `somebody else in finance, or the section 151 officer, takes the results of ${what}.`);

export const notYourPayeeWords = (did: ActName): string =>
  `You ${partWords(did, "this line")}, so somebody else in finance, or another assessor, does this.`;
export const nothingToConfirmWords = "Nothing waits to be confirmed here. Record how to pay the line first.";
export const differentPayeeWords =
  "These are not the details that the first person wrote down. Ask the household again. If these are right, record them, and another person confirms them.";

export const staleBatchWords = ({ release }: Pick<PaymentBatch, "release">): string =>
  release ? `${release.by.name} has released it already.` : "Somebody has changed it since you opened it. Look at it again.";
export const notLookedAtWords = (paymentIds: readonly string[]): string =>
  `Say of each of these payments whether it is paid, and why, or left out: ${paymentIds.join(", ")}.`;

export const barredFromResultsWords = "You have declared an interest in a case of this batch, so somebody else takes its results.";
export const nothingToPayWords = "No line can be paid now. Lines without bank details, and lines that something is wrong with, stay out.";
export const notReleasedYetWords = "The batch has not been released, so no result can have come of it.";
export const ownCodeWords = "You decided on this award, so somebody else sends its cash code.";
export const newPayeeWords =
  "Somebody wrote down how to pay this that the household did not give us itself. It is used once another person, who took no part, has asked them and confirmed it.";
export const notToPayWords = "The line is not waiting for the bank to pay it, so its bank details cannot be changed now.";
