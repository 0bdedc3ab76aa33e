import { beforeEach, expect, test, vi } from "vitest";
import type { Access } from "../../../shared/domain/access.ts";
import { londonDay } from "../../../shared/domain/dates.ts";
import { answer } from "../../../shared/http/answer.ts";
import { log } from "../../../shared/http/log.ts";
import { download, json, page } from "../../../shared/http/reply.ts";
import { dynamoAccesses } from "../../../shared/store/accesses.ts";
import type { Table } from "../../../shared/store/items.ts";
import { dynamoSessions } from "../../../shared/store/sessions.ts";
import type { Slice } from "../../../shared/store/slices.ts";
import { aDayInCrf, assessor } from "../../examples.ts";
import { origin, send, signIn, tokensOf } from "../../http.ts";
import { freshTable } from "../../setup/table.ts";

let table: Table;
beforeEach(async () => {
  table = await freshTable();
});

const caseId = "ABCD-EFGH-JKMN";
const finance = { id: "finance-1", name: "Dev Shah", roles: ["finance"] } as const;
const shown = async () => page("pages/not-found.njk", {});

/** A room whose routes all answer, to see what is recorded of them. */
const payRoom = (noteAccess = dynamoSessions(table).noteAccess) => {
  const file = async () => download("file.txt", "text/plain", "SECRET");
  const own = Object.fromEntries(
    [
      "/payments",
      "/payments/{batchId}",
      "/lines/{lineId}/payee",
      "/api/lines-to-pay",
      "/api/payment-batches",
      "/api/payment-batches/{batchId}",
    ].map((path) => [`GET ${path}`, shown]),
  );
  return answer(
    "pay",
    {} as never,
    {
      reads: { ...own, "GET /payments/{batchId}/file": file, "GET /api/payment-batches/{batchId}/file": async () => json({}) },
      acts: { recordPayee: { page: shown, api: shown } },
    } as never,
    { origin, sessions: { ...dynamoSessions(table), noteAccess }, tokens: tokensOf(assessor, finance) },
  );
};

const recorded = async () =>
  ((await dynamoAccesses(table).onDay(londonDay(aDayInCrf), { limit: 100 })) as Slice<Access>).items.toReversed();

test("opening a batch and taking its file are recorded with who, what and when; opening a list is not", async () => {
  const as = await signIn(table, finance);
  const room = payRoom();
  await send(room, "GET /payments", { as });
  await send(room, "GET /payments/{batchId}", { as, path: { batchId: "ABC123" } });
  await send(room, "GET /payments/{batchId}/file", { as, path: { batchId: "ABC123" } });
  await send(room, "GET /api/payment-batches/{batchId}/file", { as, path: { batchId: "ABC123" } });

  const at = aDayInCrf.toISOString();
  const by = { id: "finance-1", name: "Dev Shah" };
  expect(
    (await recorded()).map(({ accessId: _, ...rest }) => rest).toSorted((a, b) => (a.route ?? "").localeCompare(b.route ?? "")),
  ).toEqual([
    { at, by, did: "tookFile", route: "GET /api/payment-batches/{batchId}/file", of: "ABC123", expiresAtSeconds: expect.any(Number) },
    { at, by, did: "opened", route: "GET /payments/{batchId}", of: "ABC123", expiresAtSeconds: expect.any(Number) },
    { at, by, did: "tookFile", route: "GET /payments/{batchId}/file", of: "ABC123", expiresAtSeconds: expect.any(Number) },
  ]);
});

test("a refusal by role is recorded, and nobody without a session leaves a record", async () => {
  const as = await signIn(table, assessor);
  await send(payRoom(), "GET /payments/{batchId}", { as, path: { batchId: "ABC123" } });
  await send(payRoom(), "GET /api/payment-batches/{batchId}", { as, path: { batchId: "ABC123" } });
  await send(payRoom(), "GET /payments/{batchId}", { path: { batchId: "ABC123" } });

  expect((await recorded()).map(({ did, by }) => [did, by.id])).toEqual([
    ["refused", "assessor-1"],
    ["refused", "assessor-1"],
  ]);
});

test("a form with errors shows the case again, and counts as opening it; the record names the case alone", async () => {
  const as = await signIn(table, assessor);
  await send(payRoom(), "POST /lines/{lineId}/payee", { as, path: { lineId: `${caseId}-L1` }, form: { name: "Robin Example" } });

  const [record] = await recorded();
  expect(record).toMatchObject({ did: "opened", of: caseId, route: "POST /lines/{lineId}/payee" });
  expect(JSON.stringify(record)).not.toContain("Robin");
});

test("if no record can be written, the page is shown and the log rings, but no file is given", async () => {
  const as = await signIn(table, finance);
  const fails = payRoom(() => Promise.reject(new Error("no table")));
  const said = vi.spyOn(log, "error").mockImplementation(() => undefined);

  const opened = await send(fails, "GET /payments/{batchId}", { as, path: { batchId: "ABC123" } });
  const wordsOfPage = said.mock.calls.map(([words]) => words);
  const file = await send(fails, "GET /payments/{batchId}/file", { as, path: { batchId: "ABC123" } });
  said.mockRestore();

  expect([opened.status, wordsOfPage]).toEqual([200, ["access not recorded"]]);
  expect(file.status).toBe(500);
  expect(file.body).not.toContain("SECRET");
});

test("a hostile id in the address is not kept", async () => {
  const as = await signIn(table, assessor);
  await send(payRoom(), "GET /payments/{batchId}", { as, path: { batchId: "<script>".repeat(40) } });

  expect(await recorded()).toMatchObject([{ did: "refused" }]);
  expect((await recorded())[0]).not.toHaveProperty("of");
});
