import { pence } from "../money.ts";
import type { ClaimRule, Scheme, Sourced } from "../scheme.ts";

/** A setting taken from another council's published policy, until this council confirms its own. */
export const publishedElsewhere = <T>(value: T, source: string): Sourced<T> => ({ value, verified: false, source });

export const oncePerScheme: Sourced<ClaimRule> = publishedElsewhere(
  { window: "scheme", awards: 1 },
  "Goods once in a round, as other councils publish.",
);

/** Limits that the council has not published; each stands in from a council that has. */
export const localPolicy: Pick<Scheme["rules"], "minimumAge" | "incomeMaxYearly" | "savingsMax"> = {
  minimumAge: publishedElsewhere(16, "Cumberland: from 16."),
  incomeMaxYearly: publishedElsewhere(pence(38_300_00), "Runnymede: under £38,300 a year for the household."),
  savingsMax: publishedElsewhere(pence(6_000_00), "Runnymede and Hampshire: under £6,000."),
};
