import { beforeEach, expect, test } from "vitest";
import { londonDay } from "../../../shared/domain/dates.ts";
import { peopleNow } from "../../../shared/domain/identity/people-on.ts";
import { aDayInCrf } from "../../examples.ts";
import { textOf } from "../assess/desk.ts";
import { applied, byApi, byPage, type Desk, householdApi, householdOn, openDesk, personIdOf } from "./desk.ts";

let desk: Desk;
let householdId: string;

beforeEach(async () => {
  desk = await openDesk();
  householdId = (await applied(desk)).householdId;
});

const today = londonDay(aDayInCrf);
const seen = { version: 1 };
const reason = "Zoe said so on the phone.";
type Reply = { version: number; people: { personId: string; name: string; from: string; until?: string; left?: string }[] };

const add = "POST /api/households/{householdId}/people";
const correct = "POST /api/households/{householdId}/people/{personId}/corrections";
const leave = "POST /api/households/{householdId}/people/{personId}/leavings";
const move = "POST /api/households/{householdId}/homes";

const baby = { seen, how: "born", name: "Noor Control", dateOfBirth: "2026-11-10", relationship: "child", reason };
const typedBaby = {
  version: "1",
  how: "born",
  name: "Noor Control",
  "dateOfBirth-day": "10",
  "dateOfBirth-month": "11",
  "dateOfBirth-year": "2026",
  relationship: "child",
  reason,
};

test("a baby is added by API, and joins on the day of its birth", async () => {
  const answer = await byApi(desk, add, { householdId }, baby);
  expect(answer.status).toBe(201);
  expect(answer.json<Reply>()).toMatchObject({ version: 2 });
  const [noor] = answer.json<Reply>().people.filter(({ name }) => name === "Noor Control");
  expect(noor).toMatchObject({ from: "2026-11-10", relationship: "child" });
  const whole = (await householdApi(desk, householdId)).json<{ changes: object[] }>();
  expect(whole.changes).toEqual([
    expect.objectContaining({
      kind: "memberAdded",
      says: "Noor Control was born on 10 November 2026",
      reason,
      by: { id: "assessor-1", name: "Asha Patel" },
    }),
  ]);
});

test("a baby is added on the page, which then shows it with who recorded it and why", async () => {
  const answer = await byPage(desk, "POST /households/{householdId}/people", { householdId }, typedBaby);
  expect([answer.status, answer.headers.location]).toEqual([303, `/households/${householdId}`]);
  const says = textOf((await householdOn(desk, householdId)).body);
  expect(says).toMatch(/Noor Control Child, aged 0 \(born 10 November 2026\)\. Since 10 November 2026/);
  expect(says).toContain(`Asha Patel: ${reason}`);
});

test("somebody who moved out is no longer among the household’s people, and stays in its history", async () => {
  const personId = await personIdOf(desk, householdId, "Tom Control");
  const answer = await byApi(desk, leave, { householdId, personId }, { seen, why: "parted", on: today, reason });
  expect(answer.status).toBe(201);
  expect(answer.json<Reply>().people.find(({ name }) => name === "Tom Control")).toMatchObject({ until: today, left: "parted" });
  const identity = await desk.identities.find(householdId);
  expect(peopleNow(identity ?? { people: [] }).map(({ name }) => name)).toEqual(["Zoe Control", "Ali Control"]);
  const says = textOf((await householdOn(desk, householdId)).body);
  expect(says).toContain("Who has left");
  expect(says).toContain("The couple parted");
});

test("somebody who was listed by mistake needs no day, on the page too", async () => {
  const personId = await personIdOf(desk, householdId, "Tom Control");
  const answer = await byPage(
    desk,
    "POST /households/{householdId}/people/{personId}/leave",
    { householdId, personId },
    { version: "1", why: "mistake", reason },
  );
  expect(answer.status).toBe(303);
  expect((await desk.identities.find(householdId))?.people[1]).toMatchObject({ left: "mistake", until: today });
});

test("a corrected name is found by what it is now, and its history says what it was", async () => {
  const personId = await personIdOf(desk, householdId, "Tom Control");
  const path = { householdId, personId };
  const answer = await byApi(desk, correct, path, {
    seen,
    name: "Thomas Controll",
    otherNames: ["Tom"],
    dateOfBirth: "1985-07-19",
    nino: "ab 12 34 56 c",
    reason,
  });
  expect(answer.status).toBe(201);
  expect((await desk.identities.find(householdId))?.people[1]).toMatchObject({ name: "Thomas Controll", nino: "AB123456C" });
  const body = (await householdApi(desk, householdId)).body;
  expect(body).toContain(
    "Details of Thomas Controll corrected: name, before “Tom Control”; other names; date of birth, before 9 July 1985",
  );
  expect(body).not.toContain("AB123456C");
});

test("a move ends the home before it, and a refuge is never shown with an address", async () => {
  const homes = { seen, address: { kind: "refuge" }, on: today, reason };
  expect((await byApi(desk, move, { householdId }, { ...homes, on: "2026-11-19" })).status).toBe(422);
  const answer = await byApi(desk, move, { householdId }, homes);
  expect(answer.status).toBe(201);
  expect(textOf((await householdOn(desk, householdId)).body)).toContain("A refuge. Where it is stays private");
  const home = { kind: "settled", line1: "Flat 2, 9 High Street", town: "Rugby", postcode: "CV21 3AA", home: "shared" };
  const typed = {
    ...home,
    version: "2",
    "on-day": today.slice(8),
    "on-month": today.slice(5, 7),
    "on-year": today.slice(0, 4),
    reason,
  };
  expect((await byPage(desk, "POST /households/{householdId}/homes", { householdId }, typed)).status).toBe(303);
  const says = textOf((await householdOn(desk, householdId)).body);
  expect(says).toContain("Flat 2, 9 High Street, Rugby, CV21 3AA");
  expect(says).toContain("Everybody else there is another household");
});

test.each<[string, string, Record<string, unknown>, string]>([
  [
    "a baby without a date of birth",
    add,
    { ...baby, dateOfBirth: undefined, estimatedAge: 0 },
    "Enter the date of birth: they joined on that day",
  ],
  ["somebody of no known age", add, { ...baby, how: "joined", on: today, dateOfBirth: undefined }, "or about how old they are"],
  ["a birth to come", add, { ...baby, dateOfBirth: "2099-01-01" }, "Date of birth must be in the past"],
  ["somebody who joined on no day", add, { ...baby, how: "joined" }, "Enter the day on which they joined"],
  ["somebody who joined tomorrow", add, { ...baby, how: "joined", on: "2099-01-01" }, "The day must be today or in the past"],
  ["somebody who joined before their birth", add, { ...baby, how: "joined", on: "2020-01-01" }, "They were born after that day"],
  [
    "somebody who is there already",
    add,
    { ...baby, name: "control ZOE", dateOfBirth: "1988-02-03" },
    "Zoe Control is of this household already",
  ],
  ["a temporary number", add, { ...baby, nino: "TN123456A" }, "temporary National Insurance number"],
  ["both a birthday and an age", add, { ...baby, estimatedAge: 3 }, "Enter a date of birth or an age, not both"],
  ["no reason", add, { ...baby, reason: " " }, "Enter why you record this, and how you know it"],
  ["leaving on no day", leave, { seen, why: "moved", reason }, "Enter the day on which they left"],
  ["leaving before they joined", leave, { seen, why: "moved", on: "2020-01-01", reason }, "when they joined"],
  ["no cause", leave, { seen, on: today, reason }, "Select why they are of the household no longer"],
  [
    "a name that stays",
    correct,
    { seen, name: "Tom Control", dateOfBirth: "1985-07-09", reason },
    "Nothing is different from what is known",
  ],
  [
    "the home of today",
    move,
    { seen, address: { kind: "settled", line1: "12 Sample Street", town: "Coventry", postcode: "cv1 2ab" }, on: today, reason },
    "Nothing is different",
  ],
  [
    "a sentence as a postcode",
    move,
    { seen, address: { kind: "settled", line1: "1 A Road", postcode: "near the church" }, on: today, reason },
    "Enter a full UK postcode",
  ],
])("%s is refused by API with what to do, and nothing is kept", async (_, route, json, words) => {
  const path = { householdId, personId: await personIdOf(desk, householdId, "Tom Control") };
  const answer = await byApi(desk, route, path, json);
  expect(answer.status).toBe(422);
  expect(answer.body).toContain(words);
  expect((await desk.identities.find(householdId))?.version).toBe(1);
});

test("a refused form comes back with an error at its box and everything that was typed", async () => {
  const answer = await byPage(
    desk,
    "POST /households/{householdId}/people",
    { householdId },
    {
      ...typedBaby,
      name: "Zoë Control",
      "dateOfBirth-day": "3",
      "dateOfBirth-month": "2",
      "dateOfBirth-year": "1988",
    },
  );
  expect(answer.isShownAgain).toBe(true);
  expect(answer.body).toContain('href="#add-name"');
  expect(answer.body).toContain("Zoe Control is of this household already");
  expect(answer.body).toContain('value="Zoë Control"');
  expect(answer.body).toContain(reason);
});

test("the form of a person comes back as typed, and the other form on the page as it is known", async () => {
  const personId = await personIdOf(desk, householdId, "Tom Control");
  const answer = await byPage(
    desk,
    "POST /households/{householdId}/people/{personId}/correct",
    { householdId, personId },
    { version: "1", name: "Tomas", nino: "QQ123456C", reason },
  );
  expect(answer.isShownAgain).toBe(true);
  expect(answer.body).toContain('href="#correct-nino"');
  expect(answer.body).toContain('value="Tomas"');
  expect(answer.body).not.toContain('id="leave-why-error"');
});

test("two people who record something of the same household at once: one is recorded, and the other is told", async () => {
  const personId = await personIdOf(desk, householdId, "Tom Control");
  const both = await Promise.all([
    byApi(desk, add, { householdId }, baby),
    byApi(desk, leave, { householdId, personId }, { seen, why: "moved", on: today, reason }, desk.ben),
  ]);
  expect(both.map(({ status }) => status).toSorted()).toEqual([201, 409]);
  const refused = both.find(({ status }) => status === 409);
  expect(refused?.json<{ type: string; detail: string; version: number }>()).toMatchObject({
    type: expect.stringContaining("stale-household"),
    detail: expect.stringMatching(/(?:Asha Patel|Ben Okafor) recorded on .+ Nothing of yours was recorded/),
    version: 2,
  });
  expect((await desk.identities.find(householdId))?.version).toBe(2);
});

test("on the page, somebody who was too slow is told what changed, and keeps what they typed", async () => {
  await byApi(desk, add, { householdId }, baby, desk.ben);
  const answer = await byPage(
    desk,
    "POST /households/{householdId}/people",
    { householdId },
    {
      ...typedBaby,
      name: "Jo Control",
    },
  );
  expect(answer.isShownAgain).toBe(true);
  expect(textOf(answer.body)).toContain("Ben Okafor recorded on");
  expect(answer.body).toContain('value="Jo Control"');
  expect(answer.body).toContain('name="version" value="2"');
});

test("the same sent again, after a lost answer or by a double click, is recorded once", async () => {
  const answers = await Promise.all([1, 2, 3].map(() => byApi(desk, add, { householdId }, baby)));
  expect(answers.map(({ status }) => status)).toEqual([201, 201, 201]);
  expect((await byApi(desk, add, { householdId }, baby)).status).toBe(201);
  const identity = await desk.identities.find(householdId);
  expect(identity?.people.filter(({ name }) => name === "Noor Control")).toHaveLength(1);
  expect((await householdApi(desk, householdId)).json<{ changes: object[] }>().changes).toHaveLength(1);
});

test("nothing is there for an unknown household or person", async () => {
  const unknown = { householdId: "H-AAAA-AAAA-AAAA", personId: "P1" };
  for (const id of [unknown, { ...unknown, householdId: "no/such" }]) {
    expect((await householdOn(desk, id.householdId)).status).toBe(404);
    expect((await householdApi(desk, id.householdId)).status).toBe(404);
    expect((await byApi(desk, add, id, baby)).status).toBe(404);
  }
  expect((await byApi(desk, leave, { householdId, personId: "P99" }, { seen, why: "moved", on: today, reason })).status).toBe(404);
  const form = await byPage(
    desk,
    "POST /households/{householdId}/people/{personId}/leave",
    { householdId, personId: "P99" },
    { version: "1" },
  );
  expect(form.status).toBe(404);
});

test("an auditor reads the household and records nothing; finance and partners see nothing of it", async () => {
  expect((await householdOn(desk, householdId, desk.auditor)).status).toBe(200);
  expect((await householdOn(desk, householdId, desk.auditor)).body).not.toContain("Add somebody");
  expect((await byApi(desk, add, { householdId }, baby, desk.auditor)).status).toBe(403);
  for (const who of [desk.finance, desk.partner]) {
    expect((await householdOn(desk, householdId, who)).status).toBe(403);
    expect((await householdApi(desk, householdId, who)).status).toBe(403);
    expect((await byApi(desk, add, { householdId }, baby, who)).status).toBe(403);
  }
});
