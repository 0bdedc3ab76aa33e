import { formatToThePenny, type Pence } from "../../shared/domain/money.ts";
import type { Category } from "../../shared/domain/scheme/scheme.ts";
import type { EntryChoice } from "../../shared/store/money.ts";
import type { Figures } from "./spend-of.ts";

type FigureName = keyof Figures;
type FigureWords = { readonly label: string; readonly rule: string; readonly unit: "pence" | "count"; readonly opens: EntryChoice };

/** Every figure: what it is called, how it counts, and which entries lie behind it. */
const figures = {
  allocated: { label: "Allocated to budgets", rule: "All money put into the scheme’s budgets.", unit: "pence", opens: "allocations" },
  committed: { label: "Committed", rule: "Every payment awarded, from the moment the award is made.", unit: "pence", opens: "awards" },
  left: { label: "Left in budgets", rule: "Allocated less committed. No award can take a budget below £0.", unit: "pence", opens: "all" },
  payments: { label: "Payments", rule: "Each item of an award is one payment.", unit: "count", opens: "awards" },
  awards: {
    label: "Awards",
    rule: "Each decision to award counts once, however many payments it made.",
    unit: "count",
    opens: "awardsOnce",
  },
  households: {
    label: "Households",
    rule: "Each household counts once, however many awards it has had.",
    unit: "count",
    opens: "households",
  },
} as const satisfies Record<FigureName, FigureWords>;

/** A figure as a page shows it, with the list that it opens. */
type FigureLink = { readonly label: string; readonly rule: string; readonly text: string; readonly href: string };

export const figureLinks = (scheme: string, values: Figures, category?: Category) =>
  Object.fromEntries(
    (Object.keys(figures) as FigureName[]).map((name): [FigureName, FigureLink] => {
      const { label, rule, unit, opens } = figures[name];
      const text = unit === "pence" ? formatToThePenny(values[name] as Pence) : values[name].toLocaleString("en-GB");
      return [name, { label, rule, text, href: entriesPath(scheme, opens, category) }];
    }),
  ) as Readonly<Record<FigureName, FigureLink>>;

export const entriesPath = (scheme: string, show: EntryChoice, category?: Category, cursor?: string): string =>
  `/finance/${scheme}/entries?${new URLSearchParams({ show, ...(category && { category }), ...(cursor && { cursor }) })}`;

/** Each list by its figure. Payments share the list of what was committed: an entry is a payment. */
const lists = {
  all: { title: "Left in budgets", figure: "left" },
  allocations: { title: "Allocated to budgets", figure: "allocated" },
  awards: { title: "Committed, payment by payment", figure: "committed" },
  awardsOnce: { title: "Awards", figure: "awards" },
  households: { title: "Households", figure: "households" },
} as const satisfies Record<EntryChoice, { title: string; figure: FigureName }>;

export const isEntryChoice = (text: string): text is EntryChoice => Object.hasOwn(lists, text);

export const listTitle = (show: EntryChoice): string => lists[show].title;

/** The figure that a list's entries come to, all of its pages together. */
export const figureBehind = (show: EntryChoice, values: Figures) => {
  const name = lists[show].figure;
  return { name, unit: figures[name].unit, value: values[name] };
};
