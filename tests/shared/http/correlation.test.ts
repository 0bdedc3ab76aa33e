import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { SQSEvent } from "aws-lambda";
import { afterEach, expect, test, vi } from "vitest";
import { createStart } from "../../../functions/fulfil/start-lines.ts";
import { httpProvider } from "../../../functions/line/http-provider.ts";
import { correlationId, withCorrelation } from "../../../shared/correlation.ts";
import { pence } from "../../../shared/domain/money.ts";
import { dynamoAwards } from "../../../shared/store/awards.ts";
import type { Table } from "../../../shared/store/items.ts";
import { dynamoLines } from "../../../shared/store/lines.ts";
import { dynamoSchemes } from "../../../shared/store/schemes.ts";
import { readNamed } from "../../../shared/stream/consumed-queue.ts";
import { bodyOf } from "../../../shared/stream/queued.ts";
import { aDayInCrf, awardRequestFor, submitExample } from "../../examples.ts";
import { openDesk } from "../../functions/assess/desk.ts";
import { send } from "../../http.ts";
import { runContext } from "../../run-context.ts";
import { everythingIn } from "../../setup/table.ts";

afterEach(() => vi.restoreAllMocks());

/** The log lines, parsed. */
const logged = () => {
  const lines: Record<string, unknown>[] = [];
  vi.spyOn(process.stdout, "write").mockImplementation((line) => {
    lines.push(JSON.parse(String(line)));
    return true;
  });
  return lines;
};
const idsIn = async (table: Table, sortKeyPrefix: string) =>
  (await everythingIn(table)).filter(({ sk }) => String(sk).startsWith(sortKeyPrefix)).map(({ correlationId: id }) => id);

/** Awards a voucher through the page, as request-1. */
const awardVoucher = async () => {
  const desk = await openDesk();
  const head = await submitExample(desk.table);
  const lines = [{ item: "clothingVoucher", amount: pence(40_00), delivery: "VOUCHER" as const }];
  const answer = await send(desk.award, "POST /api/cases/{caseId}/awards", {
    as: desk.asha,
    path: { caseId: head.caseId },
    json: awardRequestFor(head, { lines }),
    headers: { "idempotency-key": "key-00000001" },
  });
  expect(answer.status).toBe(201);
  return desk.table;
};

test("a request's id is stored with the work that it queues, and with no other item", async () => {
  const lines = logged();
  const table = await awardVoucher();
  expect(await idsIn(table, "AWARD#")).toEqual(["request-1"]);
  expect(await idsIn(table, "MESSAGE#")).toEqual(["request-1"]);
  expect(await idsIn(table, "EVENT#")).toEqual([undefined, undefined]);
  expect(lines.find(({ message }) => message === "answered")).toMatchObject({ correlationId: "request-1" });
});

test("a consumer logs under the request's id, and stores it with the work that it queues in turn", async () => {
  const table = await awardVoucher();
  const lines = logged();
  const queue = { items: (keys: Parameters<typeof readNamed>[1]) => readNamed(table, keys), backOff: async () => undefined };
  const start = createStart({ awards: dynamoAwards(table), lines: dynamoLines(table), schemes: dynamoSchemes(table), queue });
  const [award] = (await everythingIn(table)).filter(({ sk }) => String(sk).startsWith("AWARD#"));
  const body = bodyOf({ partitionKey: String(award?.pk), sortKey: String(award?.sk), at: aDayInCrf.toISOString() });
  const event = { Records: [{ messageId: "message-1", body }] } as unknown as SQSEvent;

  expect(await start(event, runContext(undefined, "delivery-1"))).toEqual({ batchItemFailures: [] });
  expect(lines).toMatchObject([{ message: "taken", requestId: "delivery-1", correlationId: "request-1" }]);
  expect(await idsIn(table, "ORDER#")).toEqual(["request-1"]);
});

test("an order to the provider carries the request's id", async () => {
  const told: unknown[] = [];
  const server = createServer((request, response) => {
    told.push(request.headers["x-correlation-id"]);
    response.setHeader("content-type", "application/json").end(JSON.stringify({ kind: "later" }));
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const provider = httpProvider(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, async () => "the key");
  const order = { key: "AAAA-AAAA-AAAA-A1.1", kind: "voucher", item: "clothingVoucher", amount: pence(40_00) } as const;
  await withCorrelation("request-1", () => provider.order(order));
  await provider.order(order);
  await new Promise((done) => server.close(done));
  expect(told).toEqual(["request-1", undefined]);
});

test("two requests at once keep their ids apart", async () => {
  const after = (milliseconds: number) => async () => {
    await new Promise((done) => setTimeout(done, milliseconds));
    return correlationId();
  };
  expect(await Promise.all([withCorrelation("one", after(10)), withCorrelation("two", after(1))])).toEqual(["one", "two"]);
  expect(correlationId()).toBeUndefined();
});
