import type * as z from "zod/mini";
import { checkedBankAccountSchema, checkedCashCodeSchema } from "../domain/bank/checked-payee.ts";
import { bankAccountSchema } from "../domain/bank/payee.ts";
import { type TextWords, text } from "./fields.ts";
import type { Part } from "./form.ts";
import { fixed, group, heldTo, whichever } from "./group.ts";

type AccountWords = { readonly [box in "name" | "sortCode" | "accountNumber" | "rollNumber"]?: Partial<TextWords> };

const { shape } = bankAccountSchema;
const code = checkedCashCodeSchema.shape;

export const accountFields = (words: AccountWords = {}) => ({
  name: text({ name: "name", ...words.name }, shape.name),
  sortCode: text({ name: "sortCode", ...words.sortCode }, shape.sortCode),
  accountNumber: text({ name: "accountNumber", ...words.accountNumber }, shape.accountNumber),
  rollNumber: text({ name: "rollNumber", ...words.rollNumber }, shape.rollNumber),
});

/** The bank's tables check whether the number can belong to the sort code. */
export const accountPart = (fields: ReturnType<typeof accountFields>): Part<z.output<typeof bankAccountSchema>> =>
  heldTo(checkedBankAccountSchema, group({ way: fixed("bank"), ...fields }), "accountNumber");

export const cashCodePart = (words: TextWords): Part<z.output<typeof checkedCashCodeSchema>> => {
  const way = fixed("cashCode");
  const byPhone = group({ way, phone: text(words, code.phone) });
  const byEmail = group({ way, email: text(words, code.email) });
  const to = whichever<z.input<typeof checkedCashCodeSchema>>((form) => (form.one(words.name).includes("@") ? byEmail : byPhone));
  return heldTo(checkedCashCodeSchema, to, words.name);
};
