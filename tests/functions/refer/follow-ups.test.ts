import { DeleteItemCommand } from "@aws-sdk/client-dynamodb";
import { expect, test } from "vitest";
import { listOlderReferrals } from "../../../functions/refer/list-older-referrals.ts";
import { shippedDirectory } from "../../../shared/domain/directory/shipped-directory.ts";
import { contracts } from "../../../shared/http/contracts.ts";
import { values } from "../../../shared/store/items.ts";
import { followUpKey } from "../../../shared/store/keys.ts";
import { assessor } from "../../examples.ts";
import { type SignedIn, send, signIn } from "../../http.ts";
import { type OnwardHelp, openOnwardHelp, referredCase, seenIn } from "./onward.ts";

type Listed = {
  items: { referralId: string; said?: string; since: string }[];
  next?: string;
  counts: { givenBack: number; overdue: number };
};

const listOf = async ({ refer, asha }: OnwardHelp, query: Record<string, string> = {}, at?: { now: Date; as: SignedIn }) => {
  const reply = await send(refer, "GET /api/referrals-to-follow-up", { as: asha, query, ...at });
  expect(reply.status).toBe(200);
  return contracts["GET /api/referrals-to-follow-up"].reply.parse(reply.json()) as Listed;
};
const idsOf = ({ items }: Listed) => items.map(({ referralId }) => referralId);

const giveBack = async ({ refer, idris }: OnwardHelp, referralId: string, version = "1", reason = "No capacity <until> spring.") => {
  const { status } = await send(refer, "POST /referrals/{referralId}/reject", {
    as: idris,
    path: { referralId },
    form: { version, reason, stepId: `reject-${referralId}` },
  });
  expect(status).toBe(303);
};

type Made = Awaited<ReturnType<typeof referredCase>>;
const settle = ({ refer, ben }: OnwardHelp, { caseId, referralId, after }: Made, state: string, more: Record<string, string> = {}) =>
  send(refer, "POST /cases/{caseId}/settle-referral", {
    as: ben,
    path: { caseId },
    form: { ...seenIn(after), referralId, state, reason: "Rang them: the food bank helps.", ...more },
  });

/** Eight days on, when an answer was due the day before. */
const overdueAt = new Date("2026-11-28T09:00:00Z");
const later = async ({ table }: OnwardHelp) => ({ now: overdueAt, as: await signIn(table, assessor, overdueAt) });

test("a referral that a service gives back is in the caseworkers' list and API, with what was said, and leads to its case", async () => {
  const onward = await openOnwardHelp();
  const made = await referredCase(onward);
  await giveBack(onward, made.referralId);

  const { status, body } = await send(onward.refer, "GET /referrals-to-follow-up", { as: onward.asha });
  const listed = await listOf(onward);

  expect(status).toBe(200);
  for (const shown of ["Robin Example", "Early Help", "No capacity &lt;until&gt; spring.", `href="/cases/${made.caseId}#referrals"`])
    expect(body).toContain(shown);
  expect(body).toContain("Given back (1)");
  expect(body).toContain("Not answered in time (0)");
  expect(listed).toMatchObject({
    items: [{ referralId: made.referralId, name: "Robin Example", said: "No capacity <until> spring." }],
    counts: { givenBack: 1, overdue: 0 },
  });
});

test("a referral is in the list of overdue ones from the day after its answer was due, delivered or not, until it is answered", async () => {
  const onward = await openOnwardHelp();
  const [delivered, lost] = [await referredCase(onward), await referredCase(onward, { isDelivered: false })];
  const at = await later(onward);

  expect(idsOf(await listOf(onward, { list: "overdue" }))).toEqual([]);
  const onItsDay = new Date("2026-11-27T22:00:00Z");
  expect(idsOf(await listOf(onward, { list: "overdue" }, { now: onItsDay, as: await signIn(onward.table, assessor, onItsDay) }))).toEqual(
    [],
  );
  const listed = await listOf(onward, { list: "overdue" }, at);
  expect(idsOf(listed).sort()).toEqual([delivered.referralId, lost.referralId].sort());
  expect(listed.counts).toEqual({ givenBack: 0, overdue: 2 });
  const page = await send(onward.refer, "GET /referrals-to-follow-up", { ...at, query: { list: "overdue" } });
  expect(page.body).toContain("Not answered in time (2)");
  expect(page.body).toContain("27 November 2026");

  await send(onward.refer, "POST /referrals/{referralId}/accept", {
    as: onward.idris,
    path: { referralId: delivered.referralId },
    form: { version: "1" },
  });
  expect(idsOf(await listOf(onward, { list: "overdue" }, at))).toEqual([lost.referralId]);
});

test.each(["withdrawn", "closed"])("a referral that was %s is in neither list", async (how) => {
  const onward = await openOnwardHelp();
  const { caseId, referralId, after } = await referredCase(onward);
  const partner = (route: string, form: Record<string, string>) =>
    send(onward.refer, `POST /referrals/{referralId}/${route}`, { as: onward.idris, path: { referralId }, form });
  if (how === "closed") {
    await partner("accept", { version: "1" });
    await partner("outcome", { version: "2", outcome: "Helped." });
  } else
    await send(onward.refer, "POST /cases/{caseId}/withdraw", {
      as: onward.asha,
      path: { caseId },
      form: { ...seenIn(after), referralId, reason: "They changed their mind." },
    });

  const at = await later(onward);
  expect([...idsOf(await listOf(onward, {}, at)), ...idsOf(await listOf(onward, { list: "overdue" }, at))]).toEqual([]);
});

test("it leaves the list when a caseworker says how it was dealt with, the case says so, and a second sending changes nothing", async () => {
  const onward = await openOnwardHelp();
  const made = await referredCase(onward);
  await giveBack(onward, made.referralId);

  const first = await settle(onward, made, "rejected");
  const again = await settle(onward, made, "rejected");

  expect([first.status, first.headers.location, again.status]).toEqual([303, `/cases/${made.caseId}#referrals`, 303]);
  expect(await listOf(onward)).toMatchObject({ items: [], counts: { givenBack: 0 } });
  const whole = await onward.cases.whole(made.caseId);
  expect(whole?.events.at(-1)).toMatchObject({
    by: { id: "assessor-2" },
    detail: { kind: "referralSettled", referralId: made.referralId, reason: "Rang them: the food bank helps." },
  });
  expect(whole?.events).toHaveLength(3);
  expect(whole?.referrals[0]?.state).toBe("rejected");
});

test("a program deals with one by the API, and is told when there is nothing to deal with", async () => {
  const onward = await openOnwardHelp();
  const { caseId, referralId, after } = await referredCase(onward);
  const post = (version: number, state: string, key: string) =>
    send(onward.refer, "POST /api/cases/{caseId}/settled-referrals", {
      as: onward.ben,
      path: { caseId },
      json: { seen: { version, householdId: after.householdId }, referralId, state, reason: "Seen to." },
      headers: { "idempotency-key": key },
    });

  const tooSoon = await post(2, "requested", "settle-early");
  await giveBack(onward, referralId);
  const otherState = await post(2, "requested", "settle-other");
  const done = await post(2, "rejected", "settle-done");
  const twice = await post(3, "rejected", "settle-twice");
  const unknown = await send(onward.refer, "POST /api/cases/{caseId}/settled-referrals", {
    as: onward.ben,
    path: { caseId },
    json: { seen: { version: 3, householdId: after.householdId }, referralId: "R", state: "rejected", reason: "Seen to." },
    headers: { "idempotency-key": "settle-unknown" },
  });

  expect([tooSoon, otherState, done, twice, unknown].map(({ status }) => status)).toEqual([409, 409, 201, 409, 404]);
  contracts["POST /api/cases/{caseId}/settled-referrals"].reply.parse(done.json());
  expect(tooSoon.json()).toMatchObject({ detail: "This referral needs no following up any more.", referral: { state: "requested" } });
});

test("a settlement without words, or by somebody with an interest in the case, is refused and the referral stays in the list", async () => {
  const onward = await openOnwardHelp();
  const made = await referredCase(onward);
  await giveBack(onward, made.referralId);

  const empty = await settle(onward, made, "rejected", { reason: " " });
  const head = await onward.cases.find(made.caseId);
  expect(empty.isShownAgain).toBe(true);
  expect(empty.body).toContain(`<a href="#settle-${made.referralId}-reason">Enter what you did about it</a>`);
  expect(head?.version).toBe(2);
  expect((await listOf(onward)).counts.givenBack).toBe(1);
});

test("an answer that comes while a caseworker deals with an overdue referral is not lost", async () => {
  const onward = await openOnwardHelp();
  const made = await referredCase(onward);
  const at = await later(onward);
  const asBen = () =>
    send(onward.refer, "POST /cases/{caseId}/settle-referral", {
      ...at,
      path: { caseId: made.caseId },
      form: { ...seenIn(made.after), referralId: made.referralId, state: "requested", reason: "Rang them." },
    });

  const [settled] = await Promise.all([asBen(), giveBack(onward, made.referralId)]);

  expect([303, 409]).toContain(settled.status);
  expect(idsOf(await listOf(onward))).toEqual([made.referralId]);
});

test("two caseworkers deal with it at once: the history has one of them, and the other is told", async () => {
  const onward = await openOnwardHelp();
  const made = await referredCase(onward);
  await giveBack(onward, made.referralId);

  const answers = await Promise.all([
    settle(onward, made, "rejected"),
    send(onward.refer, "POST /cases/{caseId}/settle-referral", {
      as: onward.asha,
      path: { caseId: made.caseId },
      form: { ...seenIn(made.after), referralId: made.referralId, state: "rejected", reason: "Told them of the hub." },
    }),
  ]);

  expect(answers.map(({ status }) => status).sort()).toEqual([200, 303]);
  expect((await onward.cases.whole(made.caseId))?.events).toHaveLength(3);
});

test("it leaves the list when they are referred elsewhere instead, by page and by API, and only that one does", async () => {
  const onward = await openOnwardHelp();
  const [byPage, byApi, other] = [await referredCase(onward), await referredCase(onward), await referredCase(onward)];
  for (const { referralId } of [byPage, byApi, other]) await giveBack(onward, referralId);

  const casePage = await settle(onward, other, "rejected", { reason: "" });
  expect(casePage.body).toContain(`<option value="${other.referralId}">`);
  const referred = await send(onward.refer, "POST /cases/{caseId}/refer", {
    as: onward.ben,
    path: { caseId: byPage.caseId },
    form: { ...seenIn(byPage.after), service: "welfareRights", reasons: "debt", asks: "Check.", insteadOf: byPage.referralId },
  });
  const json = { seen: { version: 2, householdId: byApi.after.householdId }, service: "welfareRights", reasons: ["debt"], asks: "Check." };
  const post = (insteadOf: string, key: string) =>
    send(onward.refer, "POST /api/cases/{caseId}/referrals", {
      as: onward.ben,
      path: { caseId: byApi.caseId },
      json: { ...json, insteadOf },
      headers: { "idempotency-key": key },
    });
  const ofOtherCase = await post(byPage.referralId, "instead-other");
  const done = await post(byApi.referralId, "instead-done");
  const again = await post(byApi.referralId, "instead-done");

  expect([referred.status, ofOtherCase.status, done.status, again.status]).toEqual([303, 422, 201, 201]);
  expect(idsOf(await listOf(onward))).toEqual([other.referralId]);
  expect((await onward.cases.whole(byApi.caseId))?.events.at(-1)?.detail).toMatchObject({ kind: "referred", insteadOf: byApi.referralId });
});

test("the list is read slice by slice, and a cursor of the other list opens nothing", async () => {
  const onward = await openOnwardHelp();
  const made = [await referredCase(onward), await referredCase(onward), await referredCase(onward)];
  for (const { referralId } of made) await giveBack(onward, referralId);

  const first = await listOf(onward, { limit: "2" });
  const second = await listOf(onward, { limit: "2", cursor: first.next ?? "" });
  const refused = (query: Record<string, string>) => send(onward.refer, "GET /api/referrals-to-follow-up", { as: onward.asha, query });

  expect([...idsOf(first), ...idsOf(second)].sort()).toEqual(made.map(({ referralId }) => referralId).sort());
  expect(first.counts.givenBack).toBe(3);
  const outside = Buffer.from(JSON.stringify({ pk: { S: "CASE#1" }, sk: { S: "FOLLOWUP#1" }, listSk: { S: "9999" } })).toString(
    "base64url",
  );
  const bad: Record<string, string>[] = [{ list: "else" }, { limit: "0" }, { list: "overdue", cursor: outside }, { cursor: "bm90LW91cnM" }];
  expect((await Promise.all(bad.map(refused))).map(({ status }) => status)).toEqual([400, 400, 400, 400]);
});

test("referrals from before there was a list are found by the command, once, and one that was dealt with stays so", async () => {
  const onward = await openOnwardHelp();
  const [older, dealtWith] = [await referredCase(onward), await referredCase(onward)];
  for (const { referralId } of [older, dealtWith]) await giveBack(onward, referralId);
  await settle(onward, dealtWith, "rejected");
  const { pk, sk } = followUpKey(older.caseId, older.referralId);
  await onward.table.client.send(new DeleteItemCommand({ TableName: onward.table.name, Key: values({ pk, sk }) }));
  expect((await listOf(onward)).items).toEqual([]);

  const ports = { referrals: onward.referrals };
  expect(await listOlderReferrals([shippedDirectory], ports)).toEqual({ looked: 2, listed: 1 });
  expect(await listOlderReferrals([shippedDirectory], ports)).toEqual({ looked: 2, listed: 0 });

  expect(idsOf(await listOf(onward))).toEqual([older.referralId]);
});
