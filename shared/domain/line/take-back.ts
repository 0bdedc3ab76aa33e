import type { HouseholdPart } from "../household/household.ts";
import { type HouseholdClaims, type Reached, reachedIn, spentIn } from "../household/household.ts";
import { changePart, partWithAward } from "../household/parts.ts";
import type { Tally } from "../ledger/envelope.ts";
import type { CountsOnce } from "../ledger/ledger.ts";
import { pence } from "../money.ts";
import { itemOf, type Scheme } from "../scheme/scheme.ts";
import type { Line } from "./line.ts";

export type TakenBack = {
  readonly claims: HouseholdClaims;
  readonly countsAward: CountsOnce;
  readonly countsHousehold: CountsOnce;
  readonly tally: Tally;
};

/**
 * Takes one line back; `others` are the award's other lines that still stand. A line that never reached anybody stops
 * counting: the last such line uncounts the award, and the last such award uncounts the household. The need's claim goes
 * too, unless another line meets the same need. A line that did reach somebody only lowers the household's spending.
 */
export const takeBack = (
  before: HouseholdClaims,
  line: Line,
  others: readonly Line[],
  scheme: Scheme,
  { reachedHousehold }: { readonly reachedHousehold: boolean },
): TakenBack => {
  const code = line.drawnOn.scheme;
  const changed = (change: (part: HouseholdPart) => Partial<HouseholdPart>): HouseholdClaims => ({
    ...changePart(before, partWithAward(before, line.awardId, line.householdId), (part) => ({
      ...part,
      spent: { ...part.spent, [code]: pence(spentIn(part, code) - line.amount) },
      ...change(part),
    })),
    version: before.version + 1,
  });
  if (reachedHousehold)
    return {
      claims: changed(() => ({})),
      countsAward: notCounted,
      countsHousehold: notCounted,
      tally: tallyFrom(notCounted, notCounted, 0),
    };

  // Joined households count once, so what is left of both says whether this one still counts.
  const { countsAward, countsHousehold } = unreach(reachedIn(before, code), line, others);
  const need = itemOf(scheme, line.item)?.need;
  const isStillMet = others.some(({ item }) => itemOf(scheme, item)?.need === need);
  return {
    claims: changed((part) => ({
      claims: isStillMet ? part.claims : part.claims.filter((claim) => claim.awardId !== line.awardId || claim.need !== need),
      reached: { ...part.reached, [code]: unreach(reachedIn(part, code), line, others).reached },
    })),
    countsAward,
    countsHousehold,
    tally: tallyFrom(countsAward, countsHousehold, 1),
  };
};

const notCounted: CountsOnce = { inCategory: false, inScheme: false };

const unreach = (before: Reached, { category }: Line, others: readonly Line[]) => {
  const isLastInCategory = others.every((other) => other.category !== category);
  const isLast = others.length === 0;
  const left = (before.categories[category] ?? 0) - (isLastInCategory ? 1 : 0);
  const awards = before.awards - (isLast ? 1 : 0);
  return {
    reached: { awards, categories: { ...before.categories, [category]: left } },
    countsAward: { inCategory: isLastInCategory, inScheme: isLast },
    countsHousehold: { inCategory: isLastInCategory && left === 0, inScheme: isLast && awards === 0 },
  };
};

const tallyFrom = (award: CountsOnce, household: CountsOnce, payments: number): Tally => {
  // A zero that is subtracted stays a plain zero.
  const less = (counts: boolean) => (counts ? -1 : 0);
  return {
    payments: payments === 0 ? 0 : -payments,
    awards: { inCategory: less(award.inCategory), inScheme: less(award.inScheme) },
    households: { inCategory: less(household.inCategory), inScheme: less(household.inScheme) },
  };
};
