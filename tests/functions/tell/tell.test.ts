import { randomUUID } from "node:crypto";
import { PutItemCommand } from "@aws-sdk/client-dynamodb";
import { beforeEach, expect, test } from "vitest";
import { createNotify } from "../../../functions/notify/notify.ts";
import type { Postbox } from "../../../functions/notify/send-message.ts";
import { sendingWith } from "../../../functions/notify/sending-with.ts";
import { createTell } from "../../../functions/tell/tell.ts";
import type { Application, ApplicationInput } from "../../../shared/domain/application.ts";
import type { Case } from "../../../shared/domain/case/case.ts";
import { dynamoCases } from "../../../shared/store/cases.ts";
import { readItem, writeItem } from "../../../shared/store/items.ts";
import { householdKey } from "../../../shared/store/keys.ts";
import { dynamoLines } from "../../../shared/store/lines.ts";
import { dynamoMessages } from "../../../shared/store/messages.ts";
import { dynamoSessions } from "../../../shared/store/sessions.ts";
import { aDayInCrf, applicationLike, approver, assessor, awardRequestFor, secondAssessor, submitExample } from "../../examples.ts";
import { origin, type SignedIn, send, tokensOf } from "../../http.ts";
import { deliverTo, insertsIn, itemsIn, queueOn } from "../../stream.ts";
import { auditor, openDesk as openAssess, textOf } from "../assess/desk.ts";
import { csvOf, openDesk as openBulk, ran, rowFor } from "../bulk/desk.ts";
import { awardExample, started, voucher } from "../fulfil/room.ts";

const phone = "07700 900982";
const letter: ApplicationInput["contact"] = { ways: ["letter"] };

type Desk = Awaited<ReturnType<typeof openDesk>>;
let desk: Desk;

const openDesk = async () => {
  const assess = await openAssess();
  const { table } = assess;
  const tell = createTell({
    origin,
    sessions: dynamoSessions(table),
    tokens: tokensOf(assessor, secondAssessor, approver, auditor),
    cases: dynamoCases(table),
    lines: dynamoLines(table),
    messages: dynamoMessages(table),
  });
  return { ...assess, tell };
};

beforeEach(async () => {
  desk = await openDesk();
});

/** Refuses a case with a signpost, and so leaves its message to be told. */
const refused = async (contact: ApplicationInput["contact"] = letter, over: Partial<Application> = {}): Promise<Case> => {
  const head = await submitExample(desk.table, { application: { ...applicationLike({ contact }), ...over } });
  const answer = await send(desk.assess, "POST /api/cases/{caseId}/refusals", {
    as: desk.asha,
    path: { caseId: head.caseId },
    json: {
      seen: { version: head.version, householdId: head.householdId },
      because: "withdrawn",
      referrals: [],
      signposts: ["debtAdvice"],
      reason: "They asked.",
    },
    headers: { "idempotency-key": randomUUID() },
  });
  if (answer.status !== 201) throw new Error(answer.body);
  return head;
};
const idOf = ({ caseId }: Pick<Case, "caseId">) => `${caseId}-M1`;

type ToTell = {
  readonly count: number;
  readonly items: { messageId: string; because: string; says: string; state: string }[];
  readonly next?: string;
};
const listed = async (query: Record<string, string> = {}) =>
  (await send(desk.tell, "GET /api/messages-to-tell", { as: desk.asha, query })).json<ToTell>();
const pageOf = async (route: string, head: Pick<Case, "caseId">, as: SignedIn = desk.asha, messageId = idOf(head)) =>
  send(desk.tell, route, { as, path: { messageId } });
const toldOnApi = (head: Pick<Case, "caseId">, as: SignedIn = desk.asha, how = "letter", messageId = idOf(head)) =>
  send(desk.tell, "POST /api/messages/{messageId}/tellings", {
    as,
    path: { messageId },
    json: { how },
    headers: { "idempotency-key": randomUUID() },
  });
const toldOnPage = (head: Pick<Case, "caseId">, as: SignedIn, form: Record<string, string>) =>
  send(desk.tell, "POST /to-tell/{messageId}/told", { as, path: { messageId: idOf(head) }, form });
const stored = async ({ caseId }: Pick<Case, "caseId">) => dynamoMessages(desk.table).find(caseId, `${caseId}-M1`);

test("a resident who chose letters is listed with the words to tell them, until somebody says that they were told", async () => {
  const head = await refused();
  expect(await listed()).toMatchObject({
    count: 1,
    items: [{ messageId: idOf(head), because: "noSafeChannel", state: "toTell", says: expect.stringContaining("You asked us to stop") }],
  });
  const list = await send(desk.tell, "GET /to-tell", { as: desk.asha });
  expect(textOf(list.body)).toContain("One thing has still to be told.");
  expect(list.body).toContain(`/to-tell/${idOf(head)}`);

  const answer = await toldOnPage(head, desk.asha, { how: "phone" });
  expect([answer.status, answer.headers.location]).toEqual([303, "/to-tell"]);
  expect(await stored(head)).toMatchObject({ state: "told", told: { by: { id: assessor.id }, at: aDayInCrf.toISOString(), how: "phone" } });
  expect(await listed()).toEqual({ count: 0, items: [] });
  const onCase = await send(desk.assess, "GET /cases/{caseId}", { as: desk.asha, path: { caseId: head.caseId } });
  expect(textOf(onCase.body)).toContain(`${assessor.name} told them by phone`);
});

test("a letter says what was decided and who else helps, and nothing of anybody else's case", async () => {
  const other = await refused(letter, { people: [{ name: "Kim Other", dateOfBirth: "1990-01-01", relationship: "self" }] });
  const head = await refused();
  const answer = await pageOf("GET /to-tell/{messageId}/letter", head);
  const says = textOf(answer.body);
  expect(says).toContain("Dear Robin Example");
  expect(says).toContain("We have closed your application.");
  expect(says).toContain("Debt advice can help too: call 01632 960103");
  expect(says).toContain(head.caseId);
  expect(answer.body).not.toContain(other.caseId);
  expect(answer.body).not.toContain("Kim Other");
});

test.each<[string, ApplicationInput["contact"]]>([
  ["asked for care", { ways: ["letter", "text"], phone, safety: "My mother opens the post." }],
  ["called only phone calls safe", { ways: ["phone"], phone }],
])("a letter to whoever %s says nothing of what it is about", async (_, contact) => {
  const head = await refused(contact);
  const shown = textOf((await pageOf("GET /to-tell/{messageId}", head)).body);
  expect(shown).toContain("Print a letter that does not say what it is about");
  expect(shown).toContain("We have closed your application.");
  const says = textOf((await pageOf("GET /to-tell/{messageId}/letter", head)).body);
  expect(says).toContain("We have an answer for you.");
  expect(says).not.toMatch(/closed your application|Debt advice|can help too/);
});

test("nobody without an address is written a letter", async () => {
  const head = await refused(letter, { address: { kind: "none", staying: "A friend’s sofa" } });
  expect(textOf((await pageOf("GET /to-tell/{messageId}", head)).body)).toContain("They gave no address for a letter.");
  expect((await pageOf("GET /to-tell/{messageId}/letter", head)).status).toBe(404);
});

test("the same telling sent again is one telling, another one is told who did it and when", async () => {
  const head = await refused();
  expect((await toldOnApi(head)).status).toBe(201);
  expect((await toldOnApi(head)).status).toBe(201);
  const second = await toldOnApi(head, desk.ben, "phone");
  expect([second.status, second.json<{ detail: string }>().detail]).toEqual([409, expect.stringContaining(`${assessor.name} told them`)]);
  expect((await stored(head))?.told).toMatchObject({ by: { id: assessor.id }, how: "letter" });
  const again = await toldOnPage(head, desk.ben, { how: "phone" });
  expect([again.isShownAgain, textOf(again.body)]).toEqual([true, expect.stringContaining(`${assessor.name} told them`)]);
});

test("of two people who say it at once, one is recorded", async () => {
  const head = await refused();
  const answers = await Promise.all([toldOnApi(head, desk.asha), toldOnApi(head, desk.ben), toldOnApi(head, desk.cleo)]);
  expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 409, 409]);
});

test("a person with a declared interest sees nobody's name, prints no letter and records nothing", async () => {
  const head = await refused();
  await send(desk.assess, "POST /api/cases/{caseId}/interests", {
    as: desk.ben,
    path: { caseId: head.caseId },
    json: {},
    headers: { "idempotency-key": randomUUID() },
  });
  const page = await pageOf("GET /to-tell/{messageId}", head, desk.ben);
  expect(page.body).not.toContain("Robin");
  expect((await pageOf("GET /to-tell/{messageId}/letter", head, desk.ben)).status).toBe(404);
  expect((await toldOnApi(head, desk.ben)).status).toBe(403);
  expect((await toldOnPage(head, desk.ben, { how: "phone" })).isShownAgain).toBe(true);
  const message = await stored(head);
  if (!message) throw new Error("The case has the message.");
  const told = { by: { id: secondAssessor.id, name: "B" }, at: aDayInCrf.toISOString(), how: "phone" } as const;
  expect(await dynamoMessages(desk.table).recordTold(message, told)).toEqual({ kind: "barred" });
});

test("without saying how, nothing is recorded, and the page asks at its box", async () => {
  const head = await refused();
  const answer = await toldOnPage(head, desk.asha, {});
  expect([answer.isShownAgain, textOf(answer.body)]).toEqual([true, expect.stringContaining("Select how they were told")]);
  expect((await stored(head))?.state).toBe("toTell");
});

test("auditors read the list and print and record nothing", async () => {
  const head = await refused();
  expect((await pageOf("GET /to-tell/{messageId}", head, desk.auditor)).status).toBe(200);
  expect((await pageOf("GET /to-tell/{messageId}/letter", head, desk.auditor)).status).toBe(403);
  expect((await toldOnApi(head, desk.auditor)).status).toBe(403);
});

test.each(["nothing", "7K3F-9QZT-1A2B-M1", "7K3F-9QZT-1A2B-A1.1-M1", "7K3F-9QZT-1A2B-M1#x"])(
  "there is no message %s",
  async (messageId) => {
    expect((await pageOf("GET /to-tell/{messageId}", { caseId: "" }, desk.asha, messageId)).status).toBe(404);
    expect((await toldOnApi({ caseId: "" }, desk.asha, "phone", messageId)).status).toBe(404);
  },
);

const takingInto = (taken: string[]): Postbox => ({
  send: async ({ messageId }) => {
    taken.push(messageId);
    return { kind: "taken" };
  },
  has: async () => false,
});
const refusing: Postbox = { send: async () => ({ kind: "recipientWrong" }), has: async () => false };
const deliver = async (postbox: Postbox) =>
  deliverTo(
    createNotify({ ...sendingWith(desk.table, postbox, async () => "a key for tests"), queue: queueOn(desk.table) }),
    await insertsIn(desk.table, "MESSAGE#"),
  );

test("a message that Notify refuses for good joins the list, and one that was told is never sent afterwards", async () => {
  const head = await refused({ ways: ["text"], phone });
  expect((await listed()).items).toEqual([]);
  await deliver(refusing);
  expect((await listed()).items.map(({ messageId, because }) => [messageId, because])).toContainEqual([idOf(head), "notTaken"]);
  expect((await toldOnApi(head, desk.asha, "phone")).status).toBe(201);
  const taken: string[] = [];
  await deliver(takingInto(taken));
  expect(taken).toEqual([]);
  expect((await stored(head))?.state).toBe("told");
});

test("the case says which way was tried before, and why a message waits", async () => {
  const head = await refused({ ways: ["text", "email"], phone, email: "robin@example.com" });
  const byText: Postbox = {
    send: async ({ channel }) => (channel === "text" ? { kind: "recipientWrong" } : { kind: "held", cause: "dayLimit", until: aDayInCrf }),
    has: async () => false,
  };
  await deliver(byText);
  const { text, api } = await wholeOf(head);
  expect(text).toContain("waits to be sent : GOV.UK Notify takes no more from the council today. It goes after midnight");
  expect(text).toContain("The text could not be sent to them, 20 November 2026 at 10:00 am.");
  expect(api.messages).toMatchObject([
    { state: "held", channel: "email", held: { cause: "dayLimit" }, tried: { channel: "text", because: "notTaken" } },
  ]);
  expect((await toldOnApi(head)).status).toBe(409);
});

test("a message that was never sent by itself is not sent by its queue either", async () => {
  await refused();
  const taken: string[] = [];
  expect(await deliver(takingInto(taken))).toEqual([]);
  expect(taken).toEqual([]);
});

test("a message that is being sent is not listed, until it has been stuck for an hour", async () => {
  const head = await refused({ ways: ["text"], phone });
  expect((await toldOnApi(head)).status).toBe(409);
  const later = new Date(aDayInCrf.getTime() + 3_600_001);
  const messageId = idOf(head);
  const answer = await send(desk.tell, "POST /api/messages/{messageId}/tellings", {
    as: desk.asha,
    path: { messageId },
    json: { how: "phone" },
    headers: { "idempotency-key": randomUUID() },
    now: later,
  });
  expect(answer.status).toBe(201);
});

test("the decider neither sees nor gives out a code that could not be sent: somebody else does", async () => {
  const award = await awardExample(desk.table, {
    lines: [voucher],
    application: applicationLike({ contact: { ways: ["text", "letter"], phone } }),
  });
  await started(desk.table, award);
  await deliver(refusing);
  const messageId = `${award.awardId}.1-M1`;
  const of = (route: string, as: SignedIn) => pageOf(route, award, as, messageId);
  for (const as of [desk.asha, desk.auditor]) expect((await of("GET /to-tell/{messageId}", as)).body).not.toContain("1111-2222-3333");
  expect((await of("GET /to-tell/{messageId}/letter", desk.asha)).body).not.toContain("1111-2222-3333");
  expect((await toldOnApi(award, desk.asha, "phone", messageId)).status).toBe(403);
  expect((await of("GET /to-tell/{messageId}", desk.ben)).body).toContain("1111-2222-3333");
  expect((await of("GET /to-tell/{messageId}/letter", desk.ben)).body).toContain("1111-2222-3333");
  expect(JSON.stringify(await listed())).not.toContain("1111-2222-3333");
  expect((await toldOnApi(award, desk.ben, "phone", messageId)).status).toBe(201);
});

test("a long list comes in slices, with how many there are in all", async () => {
  for (let number = 0; number < 3; number += 1) await refused();
  const first = await listed({ limit: "2" });
  expect([first.count, first.items.length]).toEqual([3, 2]);
  const second = await listed({ limit: "2", cursor: first.next ?? "" });
  expect(second.items).toHaveLength(1);
  expect((await send(desk.tell, "GET /api/messages-to-tell", { as: desk.asha, query: { cursor: "x" } })).status).toBe(400);
});

type Whole = {
  signposts: { service: string; name: string; phone: string }[];
  messages: { says: string; template: string }[];
  awards: { signposts: string[] }[];
};
const wholeOf = async ({ caseId }: Pick<Case, "caseId">) => {
  const page = await send(desk.assess, "GET /cases/{caseId}", { as: desk.asha, path: { caseId } });
  const api = await send(desk.assess, "GET /api/cases/{caseId}", { as: desk.asha, path: { caseId } });
  return { text: textOf(page.body), api: api.json<Whole>() };
};

test("an award says its items, its amount and its signposts, in the message, on the case, in the award and in the API", async () => {
  const head = await submitExample(desk.table);
  const answer = await send(desk.award, "POST /api/cases/{caseId}/awards", {
    as: desk.asha,
    path: { caseId: head.caseId },
    json: awardRequestFor(head, { signposts: ["debtAdvice"] }),
    headers: { "idempotency-key": randomUUID() },
  });
  expect(answer.json<{ signposts: string[] }>().signposts).toEqual(["debtAdvice"]);
  const { text, api } = await wholeOf(head);
  expect(api.signposts).toMatchObject([{ service: "debtAdvice", name: "Debt advice", phone: "01632 960103" }]);
  expect(api.awards[0]?.signposts).toEqual(["debtAdvice"]);
  const says = api.messages.find(({ template }) => template === "awarded")?.says;
  expect(says).toMatch(
    /^Coventry City Council: We have decided to help you\. .*\(£100\): .*You can ask for the same again .*Debt advice can help too: call 01632 960103/,
  );
  expect(text).toContain("Told to go to");
  expect(text).toContain("Telephone 01632 960103");
  expect(text).toContain("Told to go to: Debt advice");
  expect(text).toContain("We have decided to help you.");
  const awardPage = (as: SignedIn) =>
    send(desk.award, "GET /awards/{awardId}", { as, path: { awardId: answer.json<{ awardId: string }>().awardId } });
  expect(textOf((await awardPage(desk.asha)).body)).toContain("Told to go to Debt advice");
  expect(textOf((await awardPage(desk.finance)).body)).not.toContain("Debt advice");
});

test("a refusal says its reason and its signposts too", async () => {
  const head = await refused({ ways: ["text"], phone });
  const { text, api } = await wholeOf(head);
  expect(api.signposts).toMatchObject([{ service: "debtAdvice" }]);
  expect(api.messages.find(({ template }) => template === "closed")?.says).toContain("You asked us to stop the application.");
  expect(text).toContain("Told to go to: Debt advice");
});

test("a household of a list without a safe way is told by a person: listed, written to, recorded, and kept from whoever is barred", async () => {
  const bulk = await openBulk(desk.table);
  await ran(bulk, csvOf([rowFor(1)]), { item: "bed", delivery: "TANGIBLE", amount: 120_00 });
  const [item = {}] = await itemsIn(desk.table, "AWARD#");
  const award = readItem("award", item);
  await started(desk.table, award);
  const messageId = `${award.caseId}-M1`;
  const path = { messageId };

  const list = await send(desk.tell, "GET /api/messages-to-tell", { as: desk.ben });
  expect(list.json()).toMatchObject({ count: 1, items: [{ messageId, because: "noSafeChannel", template: "awarded" }] });
  const page = await send(desk.tell, "GET /to-tell/{messageId}", { as: desk.ben, path });
  expect(page.status).toBe(200);
  expect(textOf(page.body)).toContain(
    "We have decided to help you. Bed, bedding and mattress (£120): we order it and have it delivered to you.",
  );
  const letter = await send(desk.tell, "GET /to-tell/{messageId}/letter", { as: desk.ben, path });
  expect(textOf(letter.body)).toContain("1 Sample Street");
  expect(textOf(letter.body)).toContain("We have decided to help you.");

  const interest = { by: { id: secondAssessor.id, name: secondAssessor.name }, at: aDayInCrf.toISOString() };
  const household = await dynamoCases(desk.table).claims(award.householdId);
  const kept = writeItem("household", householdKey(award.householdId), { ...household, interests: [interest] });
  await desk.table.client.send(new PutItemCommand({ TableName: desk.table.name, Item: kept }));
  const barred = await send(desk.tell, "GET /to-tell/{messageId}", { as: desk.ben, path });
  expect(textOf(barred.body)).not.toContain("Bed");
  expect((await send(desk.tell, "GET /to-tell/{messageId}/letter", { as: desk.ben, path })).status).toBe(404);
  const headers = { "idempotency-key": randomUUID() };
  const refusedToTell = await send(desk.tell, "POST /api/messages/{messageId}/tellings", {
    as: desk.ben,
    path,
    json: { how: "phone" },
    headers,
  });
  expect(refusedToTell.status).toBe(403);

  const told = await send(desk.tell, "POST /api/messages/{messageId}/tellings", { as: desk.asha, path, json: { how: "letter" }, headers });
  expect(told.status).toBe(201);
  expect((await send(desk.tell, "GET /api/messages-to-tell", { as: desk.asha })).json()).toMatchObject({ count: 0, items: [] });
});
