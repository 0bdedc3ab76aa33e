import { expect, test } from "vitest";
import { scoreAgain } from "../../../functions/decide/score-again.ts";
import type { Case } from "../../../shared/domain/case/case.ts";
import type { HouseholdIdentity } from "../../../shared/domain/identity/identity.ts";
import { dynamoCases } from "../../../shared/store/cases.ts";
import { commit } from "../../../shared/store/commit.ts";
import { dynamoHouseholdIdentities } from "../../../shared/store/household-identities.ts";
import { dynamoMatches } from "../../../shared/store/matches.ts";
import { aDayInCrf } from "../../examples.ts";
import { type MatchDesk, openMatchDesk, portsOn, secret, twice } from "../match/match-desk.ts";

/** Changes who a household is, as staff do on its page. */
const corrected = async ({ table }: MatchDesk, { householdId }: Case, changes: Partial<HouseholdIdentity>): Promise<void> => {
  const store = dynamoHouseholdIdentities(table, secret);
  const was = await store.find(householdId);
  if (!was) throw new Error("The household is known.");
  const { identities, identifiers } = await store.change([{ was, becomes: { ...was, ...changes } }]);
  await commit(table, { identities, identifiers });
};

const again = (desk: MatchDesk, { householdId }: Case) => scoreAgain(householdId, { now: aDayInCrf }, portsOn(desk.table));

test.each(["first", "second"] as const)(
  "once what is known of the %s household agrees no more, its match is gone, the case says why, and running again changes nothing",
  async (which) => {
    const desk = await openMatchDesk();
    const world = await twice(desk);
    const { second, match } = world;
    expect(await again(desk, world[which])).toEqual({ gone: [], rescored: [] });

    const somebodyElse = {
      personId: "P1",
      name: "Ottoline Vane",
      dateOfBirth: "1961-10-30",
      relationship: "self",
      from: "2026-11-20",
    } as const;
    await corrected(desk, world[which], { people: [somebodyElse], phones: [], emails: [], accounts: [] });
    expect(await again(desk, world[which])).toMatchObject({ gone: [{ caseId: second.caseId, state: "gone" }] });

    const whole = await dynamoCases(desk.table).whole(second.caseId);
    expect(whole?.case.possibleHouseholds).toEqual([]);
    expect(whole?.events.at(-1)).toMatchObject({
      by: { id: "system" },
      detail: { kind: "matchGone", candidateId: match.candidateId, because: "notAlike" },
    });
    expect(await again(desk, world[which])).toEqual({ gone: [], rescored: [] });
  },
);

test("a match that agrees in other points stays open with them", async () => {
  const desk = await openMatchDesk();
  const { first, second, match } = await twice(desk);
  await corrected(desk, second, { homes: (await dynamoHouseholdIdentities(desk.table, secret).find(first.householdId))?.homes ?? [] });
  const { rescored } = await again(desk, second);
  expect(rescored).toHaveLength(1);
  const now = await dynamoMatches(desk.table).find(match.caseId, match.candidateId);
  expect(now).toMatchObject({ state: "open", version: 2 });
  expect(now?.score.points).toBeGreaterThan(match.score.points);
});
