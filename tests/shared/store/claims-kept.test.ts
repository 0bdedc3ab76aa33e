import { expect, test } from "vitest";
import { addDays, addMonths, type Day } from "../../../shared/domain/dates.ts";
import { type Claim, claimFor, type HouseholdClaims, noClaims } from "../../../shared/domain/household/household.ts";
import type { Need } from "../../../shared/domain/needs.ts";
import type { Scheme } from "../../../shared/domain/scheme/scheme.ts";
import { newestVersion } from "../../../shared/domain/scheme/scheme-book.ts";
import { shippedSchemes } from "../../../shared/domain/scheme/shipped.ts";
import { readItem, writeItem } from "../../../shared/store/items.ts";
import { householdKey } from "../../../shared/store/keys.ts";

const crf = newestVersion(shippedSchemes, "CRF") as Scheme;
/** A scheme that a council runs beside the other. */
const beside: Scheme = {
  ...crf,
  code: "WATER",
  windows: [{ need: "usual", window: "rolling", months: 3, awards: 1, verified: false, source: "A test." }],
};

const kept = (claims: readonly Claim[]): HouseholdClaims =>
  readItem("household", writeItem("household", householdKey("H-1"), { ...noClaims("H-1"), version: claims.length, claims }));

/** A rule that no scheme has yet: so many awards for any of some needs in so many months, in any of some schemes. */
const isFull = (
  { claims }: HouseholdClaims,
  rule: { readonly needs: readonly Need[]; readonly schemes: readonly string[]; readonly months: number; readonly awards: number },
  day: Day,
): boolean => {
  const counted = claims.filter(
    ({ need, scheme, on = day }) =>
      rule.needs.includes(need) && rule.schemes.includes(scheme) && on <= day && day <= addDays(addMonths(on, rule.months), -1),
  );
  return new Set(counted.map(({ awardId }) => awardId)).size >= rule.awards;
};

test("a window over several needs, and over schemes that run side by side, follows from the claims as they are stored", () => {
  const household = kept([
    claimFor(crf, "food", "one", "2026-11-01"),
    claimFor(crf, "energy", "one", "2026-11-01"),
    claimFor(beside, "water", "two", "2026-12-10"),
  ]);
  const living = { needs: ["food", "energy", "water"], schemes: ["CRF", "WATER"], months: 6, awards: 2 } as const;

  expect(isFull(household, living, "2026-12-09")).toBe(false);
  expect(isFull(household, living, "2026-12-10")).toBe(true);
  expect(isFull(household, living, "2027-04-30")).toBe(true);
  expect(isFull(household, living, "2027-05-01")).toBe(false);
  expect(isFull(household, { ...living, schemes: ["CRF"], awards: 1 }, "2026-12-10")).toBe(true);
  expect(isFull(household, { ...living, needs: ["water"], schemes: ["CRF"], awards: 1 }, "2026-12-10")).toBe(false);
});

test("a stored claim says its need, scheme, award, day and window", () => {
  const [claim] = kept([claimFor(beside, "water", "two", "2026-12-10")]).claims;
  expect(claim).toMatchObject({ need: "water", scheme: "WATER", awardId: "two", on: "2026-12-10", window: "rolling" });
  expect(claim).toMatchObject({ from: "2026-12-10", until: "2027-03-09" });
});
