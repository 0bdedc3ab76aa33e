import { PutItemCommand } from "@aws-sdk/client-dynamodb";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createNotify } from "../../../functions/notify/notify.ts";
import { notifyPostbox } from "../../../functions/notify/notify-postbox.ts";
import { refusalOf } from "../../../functions/notify/notify-refusals.ts";
import { createSendHeld } from "../../../functions/notify/send-held.ts";
import type { SendMessagePorts } from "../../../functions/notify/send-message.ts";
import { sendingWith } from "../../../functions/notify/sending-with.ts";
import { templates } from "../../../functions/notify/templates.ts";
import { asFunction } from "../../../infra/local/declared-access.ts";
import { withClock } from "../../../shared/clock.ts";
import { council } from "../../../shared/council.ts";
import type { ApplicationInput } from "../../../shared/domain/application.ts";
import { type HeldCause, isOursToMend } from "../../../shared/domain/case/held-message.ts";
import { messageFor } from "../../../shared/domain/case/message.ts";
import { noClaims } from "../../../shared/domain/household/household.ts";
import { dynamoCases } from "../../../shared/store/cases.ts";
import { commit } from "../../../shared/store/commit.ts";
import { contactDestination, dynamoDestinations } from "../../../shared/store/destinations.ts";
import { putNew, type Table, writeItem } from "../../../shared/store/items.ts";
import { householdKey } from "../../../shared/store/keys.ts";
import { dynamoMessages, type Messages } from "../../../shared/store/messages.ts";
import { aDayInCrf, allocateExample, applicationLike, assessor, submitExample, takenExample } from "../../examples.ts";
import { runContext } from "../../run-context.ts";
import { freshTable } from "../../setup/table.ts";
import { deliverTo, insertsIn, queueOn } from "../../stream.ts";
import { awardExample, started, step, voucher } from "../fulfil/room.ts";
import { allWell, type Settings, startPublishedNotify } from "./published-notify.ts";

type Notify = Awaited<ReturnType<typeof startPublishedNotify>>;

let notify: Notify;
let table: Table;
beforeEach(async () => {
  notify = await startPublishedNotify();
  table = await freshTable();
});
afterEach(() => notify.stop());

const phone = "07700 900982";
const email = "robin@example.com";
const both: ApplicationInput["contact"] = { ways: ["text", "email"], phone, email };
const textOnly: ApplicationInput["contact"] = { ways: ["text"], phone };

/** A case whose resident is asked something. */
const asked = async (contact: ApplicationInput["contact"], householdId?: string): Promise<string> => {
  const application = applicationLike({ contact });
  const before = await submitExample(table, { application, ...(householdId && { householdId }) });
  const question = "How many children live with you?";
  const message = messageFor("question", before, { application, contact: application.contact }, aDayInCrf, { question });
  await dynamoCases(table).change({ taken: takenExample(before, { kind: "ask", question }, assessor), ...(message && { message }) });
  return before.caseId;
};

const ports = (over: Partial<SendMessagePorts> = {}): SendMessagePorts => ({
  ...sendingWith(table, notifyPostbox(notify.url, notify.key), async () => "a key for tests"),
  ...over,
});
const deliver = async (over: Partial<SendMessagePorts> = {}) =>
  deliverTo(createNotify({ ...ports(over), queue: queueOn(table) }), await insertsIn(table, "MESSAGE#"));

/** The scheduled run, so many minutes later. */
const runAfter = (minutes: number, over: Partial<SendMessagePorts> = {}) =>
  asFunction("sendHeldMessages", () =>
    withClock(
      () => new Date(aDayInCrf.getTime() + minutes * 60_000),
      () => createSendHeld({ ...ports(over), reports: notifyPostbox(notify.url, notify.key) })({}, runContext()),
    ),
  );
const messageOf = async (caseId: string) => dynamoMessages(table).find(caseId, `${caseId}-M1`);
const heldNow = () => dynamoMessages(table).heldNow();

type Published = readonly [what: string, set: Partial<Settings>, cause: HeldCause];

const published: readonly Published[] = [
  ["a team-only key", { key: "teamOnly" }, "teamOnlyKey"],
  ["a service in trial mode", { trialMode: true }, "trialMode"],
  ["a clock over 30 seconds out", { clockSecondsOut: 45 }, "clockWrong"],
  ["a key that is not found", { key: "unknown" }, "keyRefused"],
  ["the rate limit of a minute", { leftInMinute: 0 }, "rateLimit"],
  ["the limit of a day", { leftToday: 0 }, "dayLimit"],
  ["a deleted template", { deletedTemplates: [templates.question.text.id] }, "templateMissing"],
  ["a blank that nobody fills", { blanksAdded: ["surname"] }, "blankMissing"],
  ["a text longer than Notify takes", { textsLongerBy: 900 }, "tooLong"],
  ["a sender that is not there", { senderExists: false }, "notTurnedOn"],
];

test.each(published)("%s: the message waits, operators see the cause, and it is sent once when that is over", async (_, set, cause) => {
  const caseId = await asked(both);
  Object.assign(notify.settings, set);
  expect(await deliver()).toEqual([]);
  expect(notify.taken).toEqual([]);
  expect(await messageOf(caseId)).toMatchObject({ state: "held", channel: "text", held: { cause, since: aDayInCrf.toISOString() } });
  expect(await heldNow()).toEqual([{ cause, count: 1, since: aDayInCrf.toISOString() }]);

  // Nothing has been mended: it waits on. Its queue may deliver it again.
  const soon = cause === "dayLimit" ? 15 * 60 : 6;
  await runAfter(soon);
  await deliver();
  expect(notify.taken).toEqual([]);
  expect(await messageOf(caseId)).toMatchObject({ state: "held", held: { cause, since: aDayInCrf.toISOString() } });

  Object.assign(notify.settings, allWell);
  await runAfter(2 * soon + 24 * 60);
  await runAfter(2 * soon + 24 * 60 + 10);
  expect(notify.taken.map(({ reference, phone_number }) => [reference, phone_number])).toEqual([[`${caseId}-M1`, phone]]);
  expect(await messageOf(caseId)).toMatchObject({ state: "sent" });
  expect(await heldNow()).toEqual([]);
});

test.each([
  "Too many digits",
  "Not enough digits",
  "Not a UK mobile number",
  "Must not contain letters or symbols",
  "Not a valid country prefix",
  "words that Notify has not thought of yet",
])("a number that Notify finds wrong (%s) is tried by the household's next safe way, once", async (words) => {
  const caseId = await asked(both);
  notify.settings.wrongNumbers = { [phone]: words };
  await deliver();
  await deliver();
  expect(notify.taken.map(({ reference, email_address, template_id }) => [reference, email_address, template_id])).toEqual([
    [`${caseId}-M1-2`, email, templates.question.email.id],
  ]);
  expect(await messageOf(caseId)).toMatchObject({
    state: "sent",
    channel: "email",
    tried: { channel: "text", because: "notTaken", at: aDayInCrf.toISOString() },
  });
});

test("if Notify refuses the second channel too, a person tells them, and nothing is sent a third time", async () => {
  const caseId = await asked(both);
  notify.settings.wrongNumbers = { [phone]: "Too many digits", [email]: "is not a valid email address" };
  await deliver();
  await deliver();
  await runAfter(60);
  expect(notify.asked).toEqual([`${caseId}-M1`, `${caseId}-M1-2`]);
  expect(await messageOf(caseId)).toMatchObject({ state: "failed", because: "notTaken" });
  const listed = await dynamoMessages(table).toTell({ limit: 10 });
  expect(listed).toMatchObject({ items: [{ messageId: `${caseId}-M1` }] });
});

test("without a second safe way a person tells them", async () => {
  const caseId = await asked(textOnly);
  notify.settings.wrongNumbers = { [phone]: "Too many digits" };
  await deliver();
  expect(notify.asked).toEqual([`${caseId}-M1`]);
  expect(await messageOf(caseId)).toMatchObject({ state: "failed", because: "notTaken" });
});

test("a way that another application of the household does not call safe is not tried", async () => {
  const householdId = "0000-0000-00HH";
  const caseId = await asked(both, householdId);
  const household = writeItem("household", householdKey(householdId), { ...noClaims(householdId), contact: { ways: ["text"], phone } });
  await commit(table, { household: putNew(table, household) });
  notify.settings.wrongNumbers = { [phone]: "Too many digits" };
  await deliver();
  expect(notify.taken).toEqual([]);
  expect(await messageOf(caseId)).toMatchObject({ state: "failed" });
});

/** An award of a voucher, whose code is on its way by text. */
const codeOnItsWay = async (contact: ApplicationInput["contact"]) => {
  await allocateExample(table, "CRF", "CRISIS_PAYMENT", 5_000_00);
  const award = await awardExample(table, { lines: [voucher], application: applicationLike({ contact }) });
  await started(table, award);
  return { award, message: () => dynamoMessages(table).find(award.caseId, `${award.awardId}.1-M1`) };
};

test("a code that cannot go by text goes by email, once", async () => {
  const { message } = await codeOnItsWay(both);
  notify.settings.wrongNumbers = { [phone]: "Too many digits" };
  await deliver();
  await deliver();
  expect(notify.taken.map(({ email_address, personalisation }) => [email_address, personalisation.code])).toEqual([
    [email, "1111-2222-3333"],
  ]);
  expect(await message()).toMatchObject({ state: "sent", channel: "email", tried: { channel: "text" } });
});

test("a code does not go to an email that another household has too: a person gives it out", async () => {
  const { message } = await codeOnItsWay(both);
  const destination = contactDestination("a key for tests", { channel: "email", to: email });
  await dynamoDestinations(table).note(destination, { householdId: "another household", lineId: "0000-0000-0000-A1.1" });
  notify.settings.wrongNumbers = { [phone]: "Too many digits" };
  await deliver();
  expect(notify.taken).toEqual([]);
  expect(await message()).toMatchObject({ state: "failed", because: "notTaken" });
});

test("a code that was taken back while its message waited is never sent", async () => {
  const { award, message } = await codeOnItsWay(both);
  notify.settings.trialMode = true;
  await deliver();
  expect(await message()).toMatchObject({ state: "held" });
  expect(await step(table, award, 0, "return")).toMatchObject({ kind: "taken" });
  notify.settings.trialMode = false;
  await runAfter(60);
  expect(notify.taken).toEqual([]);
  expect(await message()).toMatchObject({ state: "failed", because: "codeTakenBack" });
});

/** As if somebody had recorded that whoever gave this phone has left. */
const gaveAndLeft = async (householdId: string, gone: string) => {
  const claims = await dynamoCases(table).claims(householdId);
  const contact = { ways: ["text" as const], gone: [gone] };
  const Item = writeItem("household", householdKey(householdId), { ...claims, contact });
  await table.client.send(new PutItemCommand({ TableName: table.name, Item }));
};

test("a message that waited is not sent to the phone of somebody who has left the household meanwhile", async () => {
  const caseId = await asked(textOnly);
  notify.settings.trialMode = true;
  await deliver();
  await gaveAndLeft(`H-${caseId}`, "+44 7700 900982");
  notify.settings.trialMode = false;
  await runAfter(60);
  expect(notify.taken).toEqual([]);
  expect(await dynamoMessages(table).find(caseId, `${caseId}-M1`)).toMatchObject({ state: "failed", because: "leftHousehold" });
});

test("a code that waited is not sent to the phone of somebody who has left the household meanwhile", async () => {
  const { award, message } = await codeOnItsWay(both);
  notify.settings.trialMode = true;
  await deliver();
  await gaveAndLeft(award.householdId, phone);
  notify.settings.trialMode = false;
  await runAfter(60);
  expect(notify.taken).toEqual([]);
  expect(await message()).toMatchObject({ state: "failed", because: "leftHousehold" });
});

test.each(["permanent-failure", "temporary-failure", "technical-failure"] as const)(
  "a text that Notify took and did not deliver (%s) goes by the next safe way, once",
  async (status) => {
    const caseId = await asked(both);
    await deliver();
    notify.failed.set(`${caseId}-M1`, status);
    await runAfter(60);
    await Promise.all([runAfter(65), runAfter(65)]);
    await deliver();
    expect(notify.taken.map(({ reference, email_address }) => [reference, email_address])).toEqual([
      [`${caseId}-M1`, undefined],
      [`${caseId}-M1-2`, email],
    ]);
    expect(await messageOf(caseId)).toMatchObject({ state: "sent", channel: "email", tried: { channel: "text", because: "notDelivered" } });

    notify.failed.set(`${caseId}-M1-2`, status);
    await runAfter(120);
    await runAfter(125);
    expect(notify.taken).toHaveLength(2);
    expect(await messageOf(caseId)).toMatchObject({ state: "failed", because: "notDelivered" });
    expect(await dynamoMessages(table).toTell({ limit: 10 })).toMatchObject({ items: [{ messageId: `${caseId}-M1` }] });
  },
);

test("an undelivered message without another safe channel is for a person to tell; references of others change nothing", async () => {
  const caseIds: string[] = [];
  for (let number = 0; number < 5; number++) caseIds.push(await asked({ ...textOnly, phone: `07700 9002${10 + number}` }));
  await deliver();
  notify.taken.push({ id: "x", reference: "somebody else's", template_id: "", personalisation: {} });
  notify.taken.push({ id: "y", reference: "0000-0000-0000-M1", template_id: "", personalisation: {} });
  for (const reference of ["somebody else's", "0000-0000-0000-M1", ...caseIds.map((caseId) => `${caseId}-M1`)])
    notify.failed.set(reference, "permanent-failure");
  await runAfter(60);
  for (const caseId of caseIds) expect(await messageOf(caseId)).toMatchObject({ state: "failed", because: "notDelivered" });
});

test("a message that a person told meanwhile is not sent again for a late failure", async () => {
  const caseId = await asked(both);
  notify.settings.trialMode = true;
  await deliver();
  const held = await messageOf(caseId);
  if (!held) throw new Error("It is kept.");
  await dynamoMessages(table).recordTold(held, { by: { id: "a", name: "Asha" }, at: aDayInCrf.toISOString(), how: "phone" });
  expect(await dynamoMessages(table).noteFailure({ caseId, messageId: `${caseId}-M1`, isSecondWay: false }, aDayInCrf)).toBe(false);
  expect(await messageOf(caseId)).toMatchObject({ state: "told" });
});

test("a run that is killed after it chose the second way for what did not arrive sends it once", async () => {
  const caseId = await asked(both);
  await deliver();
  notify.failed.set(`${caseId}-M1`, "permanent-failure");
  const postbox = notifyPostbox(notify.url, notify.key);
  await runAfter(60, { postbox: { ...postbox, send: () => Promise.reject(new Error("The process was killed here.")) } });
  expect(await messageOf(caseId)).toMatchObject({ state: "sending", channel: "email" });
  await runAfter(70);
  await runAfter(80);
  expect(notify.taken.map(({ reference }) => reference)).toEqual([`${caseId}-M1`, `${caseId}-M1-2`]);
  expect(await messageOf(caseId)).toMatchObject({ state: "sent" });
});

test("while Notify is down the queue tries again, and nothing is given up", async () => {
  const caseId = await asked(both);
  notify.settings.isDown = true;
  expect(await deliver()).toEqual(["1"]);
  expect(await messageOf(caseId)).toMatchObject({ state: "sending" });
  notify.settings.isDown = false;
  expect(await deliver()).toEqual([]);
  expect(notify.taken).toHaveLength(1);
});

test("the rate limit is waited out for as long as Notify says, and no longer than an hour", async () => {
  const caseId = await asked(textOnly);
  Object.assign(notify.settings, { leftInMinute: 0, retryAfter: "120" });
  await deliver();
  expect(await messageOf(caseId)).toMatchObject({ held: { until: "2026-11-20T10:02:00.000Z" } });
  notify.settings.leftInMinute = 10;
  await runAfter(1);
  expect(notify.taken).toEqual([]);
  notify.settings.retryAfter = "999999";
  notify.settings.leftInMinute = 0;
  await runAfter(3);
  expect(await messageOf(caseId)).toMatchObject({ held: { until: "2026-11-20T11:03:00.000Z" } });
});

test("the limit of a day is over at midnight by Greenwich time", async () => {
  const caseId = await asked(textOnly);
  notify.settings.leftToday = 0;
  await deliver();
  expect(await messageOf(caseId)).toMatchObject({ held: { until: "2026-11-21T00:00:00.000Z" } });
});

test("one message tries whether a cause is over, and then all the others go", async () => {
  for (let number = 0; number < 12; number++) await asked({ ...textOnly, phone: `07700 9001${10 + number}` });
  notify.settings.trialMode = true;
  await deliver();
  const before = notify.asked.length;
  await runAfter(10);
  expect(notify.asked).toHaveLength(before + 1);
  expect(await heldNow()).toMatchObject([{ cause: "trialMode", count: 12 }]);
  notify.settings.trialMode = false;
  await runAfter(20);
  expect(notify.taken).toHaveLength(12);
  expect(new Set(notify.taken.map(({ reference }) => reference)).size).toBe(12);
});

test("two runs at once send a held message once", async () => {
  await asked(textOnly);
  notify.settings.trialMode = true;
  await deliver();
  notify.settings.trialMode = false;
  await Promise.all([runAfter(10), runAfter(10), runAfter(10)]);
  expect(notify.taken).toHaveLength(1);
});

test("a held message whose run is killed after Notify took it is not sent again", async () => {
  const caseId = await asked(textOnly);
  notify.settings.trialMode = true;
  await deliver();
  notify.settings.trialMode = false;
  const killed: Messages = { ...dynamoMessages(table), settle: () => Promise.reject(new Error("The process was killed here.")) };
  await runAfter(10, { messages: killed });
  expect(notify.taken).toHaveLength(1);
  await runAfter(12);
  expect(await messageOf(caseId)).toMatchObject({ state: "sending" });
  await runAfter(20);
  expect(notify.taken).toHaveLength(1);
  expect(await messageOf(caseId)).toMatchObject({ state: "sent" });
});

test("a run that is killed between the two ways sends the second once", async () => {
  const caseId = await asked(both);
  notify.settings.wrongNumbers = { [phone]: "Too many digits" };
  const postbox = notifyPostbox(notify.url, notify.key);
  const killed: typeof postbox = {
    ...postbox,
    send: async (message, reference, now) => {
      if (message.channel === "email") throw new Error("The process was killed here.");
      return postbox.send(message, reference, now);
    },
  };
  expect(await deliver({ postbox: killed })).toEqual(["1"]);
  expect(await deliver()).toEqual([]);
  expect(await deliver()).toEqual([]);
  expect(notify.taken.map(({ reference }) => reference)).toEqual([`${caseId}-M1-2`]);
});

test("a held message that a person told is never sent", async () => {
  const caseId = await asked(textOnly);
  notify.settings.trialMode = true;
  await deliver();
  const held = await messageOf(caseId);
  if (!held) throw new Error("It is kept.");
  const told = { by: { id: "assessor-1", name: "Asha Patel" }, at: aDayInCrf.toISOString(), how: "phone" } as const;
  expect(await dynamoMessages(table).recordTold(held, told)).toEqual({ kind: "recorded" });
  notify.settings.trialMode = false;
  await runAfter(60);
  expect(notify.taken).toEqual([]);
  expect(await heldNow()).toEqual([]);
});

test("one number gets no more texts in a day than the council says, and the rest the next day", async () => {
  const most = council.textsToOneNumberADay;
  for (let number = 0; number < most + 2; number++) await asked(textOnly);
  await deliver();
  await deliver();
  expect(notify.taken).toHaveLength(most);
  expect(await heldNow()).toMatchObject([{ cause: "numberLimit", count: 2 }]);
  await runAfter(13 * 60);
  expect(notify.taken).toHaveLength(most);
  await runAfter(15 * 60);
  expect(notify.taken).toHaveLength(most + 2);
});

test("a message tried again counts once for its number", async () => {
  await asked(textOnly);
  notify.settings.isDown = true;
  for (let attempt = 0; attempt < council.textsToOneNumberADay + 5; attempt++) await deliver();
  notify.settings.isDown = false;
  expect(await deliver()).toEqual([]);
  expect(notify.taken).toHaveLength(1);
});

test("a refusal that is our fault is told apart from one that passes", () => {
  const passing = published.filter(([, , cause]) => !isOursToMend(cause)).map(([, , cause]) => cause);
  expect(passing).toEqual(["rateLimit", "dayLimit"]);
});

test("a refusal of numbers abroad waits too, though no text of ours goes to one", () => {
  const text = JSON.stringify({
    status_code: 400,
    errors: [{ error: "BadRequestError", message: "Cannot send to international mobile numbers" }],
  });
  expect(refusalOf({ status: 400, text, retryAfter: null, now: aDayInCrf })).toEqual({
    kind: "held",
    cause: "notTurnedOn",
    until: aDayInCrf,
  });
});
