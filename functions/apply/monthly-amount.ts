import * as z from "zod/mini";
import { type AmountBounds, amountSchema } from "../../shared/domain/amount.ts";
import { householdAmount } from "../../shared/domain/application.ts";
import { formatPounds, type Pence, pence } from "../../shared/domain/money.ts";
import { choice, money } from "../../shared/forms/fields.ts";
import type { Part } from "../../shared/forms/form.ts";
import { becoming, group, heldTo } from "../../shared/forms/group.ts";
import type { Form } from "../../shared/http/read-body.ts";

const frequencies = {
  weekly: "Every week",
  fortnightly: "Every 2 weeks",
  fourWeekly: "Every 4 weeks",
  monthly: "Every month",
} as const;
export type Frequency = keyof typeof frequencies;

const timesAYear: Readonly<Record<Frequency, number>> = { weekly: 52, fortnightly: 26, fourWeekly: 13, monthly: 12 };

type ToMonth = (amount: Pence, often: Frequency) => Pence;

/** A month's share of a year, in whole pence. The odd penny goes the household's way. */
export const monthlyIncomeFrom: ToMonth = (amount, often) => pence(Math.floor((amount * timesAYear[often]) / 12));
export const monthlyCostFrom: ToMonth = (amount, often) => pence(Math.ceil((amount * timesAYear[often]) / 12));

type AmountWords = {
  readonly hint: string;
  readonly short: string;
  readonly often: string;
  readonly rounded: "up" | "down";
  readonly whenEmpty: string;
  readonly whenNotSaidHowOften: string;
};

const often = z.optional(z.enum(Object.keys(frequencies) as [Frequency, ...Frequency[]]));

/** Nothing is nothing however often, so 0 needs no frequency. */
export const regularAmountFields = (words: AmountWords) => {
  const { hint, short, whenEmpty } = words;
  const amount = money({ name: "amount", label: "Amount", hint, short, whenEmpty, bounds: householdAmount("amount") });
  const isNothing = (form: Form) => {
    const read = amount.read(form);
    return read.kind === "read" && read.request === 0;
  };
  return {
    amount,
    often: choice(
      {
        name: "often",
        label: words.often,
        options: frequencies,
        hint: `We work out what it comes to in a month, and round ${words.rounded} to a penny.`,
        short: "How often",
        whenEmpty: words.whenNotSaidHowOften,
        isNeeded: (form) => !isNothing(form),
      },
      often,
    ),
  };
};
type AmountFields = ReturnType<typeof regularAmountFields>;

/** The contract holds the month, not what was typed: ten million a week is too much for a month. */
export const amountAMonth = (fields: AmountFields, toMonth: ToMonth, bounds: AmountBounds): Part<Pence> =>
  heldTo(
    amountSchema(bounds),
    becoming(group(fields), ({ amount, often: every }) => (every ? toMonth(amount, every) : amount)),
    "amount",
  );

/** Only here the form changes an answer before it is used, so the check page shows both. */
export const amountRows = ({ amount, often: every }: AmountFields, toMonth: ToMonth, form: Form) => {
  const [read, frequency] = [amount.read(form), every.read(form)];
  const lines = () => {
    if (read.kind === "invalid") return [];
    const shown = formatPounds(read.request);
    const said = frequency.kind === "read" ? frequency.request : undefined;
    if (read.request === 0 || !said) return [shown];
    const regularly = `${shown}, ${frequencies[said].toLowerCase()}`;
    return said === "monthly" ? [regularly] : [regularly, `We count this as ${formatPounds(toMonth(read.request, said))} a month.`];
  };
  return [{ key: amount.words.short ?? "", lines: lines() }];
};
