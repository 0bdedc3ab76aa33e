import * as z from "zod/mini";
import { couldBeAccount } from "./modulus/could-be-account.ts";
import { bankAccountSchema, cashCodeSchema, noWayToPay } from "./payee.ts";

/** Apart from payee.ts because the banks' tables are 57 KB, and most functions take no account numbers. */

const isWhole = (account: { sortCode: string; accountNumber: string }): boolean =>
  /^\d{6}$/.test(account.sortCode) && /^\d{8}$/.test(account.accountNumber);

export const checkedBankAccountSchema = bankAccountSchema.check(
  // Each number has its own message: check the pair once both are right.
  z.refine((account) => !isWhole(account) || couldBeAccount(account.sortCode, account.accountNumber), {
    path: ["accountNumber"],
    error: "This account number cannot belong to this sort code. Check both",
  }),
);

export const checkedPayeeSchema = z.discriminatedUnion("way", [checkedBankAccountSchema, cashCodeSchema], { error: noWayToPay });
