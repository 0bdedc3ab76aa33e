import { expect } from "vitest";
import type { Award } from "../../shared/domain/award.ts";
import type { Case, CaseEvent } from "../../shared/domain/case.ts";
import { londonDay } from "../../shared/domain/dates.ts";
import type { HouseholdClaims } from "../../shared/domain/household.ts";
import { windowFor } from "../../shared/domain/household.ts";
import type { Envelope, LedgerEntry } from "../../shared/domain/ledger.ts";
import type { SchemeCode } from "../../shared/domain/scheme/scheme.ts";
import { newestVersion } from "../../shared/domain/scheme/scheme-book.ts";
import { shippedSchemes } from "../../shared/domain/scheme/shipped.ts";
import { hashOf } from "../../shared/store/case-writes.ts";
import type { Count } from "../../shared/store/counts.ts";
import type { Table } from "../../shared/store/items.ts";
import { countPartition } from "../../shared/store/keys.ts";
import { everythingIn } from "../setup/table.ts";

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);
const distinct = (texts: readonly (string | undefined)[]) => new Set(texts).size;

/** Recomputes everything from the ground up and holds the table to it: what must hold after any story whatever. */
export const expectConsistent = async (table: Table): Promise<void> => {
  const items = await everythingIn(table);
  const all = <T>(kind: string) => items.filter(({ itemKind }) => itemKind === kind) as T[];
  const entries = all<LedgerEntry>("ledgerEntry");
  const awards = all<Award>("award");
  const cases = all<Case>("case");
  const events = all<CaseEvent>("event");

  for (const envelope of all<Envelope>("envelope")) expectEnvelopeFollowsLedger(envelope, entries);
  for (const scheme of new Set(entries.map((entry) => entry.scheme))) expectCountedOnce(scheme, all<Envelope>("envelope"), entries);
  for (const award of awards) expectAwardWhole(award, entries, cases, all<HouseholdClaims>("household"));
  for (const household of all<HouseholdClaims>("household")) {
    expectClaimsWithinScheme(household);
    expectSpentFollowsAwards(household, awards);
  }
  for (const one of cases) expectHistoryLinked(one, events);
  expectRefusalsCounted(cases, all<Count & { pk: string }>("count"));

  expect(entries.filter(({ kind }) => kind === "award")).toHaveLength(sum(awards.map(({ lines }) => lines.length)));
  expect(cases.filter(({ status }) => status === "awarded")).toHaveLength(awards.length);
};

const expectEnvelopeFollowsLedger = (envelope: Envelope, entries: readonly LedgerEntry[]) => {
  const own = entries.filter(
    ({ scheme, category, shard }) => scheme === envelope.scheme && category === envelope.category && shard === envelope.shard,
  );
  const allocated = sum(own.filter(({ kind }) => kind === "allocation").map(({ amount }) => amount));
  const charges = own.filter(({ kind }) => kind === "award");
  expect(envelope.available).toBeGreaterThanOrEqual(0);
  expect(envelope).toMatchObject({
    allocated,
    available: allocated - sum(charges.map(({ amount }) => amount)),
    payments: charges.length,
    awards: { inCategory: distinct(charges.map(({ award }) => award?.awardId)) },
    households: { inCategory: distinct(charges.map(({ award }) => award?.householdId)) },
  });
};

const expectCountedOnce = (scheme: SchemeCode, envelopes: readonly Envelope[], entries: readonly LedgerEntry[]) => {
  const own = entries.filter((entry) => entry.scheme === scheme && entry.kind === "award");
  const of = envelopes.filter((envelope) => envelope.scheme === scheme);
  expect(sum(of.map(({ awards }) => awards.inScheme))).toBe(distinct(own.map(({ award }) => award?.awardId)));
  expect(sum(of.map(({ households }) => households.inScheme))).toBe(distinct(own.map(({ award }) => award?.householdId)));
};

const expectAwardWhole = (
  award: Award,
  entries: readonly LedgerEntry[],
  cases: readonly Case[],
  households: readonly HouseholdClaims[],
) => {
  const own = entries.filter((entry) => entry.award?.awardId === award.awardId);
  expect(own).toHaveLength(award.lines.length);
  expect(sum(own.map(({ amount }) => amount))).toBe(award.total);
  expect(cases.find(({ caseId }) => caseId === award.caseId)?.decision).toMatchObject({ awardId: award.awardId, total: award.total });
  expect(
    households.find(({ householdId }) => householdId === award.householdId)?.claims.some(({ awardId }) => awardId === award.awardId),
  ).toBe(true);
};

/** No two claims on one need overlap beyond what the scheme of the later one allows. */
const expectClaimsWithinScheme = ({ claims }: HouseholdClaims) => {
  claims.forEach((claim, index) => {
    const overlapping = claims
      .slice(0, index + 1)
      .filter(({ need, from, until }) => need === claim.need && from <= claim.from && claim.from <= until);
    const scheme = newestVersion(shippedSchemes, claim.scheme);
    expect(scheme && overlapping.length <= windowFor(scheme, claim.need).awards, `${claim.need} in ${claim.scheme}`).toBe(true);
  });
};

/** What a household has had in each scheme is what its awards come to. */
const expectSpentFollowsAwards = ({ householdId, spent }: HouseholdClaims, awards: readonly Award[]) => {
  const own = awards.filter((award) => award.householdId === householdId);
  const schemes = [...new Set(own.map(({ scheme }) => scheme))];
  const totals = schemes.map((code) => [code, sum(own.filter(({ scheme }) => scheme === code).map(({ total }) => total))]);
  expect(spent).toEqual(Object.fromEntries(totals));
};

/** Each decision without money is counted once, in its scheme and month, by what it came to: no money left apart from every reason. */
const expectRefusalsCounted = (cases: readonly Case[], counts: readonly (Count & { pk: string })[]) => {
  const decided = cases.flatMap(({ decision }) => {
    if (!decision || decision.kind === "awarded") return [];
    const what = decision.kind === "noMoneyLeft" ? decision.kind : `${decision.kind}.${decision.reason}`;
    return [`${countPartition(decision.scheme)} ${londonDay(new Date(decision.at)).slice(0, 7)} ${what}`];
  });
  const counted = counts
    .filter(({ what }) => !what.startsWith("check."))
    .flatMap(({ pk, month, what, count }) => Array<string>(count).fill(`${pk} ${month} ${what}`));
  expect(counted.sort()).toEqual(decided.sort());
};

const expectHistoryLinked = ({ caseId, version, lastEventHash }: Case, events: readonly CaseEvent[]) => {
  const own = events.filter((event) => event.caseId === caseId).sort((a, b) => a.sequence - b.sequence);
  expect(own.map(({ sequence }) => sequence)).toEqual(Array.from({ length: version }, (_, index) => index + 1));
  let previousHash = "";
  for (const { hash, ...event } of own) {
    const { itemKind: _kind, pk: _pk, sk: _sk, ...hashed } = event as typeof event & { itemKind: string; pk: string; sk: string };
    expect(event.previousHash).toBe(previousHash);
    expect(hashOf(hashed)).toBe(hash);
    previousHash = hash;
  }
  expect(lastEventHash).toBe(previousHash);
};
