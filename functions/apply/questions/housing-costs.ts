import { housingCostsAmount } from "../../../shared/domain/application.ts";
import { amountAMonth, amountRows, monthlyCostFrom, regularAmountFields } from "../monthly-amount.ts";
import { question } from "../question.ts";

export const housingCosts = question({
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
      whenEmpty: "Enter how much rent or mortgage is paid, or 0",
      whenNotSaidHowOften: "Select how often it is paid",
    }),
  part: (fields) => amountAMonth(fields, monthlyCostFrom, housingCostsAmount),
  gives: (monthlyHousingCosts) => ({ money: { monthlyHousingCosts } }),
  rows: (fields, _, form) => amountRows(fields, monthlyCostFrom, form),
});
