import { randomUUID } from "node:crypto";
import { beforeEach, expect, test } from "vitest";
import { settleMatch } from "../../../functions/match/settle-match.ts";
import type { Case } from "../../../shared/domain/case/case.ts";
import { pence } from "../../../shared/domain/money.ts";
import { phoneDigits } from "../../../shared/domain/phone-digits.ts";
import { dynamoCases } from "../../../shared/store/cases.ts";
import { commit } from "../../../shared/store/commit.ts";
import { dynamoHouseholdIdentities } from "../../../shared/store/household-identities.ts";
import { dynamoMatches } from "../../../shared/store/matches.ts";
import { aDayInCrf, applicationLike, approver, assessor, awardRequestFor, secondAssessor, submitExample } from "../../examples.ts";
import { possiblyElsewhere } from "../../households.ts";
import { send } from "../../http.ts";
import { everythingIn } from "../../setup/table.ts";
import { textOf } from "../assess/desk.ts";
import {
  applied,
  type MatchDesk,
  matched,
  openMatchDesk,
  pageOf,
  portsOn,
  reopenOnApi,
  reopenOnPage,
  replyOf,
  sam,
  secret,
  settleOnApi,
  settleOnPage,
  twice,
  zoe,
} from "./match-desk.ts";

let desk: MatchDesk;
beforeEach(async () => {
  desk = await openMatchDesk();
});

const fuel = { lines: [{ item: "fuelTopUp", amount: pence(49_00), delivery: "CASH" as const }] };
const award = async (head: Case, as = desk.asha) => {
  const now = await dynamoCases(desk.table).find(head.caseId);
  if (!now) throw new Error("The case is there.");
  return send(desk.award, "POST /api/cases/{caseId}/awards", {
    ...{ as, path: { caseId: head.caseId }, json: awardRequestFor(now, fuel), headers: { "idempotency-key": randomUUID() } },
  });
};
const caseNow = (head: Case) => dynamoCases(desk.table).find(head.caseId);
const identityNow = (head: Case) => dynamoHouseholdIdentities(desk.table, secret).find(head.householdId);
/** The household is known by one more phone. */
const knownBy = async (head: Case, phone: string) => {
  const was = await identityNow(head);
  if (!was) throw new Error("The household is known.");
  const becomes = { ...was, version: was.version + 1, phones: [...was.phones, phoneDigits(phone)] };
  const { identities, identifiers } = await dynamoHouseholdIdentities(desk.table, secret).change([{ was, becomes }]);
  expect((await commit(desk.table, { identities, identifiers })).kind).toBe("committed");
};
const eventsOf = async (head: Case) => (await dynamoCases(desk.table).whole(head.caseId))?.events.map(({ detail }) => detail) ?? [];
const changesIn = async (head: Case) =>
  (await everythingIn(desk.table)).filter(({ pk, itemKind }) => itemKind === "householdChange" && pk === `HOUSEHOLD#${head.householdId}`);

const same = { as: "same", reason: "The same papers." };

test("a doubt that has no points is shown to whoever compares the two", async () => {
  const born = "1984-03-09";
  const at = (phone: string) => ({
    contact: { ways: ["text" as const], phone },
    address: { kind: "settled" as const, line1: "7 New Road", postcode: "CV1 2AD" },
  });
  const first = await applied(desk, [{ name: "Katherine Control", dateOfBirth: born, relationship: "self" }], at("07700 900417"));
  const second = await applied(desk, [{ name: "Kate Control", dateOfBirth: born, relationship: "self" }], at("07700 900417"));
  const shown = textOf((await pageOf(desk, await matched(desk, second, first))).body);
  expect(shown).toContain("Speaks against it");
  expect(shown).toContain("First names alike, as twins who share a home and a phone may have");
});

test("nobody awards before somebody has compared the two; as one household, the second award is refused with the first's reference", async () => {
  const { first, second, match } = await twice(desk);
  const earlier = (await award(first)).json<{ awardId: string }>();
  expect((await award(second)).json()).toMatchObject({ holds: [{ rule: "possibleHousehold", settledBy: "match" }] });

  const shown = textOf((await pageOf(desk, match)).body);
  expect(shown).toContain("Is Control Zoe of a household that has applied before?");
  expect(shown).toContain("The same date of birth: 40 points");
  expect(shown).toContain(earlier.awardId);
  expect(shown).toContain("Differs: addresses.");

  const settled = await settleOnPage(desk, match, same);
  expect([settled.status, settled.headers.location]).toEqual([303, `/cases/${second.caseId}#household`]);

  expect(await caseNow(second)).toMatchObject({ possibleHouseholds: [], householdId: second.householdId });
  expect((await eventsOf(second)).at(-1)).toEqual({ kind: "matchSettled", candidateId: first.householdId, ...same });
  const refused = await award(second);
  expect(refused.json()).toMatchObject({ status: 409, earlierAwardId: earlier.awardId });
  const page = textOf((await send(desk.assess, "GET /cases/{caseId}", { as: desk.asha, path: { caseId: second.caseId } })).body);
  expect(page).toContain(earlier.awardId);
  expect(page).toContain("the same household");
  for (const head of [first, second]) expect(await changesIn(head)).toMatchObject([{ kind: "joined", reason: same.reason }]);
});

test("an answer of one household can be taken back: each has its own again, and nobody awards meanwhile", async () => {
  const { first, second, match } = await twice(desk);
  await award(first);
  expect((await settleOnApi(desk, match, same)).status).toBe(201);

  const undone = await reopenOnPage(desk, match, { reason: "Mother and daughter." }, desk.cleo);
  expect([undone.status, undone.headers.location]).toEqual([303, `/matches/${match.caseId}/${match.candidateId}`]);
  expect(await dynamoCases(desk.table).claims(second.householdId)).toMatchObject({ householdId: second.householdId, claims: [] });
  expect((await award(second)).json()).toMatchObject({ holds: [{ settledBy: "match" }] });
  expect((await identityNow(first))?.people.map(({ name }) => name)).toEqual(["Zoe Control"]);

  expect((await settleOnApi(desk, match, { as: "different", reason: "Mother and daughter." })).status).toBe(201);
  expect((await award(second)).status).toBe(201);
});

test.each([
  ["different", "Different households"],
  ["separate", "Separate households at one address"],
] as const)("found %s, both households remember it with the points, and the case may be awarded", async (as, words) => {
  const { first, second, match } = await twice(desk);
  const answer = await settleOnApi(desk, match, { as, reason: "Other papers." });

  expect(answer.json()).toMatchObject({ state: as, case: { version: second.version + 1 } });
  const points = match.score.points;
  expect((await identityNow(first))?.apart).toEqual([{ householdId: second.householdId, as, points }]);
  expect((await identityNow(second))?.apart).toEqual([{ householdId: first.householdId, as, points }]);
  for (const head of [first, second])
    expect(await changesIn(head)).toMatchObject([
      { kind: "apart", says: expect.stringContaining(words.toLowerCase()), by: { id: "assessor-1" } },
    ]);
  expect((await award(second)).status).toBe(201);
  expect((await award(first)).status).toBe(201);

  expect((await reopenOnApi(desk, match)).status).toBe(201);
  expect((await identityNow(first))?.apart).toBeUndefined();
  expect((await eventsOf(second)).at(-1)).toMatchObject({ kind: "matchReopened", was: as });
});

test("a couple parts: whoever left the other household is of it until that day, and may be helped by themselves", async () => {
  const phone = "07700 900111";
  const couple = await applied(desk, [{ ...zoe[0], name: "Zoe Control" } as (typeof zoe)[number], sam]);
  const own = applicationLike({ people: [{ ...sam, relationship: "self" }], contact: { ways: ["text"], phone } });
  await submitExample(desk.table, { application: own, householdId: couple.householdId });
  await knownBy(couple, phone);
  const alone = await applied(desk, [{ name: "Sam Control", dateOfBirth: "1982-05-01", relationship: "self" }]);
  const match = await matched(desk, alone, couple);
  const [who] = (await identityNow(couple))?.people.filter(({ name }) => name === "Sam Control") ?? [];
  const path = { ...match };

  const nobody = await settleOnPage(desk, path, { as: "left", reason: "He moved to his brother." });
  expect(nobody.isShownAgain).toBe(true);
  expect(nobody.body).toContain('href="#settle-who"');
  expect(nobody.body).toContain('href="#settle-leftOn-day"');
  expect(nobody.body).toContain("He moved to his brother.");

  const left = { as: "left", who: who?.personId ?? "", reason: "He moved to his brother." };
  const settled = await settleOnPage(desk, path, { ...left, "leftOn-day": "20", "leftOn-month": "11", "leftOn-year": "2026" });
  expect(settled.status, settled.body).toBe(303);
  expect((await identityNow(couple))?.people.find(({ personId }) => personId === who?.personId)).toMatchObject({
    until: "2026-11-20",
    left: "parted",
  });
  const then = await identityNow(couple);
  expect(then?.changes).toMatchObject([{ change: { kind: "memberLeft", was: { name: "Sam Control" }, becomes: { until: "2026-11-20" } } }]);
  expect((await dynamoCases(desk.table).claims(couple.householdId)).contact?.gone).toEqual([phone]);
  expect(then?.phones).not.toContain(phoneDigits(phone));
  expect((await eventsOf(alone)).at(-1)).toMatchObject({ kind: "matchSettled", as: "left", leftOn: "2026-11-20" });
  expect((await award(alone)).status).toBe(201);

  expect((await reopenOnApi(desk, match)).status).toBe(201);
  expect((await identityNow(couple))?.people.find(({ personId }) => personId === who?.personId)?.until).toBeUndefined();
});

test.each<[string, object, string]>([
  ["nothing found", { reason: "A." }, "Select what you found"],
  ["no reason", { as: "same" }, "Enter how you know"],
  [
    "somebody who is not there",
    { as: "left", who: ["P99"], leftOn: "2026-11-20", reason: "A." },
    "Select people who are still of the other household",
  ],
  [
    "a day to come",
    { as: "left", who: ["OWN"], leftOn: "2026-12-24", reason: "A." },
    "The day on which they left must be today or in the past",
  ],
  ["a day before they came", { as: "left", who: ["OWN"], leftOn: "2020-01-01", reason: "A." }, "was of that household only from"],
  [
    "a day that is none",
    { as: "left", who: ["OWN"], leftOn: "2026-02-30", reason: "A." },
    "The day on which they left must be a real date",
  ],
  ["a day for another answer", { as: "same", leftOn: "2026-11-20", reason: "A." }, "Give a day only if people left the other household"],
])("%s is refused with what to do, and nothing changes", async (_, request, says) => {
  const { first, match } = await twice(desk);
  const [own] = (await identityNow(first))?.people ?? [];
  const before = await everythingIn(desk.table);
  const answer = await settleOnApi(desk, match, JSON.parse(JSON.stringify(request).replace("OWN", own?.personId ?? "")));
  expect(answer.status).toBe(422);
  expect(JSON.stringify(answer.json())).toContain(says);
  expect(await everythingIn(desk.table)).toEqual(before);
});

test("of two people who settle at once one wins, and the other is told who found what", async () => {
  for (const [one, other] of [
    [same, { as: "different", reason: "Others." }],
    [
      { as: "separate", reason: "Two flats." },
      { as: "different", reason: "Others." },
    ],
  ] as const) {
    const { first, second, match } = await twice(desk);
    const answers = await Promise.all([settleOnApi(desk, match, one, desk.asha), settleOnApi(desk, match, other, desk.ben)]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 409]);
    const loser = answers.find(({ status }) => status === 409);
    expect(loser?.json()).toMatchObject({ detail: expect.stringMatching(/compared them on .+ What you found was not kept\./) });

    const now = await dynamoMatches(desk.table).find(match.caseId, match.candidateId);
    const areOne = (await dynamoCases(desk.table).claims(second.householdId)).householdId === first.householdId;
    expect(areOne).toBe(now?.state === "same");
    expect((await identityNow(second))?.apart === undefined).toBe(areOne);
    expect((await eventsOf(second)).filter(({ kind }) => kind === "matchSettled")).toHaveLength(1);
  }
});

test("sent again after a lost answer, it is settled once", async () => {
  const { second, match } = await twice(desk);
  for (const request of [same, same]) expect((await settleOnApi(desk, match, request)).status).toBe(201);
  expect((await eventsOf(second)).filter(({ kind }) => kind === "matchSettled")).toHaveLength(1);
  for (const _ of [1, 2]) expect((await reopenOnApi(desk, match)).status).toBe(201);
  expect((await eventsOf(second)).filter(({ kind }) => kind === "matchReopened")).toHaveLength(1);
  expect((await reopenOnApi(desk, match, "Once more.", desk.ben)).json()).toMatchObject({ status: 409 });
});

test("the person who entered the application does not settle its match, by page or by API, and is told who may", async () => {
  const { match } = await twice(desk, assessor);
  const before = await everythingIn(desk.table);
  const [byPage, byApi] = [await settleOnPage(desk, match, same), await settleOnApi(desk, match, same)];
  expect(textOf(byPage.body)).toContain("You entered this application, so somebody else compares it with other households");
  expect(byApi.json()).toMatchObject({ status: 403, type: "urn:hardship-support:problem:second-person-needed" });
  expect((await pageOf(desk, match)).body).not.toContain("Save what you found");
  expect(await everythingIn(desk.table)).toEqual(before);
  expect((await settleOnApi(desk, match, same, desk.ben)).status).toBe(201);
});

test("auditors read a match and do not settle it; finance does neither", async () => {
  const { match } = await twice(desk);
  expect((await pageOf(desk, match, desk.auditor)).body).not.toContain("Save what you found");
  expect((await settleOnApi(desk, match, same, desk.auditor)).status).toBe(403);
  expect([(await pageOf(desk, match, desk.finance)).status, (await replyOf(desk, match, desk.finance)).status]).toEqual([403, 403]);
});

test.each(["first", "second"] as const)(
  "somebody with an interest in the %s household neither sees nor settles the match",
  async (which) => {
    const world = await twice(desk);
    const { match } = world;
    const path = { caseId: world[which].caseId };
    await send(desk.assess, "POST /api/cases/{caseId}/interests", {
      ...{ as: desk.ben, path, json: {}, headers: { "idempotency-key": randomUUID() } },
    });
    const before = await everythingIn(desk.table);

    const list = await send(desk.match, "GET /api/matches", { as: desk.ben });
    expect(list.json()).toMatchObject({ items: [{ caseId: match.caseId, interestDeclared: true }] });
    expect(list.body).not.toContain("points");
    const page = await send(desk.match, "GET /matches", { as: desk.ben });
    expect(textOf(page.body)).toContain("You have declared an interest in this household");
    expect(page.body).not.toContain("Control Zoe");
    for (const answer of [await pageOf(desk, match, desk.ben), await replyOf(desk, match, desk.ben)]) {
      expect(answer.status).toBe(403);
      expect(answer.body).not.toContain("Zoe");
    }
    expect((await settleOnApi(desk, match, same, desk.ben)).json()).toMatchObject({
      type: "urn:hardship-support:problem:interest-declared",
    });
    expect((await settleOnPage(desk, match, same, desk.ben)).status).toBe(403);
    expect(await everythingIn(desk.table)).toEqual(before);
  },
);

test("a match of a decided case is settled too, and says which help was given twice", async () => {
  const { first, second, match } = await twice(desk);
  await possiblyElsewhere(desk.table, second.caseId, "H-nobody");
  await settleOnApi(desk, { caseId: second.caseId, candidateId: "H-nobody" }, { as: "different", reason: "Nobody." });
  const [one, two] = [(await award(first)).json<{ awardId: string }>(), (await award(second)).json<{ awardId: string }>()];
  await possiblyElsewhere(desk.table, second.caseId, first.householdId);

  const settled = await settleOnPage(desk, match, same);
  expect([settled.status, settled.headers.location]).toEqual([303, `/matches/${match.caseId}/${match.candidateId}`]);
  const page = textOf((await pageOf(desk, match)).body);
  expect(page).toContain("Help was given twice");
  expect(page).toContain(one.awardId);
  expect(page).toContain(two.awardId);
});

test("an older case that only names the other household is compared and settled the same way", async () => {
  const first = await applied(desk, zoe);
  const second = await applied(desk, zoe, { address: { kind: "settled", line1: "7 New Road", postcode: "CV1 2AD" } });
  await possiblyElsewhere(desk.table, second.caseId, first.householdId);
  const of = { caseId: second.caseId, candidateId: first.householdId };

  expect(textOf((await pageOf(desk, of)).body)).toContain("This match is older than the points.");
  expect((await replyOf(desk, of)).json()).toMatchObject({
    state: "open",
    compared: expect.arrayContaining([{ what: "names", verdict: "agrees" }]),
  });
  expect((await settleOnApi(desk, of, same)).status).toBe(201);
  expect(await dynamoMatches(desk.table).find(of.caseId, of.candidateId)).toMatchObject({ state: "same", version: 1 });
  expect((await pageOf(desk, { ...of, candidateId: "H-other" })).status).toBe(404);
});

test("the list has urgent cases first, then those that wait longest, and loses what is settled", async () => {
  const one = await twice(desk);
  expect((await send(desk.match, "GET /api/matches", { as: desk.auditor })).json()).toMatchObject({
    count: 1,
    items: [{ caseId: one.match.caseId, candidateId: one.match.candidateId, points: one.match.score.points }],
  });
  expect(textOf((await send(desk.match, "GET /matches", { as: desk.asha })).body)).toContain("One match waits.");
  await settleOnApi(desk, one.match, same);
  expect((await send(desk.match, "GET /api/matches", { as: desk.asha })).json()).toEqual({ items: [], count: 0 });
});

test("once two are joined, another match of theirs needs no look any more, and its case says why", async () => {
  const { first, second, match } = await twice(desk);
  const back = await matched(desk, first, second);
  await settleOnApi(desk, match, same);
  expect(await dynamoMatches(desk.table).find(back.caseId, back.candidateId)).toMatchObject({ state: "gone" });
  expect(await caseNow(first)).toMatchObject({ possibleHouseholds: [] });
  expect((await eventsOf(first)).at(-1)).toEqual({ kind: "matchGone", candidateId: second.householdId, because: "joined" });
});

test("a step of the case in between does not cost the person what they found", async () => {
  const { second, match } = await twice(desk);
  const asked = { caseId: match.caseId, candidateId: match.candidateId, by: secondAssessor, now: aDayInCrf };
  const ports = portsOn(desk.table);
  let isFirst = true;
  const meddled = {
    ...ports,
    matches: {
      ...ports.matches,
      find: async (caseId: string, candidateId: string) => {
        const found = await ports.matches.find(caseId, candidateId);
        if (isFirst) {
          isFirst = false;
          const json = { seen: { version: second.version, householdId: second.householdId }, question: "Which meter?" };
          await send(desk.assess, "POST /api/cases/{caseId}/questions", {
            ...{ as: desk.cleo, path: { caseId: second.caseId }, json, headers: { "idempotency-key": randomUUID() } },
          });
        }
        return found;
      },
    },
  };
  const outcome = await settleMatch({ ...asked, request: { as: "different", reason: "Others." } }, meddled);
  expect(outcome.kind).toBe("settled");
  expect((await eventsOf(second)).map(({ kind }) => kind)).toEqual(["submitted", "asked", "matchSettled"]);
  expect(approver.roles).toContain("approver");
});
