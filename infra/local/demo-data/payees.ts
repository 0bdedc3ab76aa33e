import { couldBeAccount } from "../../../shared/domain/bank/modulus/could-be-account.ts";
import type { Payee } from "../../../shared/domain/bank/payee.ts";
import type { Chance } from "./random.ts";

/** A sort code of the published test cases, of no real branch. */
const sortCode = "089999";

/** The first number after a drawn one that could be an account there. */
const accountNumber = (chance: Chance): string => {
  for (let number = chance.between(10_000_000, 99_000_000); ; number += 1) {
    if (couldBeAccount(sortCode, String(number))) return String(number);
  }
};

/** Most name a bank account; some would rather have a code to turn into cash, and some say it later. */
export const payeeFor = (chance: Chance, name: string): Payee | undefined => {
  const drawn = chance.next();
  if (drawn < 0.65) return { way: "bank", name, sortCode, accountNumber: accountNumber(chance) };
  return drawn < 0.85 ? { way: "cashCode", phone: `07700 900${chance.between(100, 999)}` } : undefined;
};
