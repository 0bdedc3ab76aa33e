import { incomeAmount } from "../../../shared/domain/application.ts";
import { amountAMonth, amountRows, monthlyIncomeFrom, regularAmountFields } from "../monthly-amount.ts";
import { question } from "../question.ts";

export const income = question({
  title: ({ isForSelf }) => (isForSelf ? "How much money do you have coming in?" : "How much money do they have coming in?"),
  intro: ({ isForSelf }) => [
    `Add up the take-home pay and benefits of everyone in the household: ${isForSelf ? "you, and those who share money with you" : "the person who needs help, and those who share money with them"}. Leave out anyone who only shares the address.`,
    "If you are not sure, give your best guess.",
    "If money comes in at different times, work out roughly what comes in over a month.",
  ],
  fields: () =>
    regularAmountFields({
      hint: "If no money comes in, enter 0",
      short: "Money coming in",
      often: "How often does it come in?",
      rounded: "down",
      whenEmpty: "Enter how much money comes in, or 0",
      whenNotSaidHowOften: "Select how often it comes in",
    }),
  part: (fields) => amountAMonth(fields, monthlyIncomeFrom, incomeAmount),
  gives: (monthlyIncome) => ({ money: { monthlyIncome } }),
  rows: (fields, _, form) => amountRows(fields, monthlyIncomeFrom, form),
});
