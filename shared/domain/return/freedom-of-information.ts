import { ageGroups, familyTypes } from "../cuts.ts";
import { type Day, formatDay } from "../dates.ts";
import type { Scheme } from "../scheme/scheme.ts";
import type { CountedLine } from "./counted-line.ts";
import { collectHouseholds } from "./households-counted.ts";
import type { LineBook } from "./line-book.ts";
import { shareOfLine } from "./share-of-line.ts";
import { hiddenIn, type Sum } from "./suppress.ts";

/** What askers of freedom-of-information requests want to know, by year. Small numbers are hidden, also from subtraction. */

/** None where it is hidden. Spend is in pence. */
export type ExtractFigures = { readonly households: number; readonly payments: number; readonly spend: number };
export type ExtractRow = { readonly code: string; readonly label: string; readonly figures?: ExtractFigures };
export type ExtractTable = { readonly code: string; readonly title: string; readonly rows: readonly ExtractRow[] };
export type ExtractYear = { readonly code: string; readonly from: Day; readonly to: Day; readonly tables: readonly ExtractTable[] };

/** How each figure is counted, for whoever reads it without knowing the service. */
export const countingRules = {
  households: "Each household counts once in a row, however often it was helped. One that was helped in several ways is in several rows.",
  payments:
    "A payment is one line of an award that still stands: one item, or one sum of money. It counts in the year in which it was awarded.",
  spend: "What has been paid of these payments so far, without what came back.",
  hidden: "Numbers from 1 to 4 are hidden, and so are others from which a hidden one could be worked out.",
} as const;

const ageGroupWords = { under16: "Under 16", "75+": "75 and over", unknown: "Not recorded" } as const;
const ageGroupLabel = (group: (typeof ageGroups)[number]): string =>
  group in ageGroupWords ? ageGroupWords[group as keyof typeof ageGroupWords] : group.replace("-", " to ");

const otherSupport = "other";
const everything = "TOTAL";
const everyDay = { from: "0000-01-01", to: "9999-12-31" };

type Cut = {
  readonly code: string;
  readonly title: string;
  readonly groups: Readonly<Record<string, string>>;
  of(line: CountedLine): string;
};

const cutsOf = ({ supportTypes }: Pick<Scheme, "supportTypes">): readonly Cut[] => [
  { code: "family", title: "By family type", groups: familyTypes, of: ({ cuts }) => cuts?.familyType ?? "unknown" },
  {
    code: "age",
    title: "By age group of the person helped",
    groups: Object.fromEntries(ageGroups.map((group) => [group, ageGroupLabel(group)])),
    of: ({ cuts }) => cuts?.ageGroup ?? "unknown",
  },
  {
    code: "support",
    title: "By type of support",
    groups: { ...Object.fromEntries(supportTypes.map(({ code, label }) => [code, label])), [otherSupport]: "Other support" },
    of: ({ item }) => supportTypes.find(({ items }) => items.includes(item))?.code ?? otherSupport,
  },
];

type Counted = { readonly households: Set<string>; payments: number; spend: number };

const keyOf = (cut: string, group: string): string => `${cut} ${group}`;

/** The scheme's years, or the whole scheme where it has none. */
const yearsOf = ({ about, subYears }: Scheme) =>
  subYears.length > 0
    ? subYears.map(({ code, start, end }) => ({ code, from: start, to: end }))
    : [{ code: `${formatDay(about.start)} to ${formatDay(about.end)}`, from: about.start, to: about.end }];

export const freedomOfInformation = (scheme: Scheme, book: LineBook, asOf: string): readonly ExtractYear[] => {
  const households = collectHouseholds(book.joins, asOf);
  const holders = households.holders();
  const cuts = cutsOf(scheme);
  const begun = yearsOf(scheme).filter(({ from }) => from <= asOf);
  const years = begun.map((year) => ({ ...year, counted: new Map<string, Counted>() }));

  for (const line of book.lines) {
    households.add(line);
    const awardedOn = line.moves[0]?.day ?? "";
    const year = years.find(({ from, to }) => from <= awardedOn && awardedOn <= to);
    if (!year || shareOfLine(line, "committed", everyDay, asOf).volume === 0) continue;
    const { spend } = shareOfLine(line, "paid", everyDay, asOf);
    const holder = holders.get(line.awardId) ?? line.householdId;
    for (const key of [everything, ...cuts.map((cut) => keyOf(cut.code, cut.of(line)))]) {
      const counted = year.counted.get(key) ?? { households: new Set<string>(), payments: 0, spend: 0 };
      year.counted.set(key, counted);
      counted.households.add(holder);
      counted.payments += 1;
      counted.spend += spend;
    }
  }

  const groupOf = households.groups();
  return years.map(({ counted, ...year }) => {
    const figuresOf = (key: string): ExtractFigures => {
      const { households: ids, payments, spend } = counted.get(key) ?? { households: new Set<string>(), payments: 0, spend: 0 };
      return { households: new Set([...ids].map(groupOf)).size, payments, spend };
    };
    const sums: Sum[] = cuts.map((cut) => ({ whole: everything, parts: Object.keys(cut.groups).map((group) => keyOf(cut.code, group)) }));
    const figures = new Map([everything, ...sums.flatMap(({ parts }) => parts)].map((key) => [key, figuresOf(key)]));
    const measured = (["households", "payments", "spend"] as const).map((measure) => ({
      figures: new Map([...figures].map(([key, each]) => [key, each[measure]])),
      isCount: measure !== "spend",
    }));
    const hidden = hiddenIn(measured, sums);
    const row = (key: string, code: string, label: string): ExtractRow => {
      const shown = hidden.has(key) ? undefined : figures.get(key);
      return { code, label, ...(shown && { figures: shown }) };
    };
    const tables = cuts.map(({ code, title, groups }) => ({
      code,
      title,
      rows: [
        ...Object.entries(groups).map(([group, label]) => row(keyOf(code, group), group, label)),
        row(everything, everything, "All households"),
      ],
    }));
    return { ...year, tables };
  });
};
