import { londonDay } from "../../shared/domain/dates.ts";
import { afterApplying } from "../../shared/domain/identity/after-applying.ts";
import type { HouseholdIdentity } from "../../shared/domain/identity/identity.ts";
import { type Described, identityOf } from "../../shared/domain/identity/identity-of.ts";
import type { Cases } from "../../shared/store/cases.ts";
import type { HouseholdIdentities } from "../../shared/store/household-identities.ts";

/** A household of a case, or of a list's row that describes it. */
export type ToIndex = { readonly householdId: string; readonly row?: DescribedAt };
type DescribedAt = { readonly caseId: string; readonly describes: Described; readonly at: string };

export type Indexed = { readonly households: number; readonly indexed: number; readonly added: number };

type Ports = {
  readonly identities: Pick<HouseholdIdentities, "add" | "reindex">;
  readonly cases: Pick<Cases, "ofHousehold" | "whole">;
};

/**
 * Puts every household into the index under every matching key alive. A household from before there was an index gets its
 * identity from its applications and rows. Safe to stop and to run again: a household in order costs reads alone.
 */
export const indexHouseholds = async (all: AsyncIterable<readonly ToIndex[]>, ports: Ports): Promise<Indexed> => {
  const seen = new Set<string>();
  const counted = { households: 0, indexed: 0, added: 0 };
  for await (const some of all) {
    const anew = [...new Map(some.map((one) => [one.householdId, one])).values()].filter(({ householdId }) => !seen.has(householdId));
    const done = await Promise.all(anew.map((one) => indexOne(one, ports)));
    for (const { householdId } of anew) seen.add(householdId);
    counted.households += anew.length;
    counted.indexed += done.filter((what) => what === "indexed").length;
    counted.added += done.filter((what) => what === "added").length;
  }
  return counted;
};

const indexOne = async ({ householdId, row }: ToIndex, { identities, cases }: Ports): Promise<"indexed" | "asItWas" | "added"> => {
  const found = await identities.reindex(householdId);
  if (found !== "missing") return found;
  const identity = identityFrom(householdId, [...(row ? [row] : []), ...(await applicationsOf(householdId, cases))]);
  if (!identity) return "asItWas";
  const added = await identities.add(identity);
  return added === "added" ? added : "asItWas";
};

const applicationsOf = async (householdId: string, cases: Ports["cases"]): Promise<readonly DescribedAt[]> => {
  const own = await cases.ofHousehold(householdId);
  const whole = await Promise.all(own.map(({ caseId }) => cases.whole(caseId)));
  return whole.flatMap((one) => (one ? [{ caseId: one.case.caseId, describes: one.application, at: one.case.submittedAt }] : []));
};

const identityFrom = (householdId: string, described: readonly DescribedAt[]): HouseholdIdentity | undefined =>
  described
    .toSorted((a, b) => (a.at < b.at ? -1 : 1))
    .reduce<HouseholdIdentity | undefined>((known, { caseId, describes, at }) => {
      const today = londonDay(new Date(at));
      const own = identityOf(describes, { householdId, caseId, today });
      return known ? afterApplying(known, own, today) : own;
    }, undefined);
