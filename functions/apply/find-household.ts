import { type Application, isAdult } from "../../shared/domain/application.ts";
import type { Day } from "../../shared/domain/dates.ts";
import type { Concern } from "../../shared/domain/household/concern.ts";
import { type HouseholdClaims, noClaims } from "../../shared/domain/household/household.ts";
import { afterApplying } from "../../shared/domain/identity/after-applying.ts";
import { type Candidate, chooseHousehold } from "../../shared/domain/identity/choose-household.ts";
import type { HouseholdIdentity, MatchThresholds, Member } from "../../shared/domain/identity/identity.ts";
import { identityOf } from "../../shared/domain/identity/identity-of.ts";
import { isStrongKey } from "../../shared/domain/identity/keys-of.ts";
import type { Nearest } from "../../shared/domain/identity/nearest.ts";
import { heldToOwnWord } from "../../shared/domain/identity/own-word.ts";
import type { FoundCandidates, HouseholdIdentities, IdentityChange } from "../../shared/store/household-identities.ts";

export type FoundHousehold = {
  readonly household: HouseholdClaims;
  readonly isNew: boolean;
  readonly possible: readonly Candidate[];
  readonly nearest: Nearest;
  readonly concerns: readonly Concern[];
  readonly change: IdentityChange;
  readonly looked: FoundCandidates;
};

type ToFind = { readonly application: Application; readonly today: Day; readonly thresholds: MatchThresholds | undefined };

/** An application joins the one household that it certainly is. A person compares it with every other that it may be. */
export const findHousehold = async (
  own: HouseholdIdentity,
  { application, today, thresholds }: ToFind,
  identities: Pick<HouseholdIdentities, "candidates">,
): Promise<FoundHousehold> => {
  const [looked] = await identities.candidates([own]);
  if (!looked) throw new RangeError("Each identity has its candidates.");
  const { candidates, wanted, keys, isCut } = looked;
  const chosen = chooseHousehold(
    own,
    candidates.map(({ identity }) => identity),
    keys.isSharedByMany,
    thresholds,
  );
  const { joins, possible, nearest } = heldToOwnWord(chosen, { own, othersHere: othersHere(own, application, today), today });
  const isIncomplete = isCut || wanted.some((key) => isStrongKey(key.kind) && keys.isFull(key));
  const rest = {
    looked,
    nearest,
    possible: possible.slice(0, possibleHouseholdsShown),
    concerns: isIncomplete || possible.length > possibleHouseholdsShown ? (["manyHouseholds"] as const) : [],
  };
  if (!joins) return { ...rest, household: noClaims(own.householdId), isNew: true, change: { becomes: own } };
  const was = joins.identity;
  const household = candidates.find(({ identity }) => identity === was)?.claims ?? noClaims(was.householdId);
  return { ...rest, household, isNew: false, change: { was, becomes: afterApplying(was, own, today) } };
};

/** The adults of whom the application says that they only share the address. */
const othersHere = ({ householdId }: HouseholdIdentity, { people, address }: Application, today: Day): readonly Member[] =>
  identityOf(
    {
      address,
      people: people
        .filter((person) => person.shares === "addressOnly" && isAdult(person, today))
        .map(({ shares: _, ...person }) => person),
    },
    { householdId, caseId: householdId, today },
  ).people;

/** As many as an assessor can compare. That there are more is said beside them. */
const possibleHouseholdsShown = 20;
