import { maskedAccount } from "../../../shared/domain/bank/payee.ts";
import { accountFields, accountPart } from "../../../shared/forms/payee-fields.ts";
import { question } from "../question.ts";
import { wayToPayOf } from "./how-to-pay.ts";

/** Somebody may look over a shoulder at the check page. */
const maskedSortCode = (typed: string): string => `Ending ${typed.slice(-2)}`;

export const bankAccount = question({
  title: () => "Which bank account is it?",
  intro: () => ["It can be the account of somebody you trust, if they agree."],
  isAsked: (asking) => wayToPayOf(asking) === "bank",
  fields: () =>
    accountFields({
      name: { label: "Name on the account" },
      sortCode: { label: "Sort code", hint: "6 numbers, like 309430", width: 10, shown: maskedSortCode },
      accountNumber: { label: "Account number", hint: "6 to 8 numbers, like 00733445", width: 10, shown: maskedAccount },
      rollNumber: {
        label: "Building society roll number, if there is one (optional)",
        short: "Roll number",
        hint: "On the card, statement or passbook",
        width: 20,
        shown: maskedAccount,
      },
    }),
  part: accountPart,
  gives: (payTo) => ({ payTo }),
});
