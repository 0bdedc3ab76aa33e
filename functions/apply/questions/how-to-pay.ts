import * as z from "zod/mini";
import { type Asking, type Question, textOf } from "../question.ts";
import { readPart } from "../read-part.ts";

const ways = { bank: "Into a bank account", cashCode: "A cash code, by text or email", later: "I would rather say later" } as const;
const schema = z.strictObject({ way: z.optional(z.enum(["bank", "cashCode", "later"], { error: "Select a way from the list" })) });

export const wayToPayOf = ({ answers }: Asking) => textOf(answers["how-to-pay"] ?? {}, "way");

/** Never required: nobody's application waits for a bank account, and not everybody has one that is safe. */
export const howToPay: Question<z.infer<typeof schema>> = {
  title: ({ isForSelf }) => (isForSelf ? "How can we pay you, if we help with money?" : "How can we pay them, if we help with money?"),
  fields: () => [
    {
      kind: "oneOf",
      name: "way",
      options: ways,
      hint: "A payment shows on a bank statement with the council’s name; if someone else looks at yours, a cash code or saying later is safer. You do not have to answer.",
      short: "How to pay",
    },
  ],
  read: (typed) => readPart(schema, { way: textOf(typed, "way") || undefined }, { way: { id: "way" } }),
};
