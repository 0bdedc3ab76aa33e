import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { scoreAgain } from "../../../functions/decide/score-again.ts";
import type { Case } from "../../../shared/domain/case/case.ts";
import type { HouseholdIdentity } from "../../../shared/domain/identity/identity.ts";
import { dynamoCases } from "../../../shared/store/cases.ts";
import { commit } from "../../../shared/store/commit.ts";
import { dynamoHouseholdIdentities } from "../../../shared/store/household-identities.ts";
import { dynamoMatches } from "../../../shared/store/matches.ts";
import { aDayInCrf, awardRequestFor } from "../../examples.ts";
import { send } from "../../http.ts";
import { applied, type MatchDesk, openMatchDesk, portsOn, secret, settleOnApi, twice, zoe } from "../match/match-desk.ts";

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
    expect(await again(desk, world[which])).toEqual({ gone: [], rescored: [], opened: [] });

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
    expect(await again(desk, world[which])).toEqual({ gone: [], rescored: [], opened: [] });
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

/** Two strangers apply. Somebody then learns that the first is called what the second is called. */
const alikeSince = async (desk: MatchDesk) => {
  const elsewhere = { address: { kind: "settled", line1: "7 New Road", postcode: "CV1 2AD" } } as const;
  const first = await applied(desk, [{ name: "Ottoline Vane", dateOfBirth: "1961-10-30", relationship: "self" }], elsewhere);
  const second = await applied(desk, zoe);
  const makeAlike = async () => {
    const who = await dynamoHouseholdIdentities(desk.table, secret).find(second.householdId);
    await corrected(desk, first, { people: who?.people ?? [] });
  };
  return { first, second, makeAlike };
};

const caseNow = async ({ table }: MatchDesk, { caseId }: Case): Promise<Case> => {
  const now = await dynamoCases(table).find(caseId);
  if (!now) throw new Error("The case is there.");
  return now;
};
const award = async (desk: MatchDesk, head: Case) =>
  send(desk.award, "POST /api/cases/{caseId}/awards", {
    ...{ as: desk.asha, path: { caseId: head.caseId }, json: awardRequestFor(await caseNow(desk, head)) },
    headers: { "idempotency-key": randomUUID() },
  });

test("once a change makes two households alike, nobody awards the changed one's case before somebody has compared them", async () => {
  const desk = await openMatchDesk();
  const { first, second, makeAlike } = await alikeSince(desk);
  expect((await again(desk, first)).opened).toEqual([]);
  await makeAlike();
  const { opened } = await again(desk, first);
  expect(opened).toMatchObject([{ caseId: first.caseId, candidateId: second.householdId, state: "open", version: 1 }]);
  const whole = await dynamoCases(desk.table).whole(first.caseId);
  expect(whole?.case.possibleHouseholds).toEqual([second.householdId]);
  expect(whole?.events.at(-1)).toMatchObject({
    by: { id: "system" },
    detail: { kind: "matchOpened", candidateId: second.householdId },
  });
  const refused = await award(desk, first);
  expect([refused.status, refused.body.includes("problem:held")]).toEqual([422, true]);
  expect((await award(desk, second)).status).toBe(201);

  expect((await again(desk, first)).opened).toEqual([]);
  expect((await again(desk, second)).opened).toEqual([]);
  const [match] = opened;
  if (!match) throw new Error("It was opened.");
  expect((await settleOnApi(desk, match, { as: "different", reason: "A slip of the pen." })).status).toBe(201);
  expect((await again(desk, first)).opened).toEqual([]);
  expect((await award(desk, first)).status).toBe(201);
});

test("if the changed household's case is decided, the undecided case of the one it is now like waits", async () => {
  const desk = await openMatchDesk();
  const { first, second, makeAlike } = await alikeSince(desk);
  expect((await award(desk, first)).status).toBe(201);
  await makeAlike();
  expect((await again(desk, first)).opened).toMatchObject([{ caseId: second.caseId, candidateId: first.householdId, state: "open" }]);
  expect((await award(desk, second)).status).toBe(422);
});

test("nothing is opened where both are decided", async () => {
  const desk = await openMatchDesk();
  const { first, second, makeAlike } = await alikeSince(desk);
  for (const head of [first, second]) expect((await award(desk, head)).status).toBe(201);
  await makeAlike();
  expect((await again(desk, first)).opened).toEqual([]);
});

test("two who change a household at once open one match, and one whose cause comes back is opened again", async () => {
  const desk = await openMatchDesk();
  const { first, second, makeAlike } = await alikeSince(desk);
  const store = dynamoHouseholdIdentities(desk.table, secret);
  const stranger = (await store.find(first.householdId))?.people ?? [];
  await makeAlike();
  const both = await Promise.all([again(desk, first), again(desk, first)]);
  expect(both.flatMap(({ opened }) => opened)).toHaveLength(1);

  await corrected(desk, first, { people: stranger });
  expect((await again(desk, first)).gone).toHaveLength(1);
  await makeAlike();
  expect((await again(desk, first)).opened).toMatchObject([{ candidateId: second.householdId, version: 3, state: "open" }]);
  expect((await caseNow(desk, first)).possibleHouseholds).toEqual([second.householdId]);
});
