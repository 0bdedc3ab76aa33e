import * as z from "zod/mini";
import { moneySchema } from "../../../shared/domain/application.ts";
import { frequencies, monthlyCostFrom } from "../monthly-amount.ts";
import type { Question } from "../question.ts";
import { readPart } from "../read-part.ts";
import { readRegularAmount, regularAmountFields } from "../regular-amount.ts";

const schema = z.strictObject({
  monthlyHousingCosts: moneySchema.shape.monthlyHousingCosts,
  often: z.enum(Object.keys(frequencies) as [keyof typeof frequencies], { error: "Select how often it is paid" }),
});

export const housingCosts: Question<z.infer<typeof schema>> = {
  title: ({ isForSelf }) => (isForSelf ? "How much rent or mortgage do you pay?" : "How much rent or mortgage do they pay?"),
  intro: () => [
    "Count what the whole household pays. If a benefit pays some of it straight to the landlord, count only the rest.",
    "If you are not sure, give your best guess.",
  ],
  fields: () =>
    regularAmountFields({
      hint: "If there is no rent or mortgage, enter 0",
      short: "Rent or mortgage",
      often: "How often is it paid?",
      rounded: "up",
    }),
  read: (typed) => {
    const { monthly, often, problems } = readRegularAmount(typed, "Enter how much rent or mortgage is paid, or 0", monthlyCostFrom);
    const boxes = { monthlyHousingCosts: { id: "amount" }, often: { id: "often" } };
    return readPart(schema, { monthlyHousingCosts: monthly, often }, boxes, problems);
  },
};
