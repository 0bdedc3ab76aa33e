import { isOtherReason, otherRefusalReasons } from "../../shared/domain/case/case.ts";
import { ruleWords } from "../../shared/domain/rules/eligibility.ts";
import type { Scheme } from "../../shared/domain/scheme/scheme.ts";
import type { Count } from "../../shared/store/counts.ts";

type ByRule = readonly { readonly rule: string; readonly count: number }[];
type ByReason = readonly { readonly reason: string; readonly count: number }[];

/** Decisions that gave no money. "No money left" is counted apart: it never means ineligible. */
export type Decisions = { readonly notEligible: ByRule; readonly noMoneyLeft: number; readonly closed: ByReason };

/** Results of the check before an application. Nothing is kept of the person who checked. */
export type Checks = { readonly likely: number; readonly look: number; readonly unlikely: ByRule };

const sum = (counts: readonly Count[]): number => counts.reduce((total, { count }) => total + count, 0);
const of = (counts: readonly Count[], what: string): number => sum(counts.filter((one) => one.what === what));

/** Each name under a prefix with its count over all months, the highest first. */
const under = (counts: readonly Count[], prefix: string): (readonly [name: string, count: number])[] => {
  const names = [...new Set(counts.filter(({ what }) => what.startsWith(prefix)).map(({ what }) => what.slice(prefix.length)))];
  return names.map((name) => [name, of(counts, `${prefix}${name}`)] as const).sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0]));
};
const byRule = (counts: readonly Count[], prefix: string): ByRule => under(counts, prefix).map(([rule, count]) => ({ rule, count }));

export const decisionsOf = (counts: readonly Count[]): Decisions => ({
  notEligible: byRule(counts, "notEligible."),
  noMoneyLeft: of(counts, "noMoneyLeft"),
  closed: under(counts, "closed.").map(([reason, count]) => ({ reason, count })),
});

export const checksOf = (counts: readonly Count[]): Checks => ({
  likely: of(counts, "check.likely"),
  look: of(counts, "check.look"),
  unlikely: byRule(counts, "check.unlikely."),
});

type Row = { readonly what: string; readonly detail?: string; readonly count: string };
const row = (what: string, count: number, detail?: string): Row => ({
  what,
  count: count.toLocaleString("en-GB"),
  ...(detail && { detail }),
});
const total = (rows: readonly { readonly count: number }[]): number => rows.reduce((all, { count }) => all + count, 0);
/** A row says what a resident is told, since the rule's own sentence says what must be true. */
const ruleRows = (rows: ByRule, what: string, scheme: Scheme): Row[] =>
  rows.map(({ rule, count }) => row(what, count, ruleWords(rule, scheme)?.toResident ?? rule));

export const decisionRows = ({ notEligible, noMoneyLeft, closed }: Decisions, scheme: Scheme): readonly Row[] => [
  row("Not eligible, in all", total(notEligible)),
  ...ruleRows(notEligible, "Not eligible", scheme),
  row("No money left", noMoneyLeft),
  row("Closed, in all", total(closed)),
  ...closed.map(({ reason, count }) => row("Closed", count, isOtherReason(reason) ? otherRefusalReasons[reason].says : reason)),
];

export const checkRows = ({ likely, look, unlikely }: Checks, scheme: Scheme): readonly Row[] => [
  row("Likely", likely),
  row("Someone should look", look),
  row("Unlikely, in all", total(unlikely)),
  ...ruleRows(unlikely, "Unlikely", scheme),
];
