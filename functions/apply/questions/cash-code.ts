import * as z from "zod/mini";
import { text } from "../../../shared/forms/fields.ts";
import { cashCodePart } from "../../../shared/forms/payee-fields.ts";
import { question } from "../question.ts";
import { wayToPayOf } from "./how-to-pay.ts";

const to = {
  name: "to",
  hint: "A mobile number or an email address. Whoever can read the message can take the code to a shop and get the money.",
  short: "Cash code goes to",
  whenEmpty: "Enter a mobile number, like 07700 900 982, or an email address, like name@example.com",
};

export const cashCode = question({
  title: () => "Where is it safe to send a cash code?",
  isAsked: (asking) => wayToPayOf(asking) === "cashCode",
  fields: () => ({ to: text(to, z.string()) }),
  part: () => cashCodePart(to),
  gives: (payTo) => ({ payTo }),
});
