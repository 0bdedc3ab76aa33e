import { addPence, formatPounds, type Pence, pence } from "../money.ts";
import type { EvidenceGiven } from "../rules/facts.ts";
import type { HouseholdSize } from "../scheme/household-sizes.ts";
import { capOf, itemOf, type Scheme } from "../scheme/scheme.ts";
import { amountProblem } from "../scheme/usual-amount.ts";
import { type AwardLine, quantityOf, type RequestProblem } from "./award.ts";

/** The size sets the usual amounts, and the money spent counts against the cap. */
export type HouseholdToAward = HouseholdSize & { readonly spentSoFar: Pence };

/** Amounts above a maximum, and unusual amounts without a reason. */
export const amountProblems = (lines: readonly AwardLine[], scheme: Scheme, household: HouseholdToAward): RequestProblem[] => {
  const cap = capOf(scheme, "household");
  // Once the cap is used up no amount is right: the rules say so, and no line is to blame.
  if (cap !== undefined && household.spentSoFar >= cap) return [];
  return lines.flatMap((line, index): RequestProblem[] => {
    // A form's amount that nobody could read counts as nothing, so neither it nor the item's sum is known yet.
    if (line.amount === 0) return [];
    const before = lines.slice(0, index);
    const found = ownProblem(line, before, scheme, household) ?? totalProblem(line, before, scheme, household);
    return found ? [{ path: ["lines", index, found.field], message: found.message }] : [];
  });
};

const totalOf = (lines: readonly AwardLine[]): Pence => addPence(lines.map(({ amount }) => amount));

const ownProblem = (line: AwardLine, before: readonly AwardLine[], scheme: Scheme, household: HouseholdToAward) => {
  const item = itemOf(scheme, line.item);
  if (!item || (item.tariff !== undefined && before.some((other) => other.item === line.item && other.amount === 0))) return undefined;
  // A tariff sets what a household has, however many lines it is spread over. Any other maximum is for one of the item.
  const spread = item.tariff === undefined ? [] : before.filter((other) => other.item === line.item);
  const amount = item.tariff === undefined ? pence(Math.ceil(line.amount / quantityOf(line))) : addPence([totalOf(spread), line.amount]);
  return amountProblem(scheme, item, amount, line.reason, household);
};

/** The line that takes the whole award over a cap gets the message. */
const totalProblem = (line: AwardLine, before: readonly AwardLine[], scheme: Scheme, { spentSoFar }: HouseholdToAward) => {
  const sum = totalOf(before);
  const total = addPence([sum, line.amount]);
  const over = scheme.caps
    .map(({ cap, amount }) =>
      cap === "award"
        ? { most: amount, what: "for one award" }
        : { most: left(amount, spentSoFar), what: "that is left for this household" },
    )
    .find(({ most }) => sum <= most && total > most);
  if (!over) return undefined;
  const message = `With the items above it this comes to ${formatPounds(total)}. The most ${over.what} is ${formatPounds(over.most)}`;
  return { field: "amount", message } as const;
};

const left = (cap: Pence, spentSoFar: Pence): Pence => pence(Math.max(cap - spentSoFar, 0));

export const evidenceProblems = (given: readonly EvidenceGiven[], { evidence, about }: Scheme): RequestProblem[] =>
  given.flatMap((one, index): RequestProblem[] => {
    const problem = (field: string, message: string) => [{ path: ["evidence", index, field], message }];
    const asked = evidence.find(({ code }) => code === one.evidence);
    if (!asked) return problem("evidence", `Select evidence that ${about.name} asks for`);
    if (given.findIndex((earlier) => earlier.evidence === one.evidence) < index) return problem("evidence", `Give “${asked.label}” once`);
    return "shown" in one && !asked.accepts.includes(one.shown)
      ? problem("shown", `Select something that is accepted for “${asked.label}”`)
      : [];
  });
