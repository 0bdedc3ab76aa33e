import * as z from "zod/mini";
import { mobileNumber } from "../phone.ts";
import { couldBeAccount } from "./modulus/could-be-account.ts";
import { bankAccountSchema, cashCodeTo, noWayToPay } from "./payee.ts";

/** Apart from payee.ts because the banks' tables and the world's phone numbers are large, and most functions take neither. */

const isWhole = (account: { sortCode: string; accountNumber: string }): boolean =>
  /^\d{6}$/.test(account.sortCode) && /^\d{8}$/.test(account.accountNumber);

export const checkedBankAccountSchema = bankAccountSchema.check(
  // Each number has its own message: check the pair once both are right.
  z.refine((account) => !isWhole(account) || couldBeAccount(account.sortCode, account.accountNumber), {
    path: ["accountNumber"],
    error: "This account number cannot belong to this sort code. Check both",
  }),
);

export const checkedCashCodeSchema = cashCodeTo(
  mobileNumber("A code can be texted to UK mobile numbers only. Enter one, like 07700 900 982, or an email address"),
);

export const checkedPayeeSchema = z.discriminatedUnion("way", [checkedBankAccountSchema, checkedCashCodeSchema], { error: noWayToPay });
