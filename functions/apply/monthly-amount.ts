import { type Pence, pence } from "../../shared/domain/money.ts";

export const frequencies = {
  weekly: "Every week",
  fortnightly: "Every 2 weeks",
  fourWeekly: "Every 4 weeks",
  monthly: "Every month",
} as const;
export type Frequency = keyof typeof frequencies;

export const isFrequency = (text: string): text is Frequency => Object.hasOwn(frequencies, text);

/** How often it is paid in a year of 52 weeks. */
const timesAYear: Readonly<Record<Frequency, number>> = { weekly: 52, fortnightly: 26, fourWeekly: 13, monthly: 12 };

export type ToMonth = (amount: Pence, often: Frequency) => Pence;

/** A month's share of a year's payments, in whole pence. What is left over goes the way that the household gains by. */
export const monthlyIncomeFrom: ToMonth = (amount, often) => pence(Math.floor((amount * timesAYear[often]) / 12));
export const monthlyCostFrom: ToMonth = (amount, often) => pence(Math.ceil((amount * timesAYear[often]) / 12));
