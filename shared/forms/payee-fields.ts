import type * as z from "zod/mini";
import { checkedBankAccountSchema } from "../domain/bank/checked-payee.ts";
import { bankAccountSchema, cashCodeSchema } from "../domain/bank/payee.ts";
import { emailAddress, phoneNumber } from "../domain/phone-and-email.ts";
import { type TextWords, text } from "./fields.ts";
import type { Part } from "./form.ts";
import { fixed, group, heldTo, whichever } from "./group.ts";

type AccountWords = { readonly [box in "name" | "sortCode" | "accountNumber" | "rollNumber"]?: Partial<TextWords> };

const { shape } = bankAccountSchema;

export const accountFields = (words: AccountWords = {}) => ({
  name: text({ name: "name", ...words.name }, shape.name),
  sortCode: text({ name: "sortCode", ...words.sortCode }, shape.sortCode),
  accountNumber: text({ name: "accountNumber", ...words.accountNumber }, shape.accountNumber),
  rollNumber: text({ name: "rollNumber", ...words.rollNumber }, shape.rollNumber),
});

/** The bank's tables check whether the number can belong to the sort code. */
export const accountPart = (fields: ReturnType<typeof accountFields>): Part<z.output<typeof bankAccountSchema>> =>
  heldTo(checkedBankAccountSchema, group({ way: fixed("bank"), ...fields }), "accountNumber");

export const cashCodePart = (words: TextWords): Part<z.output<typeof cashCodeSchema>> => {
  const way = fixed("cashCode");
  const byPhone = group({ way, phone: text(words, phoneNumber) });
  const byEmail = group({ way, email: text(words, emailAddress) });
  const to = whichever<z.input<typeof cashCodeSchema>>((form) => (form.one(words.name).includes("@") ? byEmail : byPhone));
  return heldTo(cashCodeSchema, to, words.name);
};
