import * as z from "zod/mini";
import { moneySchema } from "../../../shared/domain/application.ts";
import { frequencies, monthlyIncomeFrom } from "../monthly-amount.ts";
import type { Question } from "../question.ts";
import { readPart } from "../read-part.ts";
import { readRegularAmount, regularAmountFields } from "../regular-amount.ts";

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
  fields: () =>
    regularAmountFields({
      hint: "If no money comes in, enter 0",
      short: "Money coming in",
      often: "How often does it come in?",
      rounded: "down",
    }),
  read: (typed) => {
    const { monthly, often, problems } = readRegularAmount(typed, "Enter how much money comes in, or 0", monthlyIncomeFrom);
    return readPart(schema, { monthlyIncome: monthly, often }, { monthlyIncome: { id: "amount" }, often: { id: "often" } }, problems);
  },
};
