import { householdAmount } from "../../../shared/domain/application.ts";
import { money } from "../../../shared/forms/fields.ts";
import { question } from "../question.ts";

export const savings = question({
  title: () => "How much does the household have in savings?",
  fields: () => ({
    savings: money({
      name: "savings",
      hint: "Add up what everyone has saved. If there are no savings, enter 0.",
      short: "Savings",
      whenEmpty: "Enter how much is saved, or 0",
      bounds: householdAmount("savings"),
    }),
  }),
  gives: (given) => ({ money: given }),
});
