import type { HouseholdClaims } from "../domain/household/household.ts";
import { chooseHousehold } from "../domain/identity/choose-household.ts";
import type { HouseholdIdentity, MatchThresholds } from "../domain/identity/identity.ts";
import { isStrongKey } from "../domain/identity/keys-of.ts";
import { samePeople } from "../domain/identity/score-of.ts";
import type { FoundCandidates, HouseholdIdentities } from "./household-identities.ts";

/** A person of a list: the household that they certainly belong to, or what keeps a run from helping them as new here. */
export type KnownPerson = {
  /** Their household, and the claims of all that are joined with it. */
  readonly here?: { readonly householdId: string; readonly claims: HouseholdClaims };
  /** Another household may be theirs: at another address, or here. */
  readonly mayBe?: "elsewhere" | "here";
  readonly found: FoundCandidates;
};

export type KnownPeople = {
  /** For the rows of one transaction, in their order. */
  of(owns: readonly HouseholdIdentity[], thresholds: MatchThresholds | undefined): Promise<readonly KnownPerson[]>;
};

/** A row names one person of a household and says nothing of the others, so it is compared with that person alone. */
const asARowSeesIt = (own: HouseholdIdentity, identity: HouseholdIdentity): HouseholdIdentity => {
  const [same] = samePeople(own, identity);
  return same ? { ...identity, people: [{ ...same.other, relationship: "self" }] } : identity;
};

const knownPerson = (own: HouseholdIdentity, found: FoundCandidates, thresholds: MatchThresholds | undefined): KnownPerson => {
  const { candidates, keys, wanted, isCut } = found;
  const seen = candidates.map(({ identity }) => asARowSeesIt(own, identity));
  const { joins, possible } = chooseHousehold(own, seen, keys.isSharedByMany, thresholds);
  const joined = candidates.find(({ identity }) => identity.householdId === joins?.identity.householdId);
  const here = joined?.claims && { householdId: joined.identity.householdId, claims: joined.claims };
  const asked = joins && !here ? [joins, ...possible] : possible;
  const isIncomplete = isCut || wanted.some((key) => isStrongKey(key.kind) && keys.isFull(key));
  if (asked.length === 0 && (here || !isIncomplete)) return { ...(here && { here }), found };
  const isAtThisAddress = asked.length === 0 || asked.some(({ score }) => score.parts.some(({ part }) => part === "sameUnit"));
  return { mayBe: isAtThisAddress ? "here" : "elsewhere", found };
};

export const dynamoKnownPeople = (identities: Pick<HouseholdIdentities, "candidates">): KnownPeople => ({
  async of(owns, thresholds) {
    const found = await identities.candidates(owns);
    return owns.flatMap((own, index) => {
      const candidates = found[index];
      return candidates ? [knownPerson(own, candidates, thresholds)] : [];
    });
  },
});
