import * as z from "zod/mini";
import { choice } from "../../../shared/forms/fields.ts";
import { type Asking, formOn, question } from "../question.ts";

const ways = { bank: "Into a bank account", cashCode: "A cash code, by text or email", later: "I would rather say later" } as const;

export const wayToPayOf = (asking: Asking) => formOn(asking, "how-to-pay").one("way");

/** Never required: not everybody has an account that is safe. */
export const howToPay = question({
  title: ({ isForSelf }) => (isForSelf ? "How can we pay you, if we help with money?" : "How can we pay them, if we help with money?"),
  fields: () => ({
    way: choice(
      {
        name: "way",
        options: ways,
        hint: "A payment shows on a bank statement with the council’s name; if someone else looks at yours, a cash code or saying later is safer. You do not have to answer.",
        short: "How to pay",
      },
      z.optional(z.enum(["bank", "cashCode", "later"], { error: "Select a way from the list" })),
    ),
  }),
});
