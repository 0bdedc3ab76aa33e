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
  // The session; changes and year-end plans in each of five schemes; batches. The schemes were read before.
  expect(sent.mock.calls.length).toBe(1 + 5 + 5 + 1);
  sent.mockRestore();
});
