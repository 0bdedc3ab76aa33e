import { addPence, formatToThePenny, type Pence, pence } from "../../shared/domain/money.ts";
import { ruleWords } from "../../shared/domain/rules/eligibility.ts";
import { categoryOf, type Scheme } from "../../shared/domain/scheme/scheme.ts";
import type { MatchCount, MatchingTotals, SettledAs } from "../../shared/domain/scheme-draft/matching-trial.ts";
import type { Tally } from "../../shared/domain/scheme-draft/tally.ts";
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

const matchWords: { readonly [C in MatchCount]: string } = {
  certain: "Joined a household without a person",
  possible: "Put before a person",
  none: "A new household, without a look",
  notKept: "Not known: applied before scores were kept",
};

const settledWords: { readonly [A in SettledAs]: string } = {
  same: "The same household",
  different: "Different households",
  separate: "Separate households at one address",
  left: "People who had left the other household",
};

type BothRow = { readonly label: string; readonly inForce: string; readonly draft: string; readonly difference: string };

/** "+3" or "−3", like the difference of amounts. */
const countDifference = (inForce: number, draft: number): string => {
  const sign = draft === inForce ? "" : draft > inForce ? "+" : "−";
  return `${sign}${wholeNumber.format(Math.abs(draft - inForce))}`;
};

const bothRows = ({ inForce, draft }: MatchingTotals["applications"]): readonly BothRow[] =>
  (Object.keys(matchWords) as MatchCount[])
    .filter((count) => count !== "notKept" || inForce[count])
    .map((count) => {
      const [now, drafted] = [inForce[count] ?? 0, draft[count] ?? 0];
      return {
        label: matchWords[count],
        inForce: wholeNumber.format(now),
        draft: wholeNumber.format(drafted),
        difference: countDifference(now, drafted),
      };
    });

/** A table for all applications, and one for each answer that people gave. */
export const matchingTables = ({
  totals: { matching },
}: TrialView): readonly { readonly caption: string; readonly rows: readonly BothRow[] }[] =>
  matching
    ? [
        { caption: "Applications", rows: bothRows(matching.applications) },
        ...(Object.keys(settledWords) as SettledAs[]).flatMap((as) => {
          const both = matching.settled[as];
          return both ? [{ caption: `People found: ${lowerFirst(settledWords[as])}`, rows: bothRows(both) }] : [];
        }),
      ]
    : [];

const lowerFirst = (text: string): string => text.slice(0, 1).toLowerCase() + text.slice(1);

export const thresholdsInWords = ({ matching: { certain, possible } }: Scheme): string =>
  `joined from ${certain} points, put before a person from ${possible}`;
