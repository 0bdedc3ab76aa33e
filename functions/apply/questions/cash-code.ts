import type * as z from "zod/mini";
import { cashCodeSchema } from "../../../shared/domain/bank/payee.ts";
import { type Question, textOf } from "../question.ts";
import { readPart } from "../read-part.ts";
import { wayToPayOf } from "./how-to-pay.ts";

const example = "Enter a mobile number, like 07700 900 982, or an email address, like name@example.com";

export const cashCode: Question<z.infer<typeof cashCodeSchema>> = {
  title: () => "Where is it safe to send a cash code?",
  isAsked: (asking) => wayToPayOf(asking) === "cashCode",
  fields: () => [
    {
      kind: "text",
      name: "to",
      hint: "A mobile number or an email address. Whoever can read the message can take the code to a shop and get the money.",
      short: "Cash code goes to",
    },
  ],
  read: (typed) => {
    const to = textOf(typed, "to").trim();
    if (to === "") return { kind: "problems", problems: [{ field: "to", text: example }] };
    const isEmail = to.includes("@");
    return readPart(
      cashCodeSchema,
      { way: "cashCode", ...(isEmail ? { email: to } : { phone: to }) },
      { phone: { id: "to" }, email: { id: "to" } },
    );
  },
};
