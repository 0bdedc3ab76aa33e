import { expect, test, vi } from "vitest";
import { createSignIn } from "../../../functions/sign-in/sign-in.ts";
import { localSignInRules } from "../../../infra/local/identity-clients.ts";
import { pence } from "../../../shared/domain/money.ts";
import { actorOf, type Principal } from "../../../shared/domain/principal.ts";
import { contracts } from "../../../shared/http/contracts.ts";
import { dynamoAccesses } from "../../../shared/store/accesses.ts";
import { dynamoBudgetChanges } from "../../../shared/store/budget-changes.ts";
import { dynamoDirectories } from "../../../shared/store/directories.ts";
import type { Table } from "../../../shared/store/items.ts";
import { dynamoPayments } from "../../../shared/store/payments.ts";
import { dynamoSchemes } from "../../../shared/store/schemes.ts";
import { dynamoSessions } from "../../../shared/store/sessions.ts";
import { dynamoToDoMessages } from "../../../shared/store/to-do-messages.ts";
import { dynamoToDos } from "../../../shared/store/to-dos.ts";
import { origin, send, signIn, tokensOf } from "../../http.ts";
import { freshTable } from "../../setup/table.ts";

const dev: Principal = { id: "finance-1", name: "Dev Shah", roles: ["finance"] };
const erin: Principal = { id: "s151-1", name: "Erin Walsh", roles: ["s151"] };
const lena: Principal = { id: "operator-1", name: "Lena Fischer", roles: ["operator"] };

const nobody = async () => {
  throw new Error("Nobody signs in here.");
};
const roomOn = (table: Table) =>
  createSignIn({
    origin,
    rules: localSignInRules,
    tokens: tokensOf(dev, erin, lena),
    sessions: dynamoSessions(table),
    accesses: dynamoAccesses(table),
    directories: dynamoDirectories(table),
    schemes: dynamoSchemes(table),
    toDos: dynamoToDos(table),
    toDoMessages: dynamoToDoMessages(table),
    provider: { begin: nobody, finish: nobody, renew: nobody },
  });

/** Dev proposed a change and prepared a batch. */
const withWork = async () => {
  const table = await freshTable();
  await dynamoBudgetChanges(table).propose({
    ...{ scheme: "CRF", kind: "grantIncrease", amount: pence(60_000_00), why: "More.", proposedBy: actorOf(dev) },
    ...{ changeId: "WAIT-0001", proposedAt: "2026-11-20T10:00:00Z", state: "waiting" },
  });
  await dynamoPayments(table).begin(
    {
      ...{ batchId: "AAAAAA", state: "prepared", version: 1, preparedAt: "2026-11-19T10:00:00Z", preparedBy: actorOf(dev) },
      ...{ requestId: "one", payments: 1, total: pence(1_00) },
    },
    [],
  );
  return table;
};

test("the home page counts what waits for whoever opens it, each with a link to its page", async () => {
  const table = await withWork();
  const { body } = await send(roomOn(table), "GET /home", { as: await signIn(table, erin) });
  expect(body).toContain('<a class="govuk-link" href="/finance/CRF/changes">1 budget change waits for a second signature</a> (CRF)');
  expect(body).toContain('<a class="govuk-link" href="/payments">1 batch of payments waits for release</a>');
});

test("nobody is counted what they began themselves, nor what their role may not do", async () => {
  const table = await withWork();
  const room = roomOn(table);
  for (const person of [dev, lena]) {
    expect((await send(room, "GET /home", { as: await signIn(table, person) })).body).not.toContain("What waits for you");
    expect((await send(room, "GET /api/to-dos", { as: await signIn(table, person) })).json()).toEqual({ items: [] });
  }
});

test("the API counts the same", async () => {
  const table = await withWork();
  const reply = (await send(roomOn(table), "GET /api/to-dos", { as: await signIn(table, erin) })).json();
  expect(contracts["GET /api/to-dos"].reply.parse(reply)).toEqual({
    items: [
      { act: "signBudgetChange", scheme: "CRF", count: 1, isMore: false },
      { act: "releaseBatch", count: 1, isMore: false },
    ],
  });
  expect((await send(roomOn(table), "GET /api/to-dos", {})).status).toBe(401);
});

test("the home page takes one read for each kind of work, or for each and scheme, however much waits", async () => {
  const table = await withWork();
  const room = roomOn(table);
  const as = await signIn(table, erin);
  await send(room, "GET /home", { as });
  const sent = vi.spyOn(table.client, "send");
  await send(room, "GET /home", { as });
  // The session; changes, returns and year-end plans in each of five schemes; batches. The schemes were read before.
  expect(sent.mock.calls.length).toBe(1 + 3 * 5 + 1);
  sent.mockRestore();
});

const headers = { "idempotency-key": "my-choice-1" };
const choose = (room: ReturnType<typeof roomOn>, as: Awaited<ReturnType<typeof signIn>>, form: Record<string, string>) =>
  send(room, "POST /to-do-message", { as, form });

test("somebody chooses a message by the page or by the API, sees their choice, and ends it", async () => {
  const table = await freshTable();
  const room = roomOn(table);
  const as = await signIn(table, erin);
  const kept = () => dynamoToDoMessages(table).find(erin.id);
  const chosen = await choose(room, as, { often: "daily", email: " Erin.Walsh@council.example " });
  expect(chosen.headers.location).toBe("/to-do-message?chosen=yes");
  expect(await kept()).toMatchObject({ email: "Erin.Walsh@council.example", roles: ["s151"], by: { id: "s151-1" } });
  const { body } = await send(room, "GET /to-do-message", { as, query: { chosen: "yes" } });
  expect(body).toContain("Your choice is kept.");
  expect(body).toContain('value="Erin.Walsh@council.example"');

  const reply = await send(room, "POST /api/to-do-messages", { as, json: { often: "never" }, headers });
  expect(reply.json()).toEqual({ often: "never" });
  expect(await kept()).toBeUndefined();
});

test("a message without an address, or to a wrong one, is refused beside its box, and nothing typed is lost", async () => {
  const table = await freshTable();
  const room = roomOn(table);
  const as = await signIn(table, erin);
  for (const [email, says] of [
    ["", "Enter your work email address"],
    ["erin at council", "Enter an email address in the correct format"],
  ] as const) {
    const again = await choose(room, as, { often: "daily", email });
    expect(again).toMatchObject({ isShownAgain: true });
    expect(again.body).toContain(says);
    expect(again.body).toContain(`value="${email}"`);
  }
  const refused = await send(room, "POST /api/to-do-messages", { as, json: { often: "daily" }, headers });
  expect(refused.status).toBe(422);
  expect(refused.body).toContain("Enter your work email address");
  expect(await dynamoToDoMessages(table).all()).toEqual([]);
});

test("only people for whom something may wait are offered a message", async () => {
  const table = await freshTable();
  const room = roomOn(table);
  expect((await send(room, "GET /home", { as: await signIn(table, erin) })).body).toContain('href="/to-do-message"');
  const as = await signIn(table, lena);
  expect((await send(room, "GET /home", { as })).body).not.toContain("/to-do-message");
  expect((await send(room, "GET /to-do-message", { as })).status).toBe(403);
});

test("a choice made again does not bring a second message on the same day", async () => {
  const table = await freshTable();
  const room = roomOn(table);
  const as = await signIn(table, erin);
  const messages = dynamoToDoMessages(table);
  await choose(room, as, { often: "daily", email: "erin@council.example" });
  expect(await messages.claim(erin.id, "2026-11-20")).toBe(true);
  await choose(room, as, { often: "daily", email: "erin.walsh@council.example" });
  expect(await messages.claim(erin.id, "2026-11-20")).toBe(false);
  expect(await messages.claim(erin.id, "2026-11-23")).toBe(true);
});
