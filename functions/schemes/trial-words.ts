import { addPence, formatToThePenny, type Pence, pence } from "../../shared/domain/money.ts";
import { ruleWords } from "../../shared/domain/rules/eligibility.ts";
import { categoryOf } from "../../shared/domain/scheme/scheme.ts";
import type { Tally } from "../../shared/domain/scheme-draft/trial-totals.ts";
import type { TrialView } from "./trial.ts";

const wholeNumber = new Intl.NumberFormat("en-GB");
/** "10,234 cases", "1 case". */
export const casesInWords = (count: number): string => `${wholeNumber.format(count)} ${count === 1 ? "case" : "cases"}`;

const unknownWords = {
  noUsualAmount: "The item has no usual amount, and nothing was awarded to go by.",
  severalItems: "More than one item meets the need, and nobody chose.",
  itemInOneVersion: "The item that was awarded is in one of the two versions only.",
} as const;

/** In the order that matters to the person who publishes. */
const changeWords = {
  helped: { label: "Would now be helped", hint: "A rule of the version in force stands against them, and none of the draft’s does." },
  refused: { label: "Would now be refused", hint: "The version in force helps them, and a rule of the draft stands against them." },
  more: { label: "Would get more", hint: "Helped by both, and the draft’s amounts come to more." },
  less: { label: "Would get less", hint: "Helped by both, and the draft’s amounts come to less." },
  same: { label: "No change", hint: "The same outcome, and the same amounts in all." },
  leftOut: {
    label: "Left out",
    hint: "No rule decided them: withdrawn, not answered, met elsewhere, given a route to advice, or no money left.",
  },
} as const;

type CountRow = { readonly label: string; readonly hint?: string; readonly count: string };

export const changeRows = ({ totals }: TrialView): readonly CountRow[] =>
  Object.entries(changeWords).map(([change, words]) => ({
    ...words,
    count: wholeNumber.format(totals.changes[change as keyof typeof changeWords] ?? 0),
  }));

/** Each rule in the words of a version that has it, the most frequent first. */
export const ruleRows = (tally: Tally, { draft, inForce }: TrialView): readonly CountRow[] =>
  Object.entries(tally)
    .sort(([, a = 0], [, b = 0]) => b - a)
    .map(([rule, count = 0]) => ({
      label: ruleWords(rule, draft)?.says ?? ruleWords(rule, inForce)?.says ?? rule,
      count: wholeNumber.format(count),
    }));

export const unknownRows = ({ totals }: TrialView): readonly CountRow[] =>
  Object.entries(totals.unknown).map(([why, count = 0]) => ({
    label: unknownWords[why as keyof typeof unknownWords],
    count: wholeNumber.format(count),
  }));

/** "+£120.00" or "−£120.00": the sign says the direction, so that no colour has to. */
const difference = (inForce: Pence, draft: Pence): string => {
  const sign = draft === inForce ? "" : draft > inForce ? "+" : "−";
  return `${sign}${formatToThePenny(pence(Math.abs(draft - inForce)))}`;
};

export const costRows = ({ totals, draft, inForce }: TrialView) => {
  const costs = Object.entries(totals.costs).map(([category, cost]) => ({
    label: (categoryOf(draft, category) ?? categoryOf(inForce, category))?.label ?? category,
    ...cost,
  }));
  const all = {
    label: "All categories",
    inForce: addPence(costs.map((cost) => cost.inForce)),
    draft: addPence(costs.map((cost) => cost.draft)),
  };
  return [...costs, all].map((cost) => ({
    label: cost.label,
    inForce: formatToThePenny(cost.inForce),
    draft: formatToThePenny(cost.draft),
    difference: difference(cost.inForce, cost.draft),
  }));
};
