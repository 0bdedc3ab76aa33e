import { checkedBankAccountSchema } from "../../../shared/domain/bank/checked-payee.ts";
import { type BankAccount, maskedAccount } from "../../../shared/domain/bank/payee.ts";
import { givenText, type Question, textOf } from "../question.ts";
import { readPart } from "../read-part.ts";
import { wayToPayOf } from "./how-to-pay.ts";

/** Somebody may be looking over a shoulder when the answers are checked. */
const maskedNumber = (typed: string): string => maskedAccount(typed.trim());
const maskedSortCode = (typed: string): string => `Ending ${typed.trim().slice(-2)}`;

export const bankAccount: Question<BankAccount> = {
  title: () => "Which bank account is it?",
  intro: () => ["It can be the account of somebody you trust, if they agree."],
  isAsked: (asking) => wayToPayOf(asking) === "bank",
  fields: () => [
    { kind: "text", name: "name", label: "Name on the account" },
    { kind: "text", name: "sortCode", label: "Sort code", hint: "6 numbers, like 309430", width: 10, shown: maskedSortCode },
    {
      kind: "text",
      name: "accountNumber",
      label: "Account number",
      hint: "6 to 8 numbers, like 00733445",
      width: 10,
      shown: maskedNumber,
    },
    {
      kind: "text",
      name: "rollNumber",
      label: "Building society roll number, if there is one (optional)",
      short: "Roll number",
      hint: "On the card, statement or passbook",
      width: 20,
      shown: maskedNumber,
    },
  ],
  read: (typed) =>
    readPart(
      checkedBankAccountSchema,
      {
        way: "bank",
        name: textOf(typed, "name").trim(),
        sortCode: textOf(typed, "sortCode"),
        accountNumber: textOf(typed, "accountNumber"),
        rollNumber: givenText(typed, "rollNumber"),
      },
      {
        name: { id: "name" },
        sortCode: { id: "sortCode", whenEmpty: "Enter a sort code" },
        accountNumber: { id: "accountNumber", whenEmpty: "Enter an account number" },
        rollNumber: { id: "rollNumber" },
      },
    ),
};
