import { type Claim, claimAgainst, type HouseholdClaims } from "../household/household.ts";
import type { SchemeCode } from "../scheme/scheme.ts";
import { type SchemeBook, schemeAsOf } from "../scheme/scheme-book.ts";
import type { Difference } from "./difference.ts";

const dayOf = ({ on, from }: Claim) => on ?? from;

/** Each claim that the scheme's version of its day did not allow, because of the claims that were made for earlier days. */
export const claimsBeyond = (
  { householdId, claims }: Pick<HouseholdClaims, "householdId" | "claims">,
  code: SchemeCode,
  book: SchemeBook,
): readonly Difference[] => {
  const inOrder = claims.toSorted((a, b) => (dayOf(a) < dayOf(b) ? -1 : Number(dayOf(a) > dayOf(b))));
  return inOrder.flatMap((claim, index): Difference[] => {
    const { need, awardId, on, scheme } = claim;
    // A claim from before its day was kept says nothing of when it was made.
    const version = on !== undefined && scheme === code && schemeAsOf(book, code, on);
    const counted = inOrder.slice(0, index).filter((earlier) => claim.countsEarlierSchemes || earlier.scheme === code);
    const against = version && claimAgainst(version, need, { claims: counted }, on);
    if (!against) return [];
    return [
      {
        place: `the claim of award ${awardId} for ${need} of household ${householdId} in ${code}`,
        is: `dated ${on}, against award ${against.claim.awardId}`,
        shouldBe: `dated ${against.nextDay} or later`,
      },
    ];
  });
};
