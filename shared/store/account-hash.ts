import { createHmac } from "node:crypto";
import type { BankAccount } from "../domain/bank/payee.ts";

/** The same account is the same hash in every household, and no account can be read from it. */
export const accountHashOf = (key: string, { sortCode, accountNumber, rollNumber }: BankAccount): string =>
  createHmac("sha256", key)
    .update(JSON.stringify(["account", sortCode, accountNumber, rollNumber?.toUpperCase().replaceAll(/[^A-Z0-9]/g, "") ?? ""]))
    .digest("hex");
