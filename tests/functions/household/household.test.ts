import { randomUUID } from "node:crypto";
import { PutItemCommand } from "@aws-sdk/client-dynamodb";
import { beforeEach, expect, test } from "vitest";
import { codeWaysFor } from "../../../functions/line/code-message.ts";
import type { Case } from "../../../shared/domain/case/case.ts";
import { addDays, londonDay } from "../../../shared/domain/dates.ts";
import { joinedTogether } from "../../../shared/domain/household/parts.ts";
import type { Member } from "../../../shared/domain/identity/identity.ts";
import { dynamoCases } from "../../../shared/store/cases.ts";
import { commit } from "../../../shared/store/commit.ts";
import { dynamoInterests } from "../../../shared/store/interests.ts";
import { writeItem } from "../../../shared/store/items.ts";
import { householdKey } from "../../../shared/store/keys.ts";
import { aDayInCrf, applicationLike, assessor, awardRequestFor, submitExample } from "../../examples.ts";
import { send, signIn } from "../../http.ts";
import { textOf } from "../assess/desk.ts";
import { ali, applied, byApi, type Desk, householdApi, householdOn, openDesk, personIdOf, tom, zoe } from "./desk.ts";

let desk: Desk;

beforeEach(async () => {
  desk = await openDesk();
});

const today = londonDay(aDayInCrf);
const reason = "Zoe said so on the phone.";
const days = (count: number) => new Date(aDayInCrf.getTime() + count * 86_400_000);

const add = "POST /api/households/{householdId}/people";
const leave = "POST /api/households/{householdId}/people/{personId}/leavings";

const awarded = async (head: Case): Promise<string> => {
  const answer = await send(desk.award, "POST /api/cases/{caseId}/awards", {
    as: desk.asha,
    path: { caseId: head.caseId },
    json: awardRequestFor(head),
    headers: { "idempotency-key": head.caseId },
  });
  if (answer.status !== 201) throw new Error(answer.body);
  const { claims } = await dynamoCases(desk.table).claims(head.householdId);
  return claims.at(-1)?.awardId ?? "";
};

type Whole = {
  householdId: string;
  version: number;
  isRecorded: boolean;
  people: { name: string; turnedAdult?: true; age?: number; notListedSince?: string; until?: string }[];
  awards: { awardId: string; knownThen: { name: string }[]; knownNow: { name: string }[]; needs: string[] }[];
  next: { scheme: string; needs: { need: string; from?: string; lastDay?: string }[] }[];
  cases: { caseId: string; householdId: string; status: string }[];
  joined: object[];
};
const wholeOf = async (householdId: string, now?: Date) => (await householdApi(desk, householdId, desk.asha, now)).json<Whole>();

test("the page says who was of the household on the day of an award, whatever is recorded later", async () => {
  const head = await applied(desk);
  const { householdId } = head;
  const awardId = await awarded(head);
  const personId = await personIdOf(desk, householdId, "Tom Control");
  const left = { seen: { version: 1 }, why: "parted", on: today, reason };
  await byApi(desk, leave, { householdId, personId }, left, desk.asha, days(1));
  const mistaken = await personIdOf(desk, householdId, "Ali Control");
  await byApi(desk, leave, { householdId, personId: mistaken }, { seen: { version: 2 }, why: "mistake", reason }, desk.asha, days(2));
  const noor = { how: "joined", on: today, name: "Noor Control", dateOfBirth: "2001-01-01", relationship: "otherAdult" };
  await byApi(desk, add, { householdId }, { seen: { version: 3 }, ...noor, reason }, desk.asha, days(3));

  const whole = await wholeOf(householdId, days(4));
  const names = (people: { name: string }[] = []) => people.map(({ name }) => name);
  expect(whole.awards).toHaveLength(1);
  expect(whole.awards[0]).toMatchObject({ awardId, needs: ["energy"] });
  expect(names(whole.awards[0]?.knownThen)).toEqual(["Zoe Control", "Tom Control", "Ali Control"]);
  expect(names(whole.awards[0]?.knownNow)).toEqual(["Zoe Control", "Tom Control", "Noor Control"]);
  const says = textOf((await householdOn(desk, householdId, await signIn(desk.table, assessor, days(4)), days(4))).body);
  expect(says).toContain("Who belonged to it, as it was known that day: Zoe Control, Tom Control, Ali Control.");
  expect(says).toContain("Learnt since: Noor Control was there too; Ali Control was no longer there.");
});

test("what the household may have again, and when, is what its case page says", async () => {
  const head = await applied(desk);
  await awarded(head);
  const [crf] = (await wholeOf(head.householdId)).next;
  expect(crf?.scheme).toBe("CRF");
  const energy = crf?.needs.find(({ need }) => need === "energy");
  expect(energy?.from ?? energy?.lastDay).toBeDefined();
  expect(crf?.needs.find(({ need }) => need === "cooker")).toEqual({ need: "cooker" });
  const second = await submitExample(desk.table, { application: applicationLike({ people: [zoe] }), householdId: head.householdId });
  const casePage = await send(desk.assess, "GET /api/cases/{caseId}", { as: desk.asha, path: { caseId: second.caseId } });
  const { nextDates } = casePage.json<{ nextDates: { need: string }[] }>();
  expect(nextDates.find(({ need }) => need === "energy")).toEqual(energy);
});

test("a son who turned 18 after the last application is marked", async () => {
  const { householdId } = await applied(desk, {}, { at: days(-30) });
  const before = await wholeOf(householdId, days(60));
  expect(before.people.map(({ turnedAdult }) => turnedAdult)).toEqual([undefined, undefined, undefined]);
  const birthday = new Date("2027-02-01T12:00:00Z");
  const asha = await signIn(desk.table, assessor, birthday);
  const after = await wholeOf(householdId, birthday);
  expect(after.people.map(({ turnedAdult }) => turnedAdult)).toEqual([undefined, undefined, true]);
  expect(textOf((await householdOn(desk, householdId, asha, birthday)).body)).toContain("Turned 18 after the last application");
});

test("an older household, of which only applications are stored, is shown from them, and the first record keeps it", async () => {
  const first = await applied(desk, {}, { at: days(-40), isRecorded: false });
  const { householdId } = first;
  await submitExample(desk.table, { application: applicationLike({ people: [zoe, ali] }), householdId, at: days(-10) });
  const whole = await wholeOf(householdId);
  expect(whole).toMatchObject({ isRecorded: false, version: 0 });
  expect(whole.people.find(({ name }) => name === "Tom Control")?.notListedSince).toBe(londonDay(days(-10)));
  const says = textOf((await householdOn(desk, householdId)).body);
  expect(says).toContain("What you see comes from its applications");
  expect(says).toContain("Not on the last application");

  const personId = `${first.caseId}-P2`;
  const left = { seen: { version: 0 }, why: "moved", on: londonDay(days(-20)), reason };
  expect((await byApi(desk, leave, { householdId, personId }, left)).status).toBe(201);
  expect(await wholeOf(householdId)).toMatchObject({ isRecorded: true, version: 1 });
});

test("forty people in one household are all shown, and each keeps an id of their own", async () => {
  const surnames = ["Okonkwo", "Nowak", "Pereira", "Haddad", "Singh", "Lindqvist", "Brown"];
  const given =
    "Amara Bartek Carla Dalia Elias Farida Gethin Hana Ivo Jasmine Kofi Leila Mateusz Nadia Oskar Priya Quentin Rosa Stefan Tariq Ursula Viktor Wanjiru Xenia Yusuf Zainab Aoife Bogdan Chidi Danuta Emeka Fatou Grzegorz Hyacinth Ines Jolanta Kwame Ludmila".split(
      " ",
    );
  const listed = (from: number) =>
    given.slice(from, from + 19).map((name, index) => ({
      name: `${name} ${surnames[(from + index) % surnames.length]}`,
      dateOfBirth: addDays("1960-01-15", (from + index) * 397),
      relationship: "otherAdult" as const,
      shares: "money" as const,
    }));
  const first = await applied(desk, { people: [zoe, ...listed(0)] }, { at: days(-20), isRecorded: false });
  await submitExample(desk.table, {
    application: applicationLike({ people: [zoe, ...listed(19)] }),
    householdId: first.householdId,
    at: days(-10),
  });
  const answer = await byApi(
    desk,
    add,
    { householdId: first.householdId },
    {
      seen: { version: 0 },
      how: "joined",
      on: today,
      name: "Fortieth Person",
      dateOfBirth: "1999-09-09",
      relationship: "otherAdult",
      reason,
    },
  );
  expect(answer.status).toBe(201);
  const people = answer.json<{ people: { personId: string }[] }>().people;
  expect(people).toHaveLength(40);
  expect(new Set(people.map(({ personId }) => personId)).size).toBe(40);
  expect(textOf((await householdOn(desk, first.householdId)).body)).toContain("Fortieth Person");
});

test("the address of a household that was joined to another leads to that one, which shows both with their cases", async () => {
  const [kept, other] = [await applied(desk), await applied(desk, { people: [{ ...zoe, name: "Zoe Other" }] })];
  const cases = dynamoCases(desk.table);
  const [keptClaims, otherClaims] = [await cases.claims(kept.householdId), await cases.claims(other.householdId)];
  const joined = joinedTogether(keptClaims, otherClaims, { at: aDayInCrf.toISOString(), by: assessor, reason: "The same person." });
  const put = (record: typeof joined) => ({
    Put: { TableName: desk.table.name, Item: writeItem("household", householdKey(record.householdId), record) },
  });
  await commit(desk.table, { kept: put(joined), other: put({ ...otherClaims, joinedTo: kept.householdId }) });

  const page = await householdOn(desk, other.householdId);
  expect([page.status, page.headers.location]).toEqual([303, `/households/${kept.householdId}`]);
  const whole = await wholeOf(other.householdId);
  expect(whole.householdId).toBe(kept.householdId);
  expect(whole.cases.map(({ caseId }) => caseId).toSorted()).toEqual([kept.caseId, other.caseId].toSorted());
  expect(whole.joined).toHaveLength(1);
  const says = textOf((await householdOn(desk, kept.householdId)).body);
  expect(says).toContain("The same person.");
  const answer = await byApi(
    desk,
    leave,
    { householdId: other.householdId, personId: "P1" },
    { seen: { version: 1 }, why: "mistake", reason },
  );
  expect([answer.status, answer.json<{ householdId: string }>().householdId]).toEqual([409, kept.householdId]);
});

test("whoever has declared an interest sees nothing of the household and records nothing of it", async () => {
  const { caseId, householdId } = await applied(desk);
  const declared = await send(desk.assess, "POST /api/cases/{caseId}/interests", {
    as: desk.asha,
    path: { caseId },
    json: {},
    headers: { "idempotency-key": randomUUID() },
  });
  expect(declared.status).toBe(201);
  const page = await householdOn(desk, householdId);
  expect(page.status).toBe(403);
  expect(page.body).not.toContain("Tom Control");
  const api = await householdApi(desk, householdId);
  expect([api.status, api.body.includes("Tom Control")]).toEqual([403, false]);
  const personId = await personIdOf(desk, householdId, "Tom Control");
  const left = { seen: { version: 1 }, why: "moved", on: today, reason };
  expect((await byApi(desk, leave, { householdId, personId }, left)).status).toBe(403);
  const form = await send(desk.household, "GET /households/{householdId}/people/{personId}", {
    as: desk.asha,
    path: { householdId, personId },
  });
  expect([form.status, form.body.includes("Tom Control")]).toEqual([403, false]);
  expect((await householdOn(desk, householdId, desk.ben)).status).toBe(200);
  expect((await dynamoInterests(desk.table).behind(caseId))?.household.householdId).toBe(householdId);
});

test("once somebody has left, no message and no code goes to a phone or email that only they gave", async () => {
  const [zoesPhone, tomsPhone, tomsEmail] = ["07700 900111", "07700 900222", "tom@example.org"];
  const first = await applied(desk, { contact: { ways: ["text"], phone: zoesPhone } }, { at: days(-30) });
  const { householdId } = first;
  const tomApplied = applicationLike({
    people: [
      { ...tom, relationship: "self" },
      { ...zoe, relationship: "partner" },
    ],
    contact: { ways: ["text", "email"], phone: tomsPhone, email: tomsEmail },
    payTo: { way: "cashCode", phone: tomsPhone },
  });
  const tomsCase = await submitExample(desk.table, { application: tomApplied, householdId, at: days(-10) });
  const cases = dynamoCases(desk.table);
  expect((await cases.standingContact(await cases.claims(householdId))).phone).toBe(zoesPhone);

  const personId = await personIdOf(desk, householdId, "Tom Control");
  const answer = await byApi(desk, leave, { householdId, personId }, { seen: { version: 1 }, why: "parted", on: today, reason });
  expect(answer.status).toBe(201);

  const standing = await cases.standingContact(await cases.claims(householdId));
  expect(standing).toMatchObject({ phone: zoesPhone, gone: [tomsPhone, tomsEmail] });
  const seen = await cases.toDecide(tomsCase.caseId, householdId);
  expect(seen?.contact).toMatchObject({ ways: [] });
  expect(seen?.contact.phone).toBeUndefined();
  expect(codeWaysFor({ delivery: "CASH" }, { application: tomApplied, standing })).toEqual([]);
  const zoesWays = codeWaysFor(
    { delivery: "CASH" },
    { application: applicationLike({ contact: { ways: ["text"], phone: zoesPhone } }), standing },
  );
  expect(zoesWays).toEqual([{ channel: "text", to: zoesPhone }]);
  expect((await desk.identities.find(householdId))?.phones).not.toContain("07700900222");
});

test("a household that is known from a list alone is shown without an application", async () => {
  const { householdId } = await applied(desk);
  const identity = await desk.identities.find(householdId);
  const people: readonly Member[] = identity?.people ?? [];
  expect(people).toHaveLength(3);
  const listed = { ...(identity ?? { version: 0, homes: [], phones: [], emails: [], accounts: [] }), householdId: "H-LIST-0001", people };
  const { identities: who, identifiers } = await desk.identities.change([{ becomes: listed }]);
  await commit(desk.table, { who, identifiers });
  await desk.table.client.send(
    new PutItemCommand({
      TableName: desk.table.name,
      Item: writeItem("household", householdKey("H-LIST-0001"), {
        householdId: "H-LIST-0001",
        version: 1,
        claims: [],
        reached: {},
        spent: {},
      }),
    }),
  );
  const says = textOf((await householdOn(desk, "H-LIST-0001")).body);
  expect(says).toContain("No application: it is known from a list.");
  expect(says).toContain("Tom Control");
  expect((await wholeOf("H-LIST-0001")).next[0]?.needs.every(({ from }) => from === undefined)).toBe(true);
});
