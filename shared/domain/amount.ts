import * as z from "zod/mini";
import { formatPounds, type Pence, pence } from "./money.ts";
import { says } from "./says.ts";
import { upperFirst } from "./text.ts";

/** In pence. Messages call the amount `name`, as in "the amount", and ask to enter `enter` where that reads better. */
export type AmountBounds = { readonly name: string; readonly enter?: string; readonly least: number; readonly most: number };

const large = [
  [1_000_000_000_00, "billion"],
  [1_000_000_00, "million"],
] as const;

const boundInWords = (amount: number): string => {
  const scale = large.find(([unit]) => amount >= unit && amount % unit === 0);
  return scale ? `£${amount / scale[0]} ${scale[1]}` : formatPounds(pence(amount));
};

/** One text for each fault, for a form's pounds and for the API's pence. */
export const amountFaults = ({ name, enter = name, least, most }: AmountBounds) => {
  const named = upperFirst(name);
  return {
    empty: `Enter ${enter}`,
    tooSmall: least === 1 ? `${named} must be more than £0` : `${named} must be ${boundInWords(least)} or more`,
    tooLarge: `${named} must be ${boundInWords(most)} or less`,
    unreadable: `${named} must be in pounds and pence, like 120 or 120.50`,
  };
};

export const amountSchema = (bounds: AmountBounds) => {
  const { empty, tooSmall, tooLarge } = amountFaults(bounds);
  const read = z.pipe(
    z.int({ error: `${empty} in pence, as a whole number` }).check(z.minimum(bounds.least, tooSmall), z.maximum(bounds.most, tooLarge)),
    z.transform((amount): Pence => pence(amount)),
  );
  return says(read, `${upperFirst(bounds.name)}, in pence.`);
};
