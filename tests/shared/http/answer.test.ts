import { BatchGetItemCommand, TransactionCanceledException, TransactWriteItemsCommand } from "@aws-sdk/client-dynamodb";
import { expect, test } from "vitest";
import { createRefer } from "../../../functions/refer/refer.ts";
import { dynamoCases } from "../../../shared/store/cases.ts";
import { dynamoDirectories } from "../../../shared/store/directories.ts";
import { dynamoInterests } from "../../../shared/store/interests.ts";
import type { Table } from "../../../shared/store/items.ts";
import { dynamoMoney } from "../../../shared/store/money.ts";
import { dynamoReferrals } from "../../../shared/store/referrals.ts";
import { dynamoRegisters } from "../../../shared/store/registers.ts";
import { dynamoSchemes } from "../../../shared/store/schemes.ts";
import { dynamoSessions } from "../../../shared/store/sessions.ts";
import { limits } from "../../../shared/system.ts";
import { aDayInCrf, assessor, submitExample } from "../../examples.ts";
import { origin, send, signIn, tokensOf } from "../../http.ts";
import { inFront } from "../../setup/in-front.ts";
import { freshTable } from "../../setup/table.ts";

/** One function with a table. Its public origin can differ from the event's host. */
const openService = async (publicOrigin = origin) => {
  const table = await freshTable();
  const refer = createRefer({
    origin: publicOrigin,
    sessions: dynamoSessions(table),
    tokens: tokensOf(assessor),
    cases: dynamoCases(table),
    money: dynamoMoney(table),
    registers: dynamoRegisters(table, async () => "matching-key"),
    schemes: dynamoSchemes(table),
    directories: dynamoDirectories(table),
    referrals: dynamoReferrals(table),
    interests: dynamoInterests(table),
  });
  return { table, refer, asha: await signIn(table, assessor), head: await submitExample(table) };
};

const referral = { service: "earlyHelp", reasons: ["debt"], asks: "Help with debt." };
const route = "POST /cases/{caseId}/refer";
const apiRoute = "POST /api/cases/{caseId}/referrals";
const key = { "idempotency-key": "refer-0001" };

const referralsOf = async (table: Table, caseId: string) => (await dynamoCases(table).whole(caseId))?.referrals ?? [];
const formOf = ({ version, householdId }: { version: number; householdId: string }) => ({
  version: String(version),
  householdId,
  ...referral,
});

test("an expired session, a forged one and none get the same answer", async () => {
  const { refer, asha } = await openService();
  const anHourOn = new Date(aDayInCrf.getTime() + 3_600_000);

  const none = await send(refer, "GET /referrals");
  const expired = await send(refer, "GET /referrals", { as: asha, now: anHourOn });
  const forged = await send(refer, "GET /referrals", { cookies: ["session=guessed"] });

  expect([none.status, none.headers.location]).toEqual([303, "/sign-in?to=%2Freferrals"]);
  expect(expired).toMatchObject({ status: none.status, headers: none.headers, body: none.body });
  expect(forged).toMatchObject({ status: none.status, headers: none.headers, body: none.body });
});

test("a form sent after the session ended changes nothing, and the page says how to send it again", async () => {
  const { table, refer, asha, head } = await openService();

  const { status, body } = await send(refer, route, {
    as: asha,
    path: { caseId: head.caseId },
    form: formOf(head),
    now: new Date(aDayInCrf.getTime() + 3_600_000),
  });

  expect(status).toBe(401);
  expect(body).toContain("Nothing you typed is lost");
  expect(await referralsOf(table, head.caseId)).toEqual([]);
});

test.for(["", "guessed", "x".repeat(43)])("a form with the token %j is refused and changes nothing", async (formToken) => {
  const { table, refer, asha, head } = await openService();

  const { status } = await send(refer, route, { as: asha, path: { caseId: head.caseId }, form: { ...formOf(head), formToken } });

  expect(status).toBe(403);
  expect(await referralsOf(table, head.caseId)).toEqual([]);
});

test.for([
  { "sec-fetch-site": "cross-site" },
  { origin: "https://evil.example" },
  { origin: "http://localhost:3000.evil.example" },
] as Record<string, string>[])("a form sent from another site (%j) is refused even with the right token", async (headers) => {
  const { table, refer, asha, head } = await openService();

  const { status } = await send(refer, route, { as: asha, path: { caseId: head.caseId }, form: formOf(head), headers });

  expect(status).toBe(403);
  expect(await referralsOf(table, head.caseId)).toEqual([]);
});

test("a form from the service's own page is taken, also behind a proxy with another host", async () => {
  const { table, refer, asha, head } = await openService("http://hardship.example");

  const { status } = await send(refer, route, {
    as: asha,
    path: { caseId: head.caseId },
    form: formOf(head),
    headers: { origin: "http://hardship.example", host: "abc123.execute-api.example" },
  });

  expect(status).toBe(303);
  expect(await referralsOf(table, head.caseId)).toHaveLength(1);
});

test("a session cookie opens no API route, and a bearer token opens no page", async () => {
  const { refer, asha, head } = await openService();
  const path = { caseId: head.caseId };

  const api = await send(refer, apiRoute, { path, json: {}, headers: key, cookies: [`session=${asha.session}`] });
  const page = await send(refer, route, { path, form: formOf(head), headers: { authorization: `Bearer ${asha.bearer}` } });

  expect([api.status, page.status]).toEqual([401, 401]);
});

test("an API body is held to its contract, and every error names its place", async () => {
  const { refer, asha, head } = await openService();
  const json = {
    seen: { version: "one", householdId: head.householdId },
    service: "earlyHelp",
    reasons: ["wet & cold"],
    asks: " ",
    "a/b": 1,
  };

  const { status, json: read } = await send(refer, apiRoute, { as: asha, path: { caseId: head.caseId }, json, headers: key });
  const { errors } = read<{ errors: { pointer: string; detail: string }[] }>();

  expect(status).toBe(422);
  expect(errors.map(({ pointer }) => pointer).sort()).toEqual(["", "/asks", "/reasons/0", "/seen/version"]);
  expect(errors.find(({ pointer }) => pointer === "")?.detail).toContain("a/b");
});

test.for([undefined, "short", "with space in it", "é".repeat(10), "x".repeat(201)])("the idempotency key %j is refused", async (sent) => {
  const { refer, asha, head } = await openService();
  const json = { seen: head, ...referral };

  const { status, body } = await send(refer, apiRoute, {
    as: asha,
    path: { caseId: head.caseId },
    json,
    ...(sent && { headers: { "idempotency-key": sent } }),
  });

  expect(status).toBe(400);
  expect(body).toContain("Idempotency-Key");
});

test("a body that is too large, of another type, or no JSON is refused, as a page or as a problem", async () => {
  const { refer, asha, head } = await openService();
  const path = { caseId: head.caseId };
  const api = (json: string, headers = {}) => send(refer, apiRoute, { as: asha, path, json, headers: { ...key, ...headers } });

  const tooLarge = await api(`"${"x".repeat(limits.bodyBytes)}"`);
  const other = await api("a=b", { "content-type": "text/plain" });
  const noJson = await api("{");
  const page = await send(refer, route, { as: asha, path, form: { asks: "x".repeat(limits.bodyBytes) } });

  expect([tooLarge.status, other.status, noJson.status, page.status]).toEqual([413, 415, 400, 413]);
  for (const { headers } of [tooLarge, other, noJson]) expect(headers["content-type"]).toBe("application/problem+json");
  expect(page.body).toContain("What you sent is too long");
});

test("headers forbid a browser to cache, frame or sniff any page or reply", async () => {
  const { refer, asha, head } = await openService();
  const answers = [
    await send(refer, "GET /referrals", { as: asha }),
    await send(refer, route, { as: asha, path: { caseId: head.caseId }, form: formOf(head) }),
    await send(refer, "GET /api/referrals"),
    await send(refer, "GET /nowhere"),
  ];

  for (const { headers } of answers) {
    expect(headers).toMatchObject({ "cache-control": "no-store", "x-content-type-options": "nosniff", "x-frame-options": "DENY" });
  }
  for (const { headers } of [answers[0], answers[3]].flatMap((answer) => answer ?? [])) {
    expect(headers["content-security-policy"]).toMatch(/default-src 'none'.*frame-ancestors 'none'/);
    expect(headers["content-security-policy"]).not.toContain("unsafe");
  }
});

test("a fault becomes a page or a problem without its details", async () => {
  const table = await freshTable();
  const asha = await signIn(table, assessor);
  const broken: Table = { ...table, name: "no-such-table" };
  const refer = createRefer({
    origin,
    sessions: dynamoSessions(table),
    tokens: tokensOf(assessor),
    cases: dynamoCases(broken),
    money: dynamoMoney(broken),
    registers: dynamoRegisters(broken, async () => "matching-key"),
    schemes: dynamoSchemes(broken),
    directories: dynamoDirectories(broken),
    referrals: dynamoReferrals(broken),
    interests: dynamoInterests(broken),
  });
  const path = { caseId: "ABCD-EFGH-JKMN" };
  const seen = { version: 1, householdId: "H-1" };

  const page = await send(refer, route, { as: asha, path, form: formOf(seen) });
  const api = await send(refer, apiRoute, { as: asha, path, json: { seen, ...referral }, headers: key });

  expect([page.status, api.status]).toEqual([500, 500]);
  expect(page.body).toContain("there is a problem with the service");
  expect(page.body).toContain("give them this reference: <strong>request-1</strong>");
  expect(api.json()).toMatchObject({ type: "urn:hardship-support:problem:internal-fault", status: 500, reference: "request-1" });
  for (const { body } of [page, api]) expect(body).not.toMatch(/ResourceNotFound|no-such-table|at .*\.ts/);
});

/** A table that refuses every transaction and returns every batch unprocessed. */
const neverFree = (table: Table): Table =>
  inFront(table, async (command, onward) => {
    if (command instanceof TransactWriteItemsCommand)
      throw new TransactionCanceledException({
        message: "Cancelled.",
        $metadata: {},
        CancellationReasons: [{ Code: "TransactionConflict" }],
      });
    if (command instanceof BatchGetItemCommand) return { Responses: {}, UnprocessedKeys: command.input.RequestItems };
    return onward(command);
  });

test("a write that meets conflicts until the time is up is answered as busy, on a page and through the API", async () => {
  const table = await freshTable();
  const asha = await signIn(table, assessor);
  const busy = neverFree(table);
  const refer = createRefer({
    origin,
    sessions: dynamoSessions(table),
    tokens: tokensOf(assessor),
    cases: dynamoCases(busy),
    money: dynamoMoney(busy),
    registers: dynamoRegisters(busy, async () => "matching-key"),
    schemes: dynamoSchemes(table),
    directories: dynamoDirectories(table),
    referrals: dynamoReferrals(busy),
    interests: dynamoInterests(busy),
  });
  const { caseId, version, householdId } = await submitExample(table);
  const sent = { as: asha, path: { caseId }, timeLeftMs: 2_300 };
  const seen = { version, householdId };

  const page = await send(refer, route, { ...sent, form: formOf(seen) });
  const api = await send(refer, apiRoute, { ...sent, json: { seen, ...referral }, headers: key });

  expect([page.status, api.status]).toEqual([503, 503]);
  expect(page.body).toContain("the service is busy");
  expect(page.body).toContain("try again in a moment");
  expect(api.json()).toMatchObject({ type: "urn:hardship-support:problem:busy", status: 503, reference: "request-1" });
  expect(api.headers["retry-after"]).toMatch(/^[1-9]$/);
  expect((await dynamoCases(table).find(caseId))?.version).toBe(version);
});
