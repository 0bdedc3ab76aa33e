import * as z from "zod/mini";
import { moneySchema } from "../../../shared/domain/application.ts";
import { frequencies, isFrequency, monthlyFrom } from "../monthly-income.ts";
import { type Question, textOf } from "../question.ts";
import { readPart } from "../read-part.ts";
import { readPounds } from "../read-typed.ts";

const schema = z.strictObject({
  monthlyIncome: moneySchema.shape.monthlyIncome,
  often: z.enum(Object.keys(frequencies) as [keyof typeof frequencies], { error: "Select how often it comes in" }),
});

export const income: Question<z.infer<typeof schema>> = {
  title: ({ isForSelf }) => (isForSelf ? "How much money do you have coming in?" : "How much money do they have coming in?"),
  intro: () => [
    "Add up the take-home pay and benefits of everyone in the household. If you are not sure, give your best guess.",
    "If money comes in at different times, work out roughly what comes in over a month.",
  ],
  fields: () => [
    { kind: "money", name: "amount", label: "Amount", hint: "If no money comes in, enter 0", short: "Money coming in" },
    {
      kind: "oneOf",
      name: "often",
      label: "How often does it come in?",
      options: frequencies,
      hint: "We turn it into an amount a month: 52 weeks make 12 months. We round down to a whole penny.",
      short: "How often",
    },
  ],
  read: (typed) => {
    const often = textOf(typed, "often");
    const { amount, problems } = readPounds(typed, "amount", "Amount", "Enter how much money comes in, or 0");
    const monthlyIncome = amount === undefined ? undefined : isFrequency(often) ? monthlyFrom(amount, often) : amount;
    return readPart(schema, { monthlyIncome, often }, { monthlyIncome: { id: "amount" }, often: { id: "often" } }, problems);
  },
};
