import { couldBeAccount } from "../../../shared/domain/bank/modulus/could-be-account.ts";
import type { Payee } from "../../../shared/domain/bank/payee.ts";
import type { Chance } from "./random.ts";

/** A sort code of the published test cases: no real branch has it. */
const sortCode = "089999";

/** The first valid account number after a random one. */
const accountNumber = (chance: Chance): string => {
  for (let number = chance.between(10_000_000, 99_000_000); ; number += 1) {
    if (couldBeAccount(sortCode, String(number))) return String(number);
  }
};

/** Most give a bank account, some want a cash code, and some say nothing yet. */
export const payeeFor = (chance: Chance, name: string): Payee | undefined => {
  const drawn = chance.next();
  if (drawn < 0.65) return { way: "bank", name, sortCode, accountNumber: accountNumber(chance) };
  return drawn < 0.85 ? { way: "cashCode", phone: `07700 900${chance.between(100, 999)}` } : undefined;
};
