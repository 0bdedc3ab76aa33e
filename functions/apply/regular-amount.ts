import { formatPounds, type Pence, parsePounds } from "../../shared/domain/money.ts";
import type { Typed } from "../../shared/store/drafts.ts";
import { frequencies, isFrequency, type ToMonth } from "./monthly-amount.ts";
import { type Field, type Problem, textOf } from "./question.ts";
import { readPounds } from "./read-typed.ts";

type AmountWords = { readonly hint: string; readonly short: string; readonly often: string; readonly rounded: "up" | "down" };

/** An amount and how often it comes or goes: two boxes, which the check page shows as one answer. */
export const regularAmountFields = ({ hint, short, often, rounded }: AmountWords): readonly Field[] => [
  { kind: "money", name: "amount", label: "Amount", hint, short },
  {
    kind: "oneOf",
    name: "often",
    label: often,
    options: frequencies,
    hint: `We work out what it comes to in a month, and round ${rounded} to a penny.`,
    short: "How often",
  },
];

/** The amount a month, as far as what was typed says it. Nothing at all is nothing, however often. */
export const readRegularAmount = (
  typed: Typed,
  whenEmpty: string,
  toMonth: ToMonth,
): { readonly monthly?: Pence; readonly often: string; readonly problems: readonly Problem[] } => {
  const { amount, problems } = readPounds(typed, "amount", "Amount", whenEmpty);
  const often = textOf(typed, "often") || (amount === 0 ? "monthly" : "");
  if (amount === undefined) return { often, problems };
  return { monthly: isFrequency(often) ? toMonth(amount, often) : amount, often, problems };
};

/** The one kind of answer that is changed before it is used, so the page says into what. */
export const regularAmountLines = (typed: Typed, toMonth: ToMonth): readonly string[] => {
  const read = parsePounds(textOf(typed, "amount"));
  const often = textOf(typed, "often");
  if (read.kind !== "pounds") return [];
  if (read.amount === 0 || !isFrequency(often)) return [formatPounds(read.amount)];
  const amount = `${formatPounds(read.amount)}, ${frequencies[often].toLowerCase()}`;
  return often === "monthly" ? [amount] : [amount, `We count this as ${formatPounds(toMonth(read.amount, often))} a month.`];
};
