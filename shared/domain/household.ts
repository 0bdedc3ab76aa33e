import { addDays, addMonths, type Day, monthsBetween } from "./dates.ts";
import type { Need } from "./needs.ts";
import type { Category, ClaimRule, Scheme, SchemeCode } from "./scheme.ts";

/** One award's hold on one need: no further award for it until the day after `until`, beyond what the scheme allows. */
export type Claim = {
  readonly need: Need;
  readonly scheme: SchemeCode;
  readonly awardId: string;
  readonly from: Day;
  readonly until: Day;
};

/**
 * Everything a household has been awarded, in one record under one version. An award is committed only
 * against the version that its rules read, so two awards for one household can never both miss each other.
 */
export type HouseholdClaims = {
  readonly householdId: string;
  readonly version: number;
  readonly claims: readonly Claim[];
  /** The categories in which the household has been helped, scheme by scheme: it counts once in each. */
  readonly reached: { readonly [scheme in SchemeCode]?: readonly Category[] };
};

export const noClaims = (householdId: string): HouseholdClaims => ({ householdId, version: 0, claims: [], reached: {} });

export const claimRuleFor = (scheme: Scheme, need: Need): ClaimRule => (scheme.claims.byNeed[need] ?? scheme.claims.usual).value;

/** The days that an award made on `day` holds its need for. */
const holdFrom = (scheme: Scheme, need: Need, day: Day): { from: Day; until: Day } => {
  const rule = claimRuleFor(scheme, need);
  switch (rule.window) {
    case "scheme":
      return { from: scheme.period.start, until: scheme.period.end };
    case "rolling":
      return { from: day, until: addDays(addMonths(day, rule.months), -1) };
    case "fixed": {
      const windows = Math.floor(monthsBetween(scheme.period.start, day) / rule.months);
      const from = addMonths(scheme.period.start, windows * rule.months);
      return { from, until: addDays(addMonths(from, rule.months), -1) };
    }
  }
};

export const claimFor = (scheme: Scheme, need: Need, awardId: string, day: Day): Claim => ({
  need,
  scheme: scheme.code,
  awardId,
  ...holdFrom(scheme, need, day),
});

/** The earlier claim that stops a new award for this need on this day, and the first day on which one is possible again. */
export const claimAgainst = (
  scheme: Scheme,
  need: Need,
  { claims }: Pick<HouseholdClaims, "claims">,
  day: Day,
): { claim: Claim; nextDay: Day } | undefined => {
  const holding = claims
    .filter((claim) => claim.need === need && claim.from <= day && day <= claim.until)
    .sort((a, b) => (a.until < b.until ? -1 : 1));
  const { awards } = claimRuleFor(scheme, need);
  const blocking = holding[holding.length - awards];
  return blocking && { claim: blocking, nextDay: addDays(blocking.until, 1) };
};
