import { expect, test } from "vitest";
import { fillBatch } from "../../../functions/pay/finish-batch.ts";
import { importResults } from "../../../functions/pay/import-results.ts";
import { prepareBatch } from "../../../functions/pay/prepare-batch.ts";
import { releaseBatch } from "../../../functions/pay/release-batch.ts";
import { council } from "../../../shared/council.ts";
import { moveLine } from "../../../shared/domain/line/line-move.ts";
import { actorOf } from "../../../shared/domain/principal.ts";
import type { Table } from "../../../shared/store/items.ts";
import { callsOf } from "../../calls.ts";
import { aDayInCrf } from "../../examples.ts";
import { faulty } from "../../setup/faulty.ts";
import { account, accountNumbered, finance, openPayDesk, payPorts, s151, secondFinance, thirdFinance } from "./pay-desk.ts";

const byFinance = { by: actorOf(finance), now: aDayInCrf };
const byThird = { by: actorOf(thirdFinance), now: aDayInCrf };
const prepareOn = (table: Table) => prepareBatch({ requestId: "request-1", ...byFinance }, payPorts(table));

/** Kills an act at its first call, then at its second, and so on, until it reaches its end. */
const cutShortEverywhere = async (table: Table, run: (table: Table) => Promise<unknown>): Promise<number> => {
  for (let crashAt = 1; ; crashAt += 1) {
    const through = faulty(table, { seed: crashAt, crashAt });
    const isKilled = await run(through).then(
      () => false,
      () => true,
    );
    if (!isKilled) return crashAt - 1;
  }
};

const resultsFor = (batchId: string, payments: readonly { paymentId: string; amount: number }[], result: string) =>
  new TextEncoder().encode(
    [
      "council,batch,payment,amount,result,reason",
      ...payments.map(({ paymentId, amount }) => `${council.code},${batchId},${paymentId},${(amount / 100).toFixed(2)},${result},`),
    ].join("\n"),
  );

test("a batch that is cut short at any point is finished by the same request, with each line in it once", async () => {
  const desk = await openPayDesk();
  const lineIds = [];
  for (const number of [1, 2, 3]) lineIds.push((await desk.awardCash(accountNumbered(number))).lineId);
  expect(await cutShortEverywhere(desk.table, prepareOn)).toBeGreaterThan(5);
  const outcome = await prepareOn(desk.table);
  if (outcome.kind !== "prepared") throw new Error(outcome.kind);
  const { batch, payments } = await desk.whole(outcome.batch.batchId);
  expect(batch).toMatchObject({ state: "prepared", payments: 3, total: 147_00 });
  expect(payments.map(({ lineId }) => lineId).toSorted()).toEqual(lineIds.toSorted());
  for (const payment of payments)
    expect(await desk.line(payment.lineId)).toMatchObject({ state: "issued", payment: { paymentId: payment.paymentId }, version: 2 });
});

test("another person can finish a batch that was cut short, and then cannot release it", async () => {
  const desk = await openPayDesk();
  for (const number of [1, 2, 3]) await desk.awardCash(accountNumbered(number));
  // Kill it after the lines are chosen and before the first is added.
  await expect(prepareOn(faulty(desk.table, { seed: 1, crashAt: 6 }))).rejects.toThrow();
  const begun = await desk.call("GET /api/payment-batches", finance);
  const [draft] = begun.json<{ items: { batchId: string; state: string }[] }>().items;
  expect(draft?.state).toBe("draft");
  const batchId = draft?.batchId ?? "";
  expect((await desk.call("GET /payments/{batchId}", finance, { path: { batchId } })).body).toContain("Finish the batch");
  expect((await desk.call("POST /payments/{batchId}/finish", secondFinance, { path: { batchId }, form: {} })).status).toBe(303);
  const { batch, payments } = await desk.whole(batchId);
  expect(batch).toMatchObject({ state: "prepared", payments: 3, preparedBy: { id: finance.id } });
  expect(new Set(payments.map(({ lineId }) => lineId)).size).toBe(3);
  expect((await desk.release(batchId, batch.version, secondFinance)).status).toBe(403);
  // Finishing it again changes nothing.
  await fillBatch(await desk.whole(batchId), byFinance, desk.ports);
  expect((await desk.whole(batchId)).batch).toEqual(batch);
});

test("a person who added lines to a batch cannot release it, even if they were cut short and another finished it", async () => {
  const desk = await openPayDesk();
  await desk.awardCash(account);
  await expect(prepareOn(faulty(desk.table, { seed: 1, crashAt: 6 }))).rejects.toThrow();
  const [draft] = (await desk.call("GET /api/payment-batches", finance)).json<{ items: { batchId: string }[] }>().items;
  const { batchId = "" } = draft ?? {};
  const bySecond = { now: byFinance.now, by: actorOf(secondFinance) };
  let crashAt = 1;
  // Kill it later each time, until the line is in the batch and the batch is still open.
  for (; (await desk.whole(batchId)).payments.length === 0; crashAt += 1)
    await expect(fillBatch(await desk.whole(batchId), bySecond, payPorts(faulty(desk.table, { seed: 1, crashAt })))).rejects.toThrow();
  await fillBatch(await desk.whole(batchId), byFinance, desk.ports);
  const { batch } = await desk.whole(batchId);
  expect(batch).toMatchObject({ state: "prepared", payments: 1 });
  expect((await desk.release(batchId, batch.version, secondFinance)).status).toBe(403);
  expect((await desk.release(batchId, batch.version, s151)).status).toBe(201);
});

test("no line goes into a batch that another person has closed since it was read", async () => {
  const desk = await openPayDesk();
  await desk.awardCash(account);
  const { batchId } = await desk.prepare();
  const { batch, payments } = await desk.whole(batchId);
  const late = await desk.awardCash(accountNumbered(1));
  const line = await desk.line(late.lineId);
  const [first] = payments;
  if (!first) throw new Error("The batch has a payment.");
  const payment = { ...first, paymentId: `${batchId}-0002`, lineId: late.lineId };
  const move = moveLine(line, ["issue"], { at: aDayInCrf.toISOString(), by: actorOf(finance), key: payment.paymentId });
  const draft = { ...batch, state: "draft", version: batch.version - 1 } as const;
  expect(await desk.ports.payments.add(draft, [{ payment, line: move }])).toEqual({ kind: "batchMoved" });
  expect((await desk.line(late.lineId)).state).toBe("approved");
});

test("a release that is cut short at any point happens once, and its file has the payments that stayed", async () => {
  const desk = await openPayDesk();
  for (const number of [1, 2]) await desk.awardCash(accountNumbered(number));
  const { batchId } = await desk.prepare();
  const release = async (table: Table) => {
    const { batch } = await desk.whole(batchId);
    const leftOut = [`${batchId}-0001`];
    const outcome = await releaseBatch(
      { batchId, version: batch.version, by: actorOf(s151), now: aDayInCrf, confirmed: [], leftOut },
      payPorts(table),
    );
    if (outcome.kind !== "released") throw new Error(outcome.kind);
  };
  await cutShortEverywhere(desk.table, release);
  const { batch, payments } = await desk.whole(batchId);
  expect(batch).toMatchObject({ state: "released", payments: 1, total: 49_00 });
  expect(payments.map(({ state }) => state)).toEqual(["leftOut", "inBatch"]);
});

test("an import that is cut short at any point is completed by the same file, and settles each payment once", async () => {
  const desk = await openPayDesk();
  for (let number = 0; number < 27; number += 1) await desk.awardCash(accountNumbered(number), 1_00);
  const { batchId, version } = await desk.prepare();
  await desk.release(batchId, version);
  const { payments } = await desk.whole(batchId);
  const file = resultsFor(batchId, payments, "paid");
  await cutShortEverywhere(desk.table, (table) => importResults({ batchId, file, ...byThird }, payPorts(table).payments));
  expect(await desk.money()).toEqual({ committed: 0, paid: 27_00 });
  const { imports } = await desk.whole(batchId);
  expect(imports).toMatchObject([{ paid: 27, rejected: 0, known: 0, problems: [] }]);
});

test("through a network that loses answers and a table that is busy, every line is paid once", async () => {
  const odds = { throttled: 0.1, conflict: 0.1, timeoutBefore: 0.05, timeoutAfter: 0.05, partialBatch: 0.2 };
  for (const seed of [1, 2, 3]) {
    const desk = await openPayDesk();
    for (let number = 0; number < 12; number += 1) await desk.awardCash(accountNumbered(number), 1_00);
    const untilDone = async (run: (table: Table) => Promise<unknown>) => {
      for (let attempt = 0; attempt < 40; attempt += 1) {
        const done = await run(faulty(desk.table, { seed: seed * 100 + attempt, odds })).then(
          () => true,
          () => false,
        );
        if (done) return;
      }
      throw new Error("It never came to its end.");
    };
    await untilDone(prepareOn);
    const prepared = await prepareOn(desk.table);
    if (prepared.kind !== "prepared") throw new Error(prepared.kind);
    const { batchId, version } = prepared.batch;
    await desk.release(batchId, version);
    const { payments } = await desk.whole(batchId);
    expect(payments).toHaveLength(12);
    const file = resultsFor(batchId, payments, "paid");
    await untilDone((table) => importResults({ batchId, file, ...byThird }, payPorts(table).payments));
    expect(await desk.money()).toEqual({ committed: 0, paid: 12_00 });
  }
});

test("the reads and writes of a batch of two payments are counted", async () => {
  const desk = await openPayDesk();
  await desk.awardCash(account);
  await desk.awardCash(accountNumbered(1));
  const calls = callsOf(desk.table);
  let from = 0;
  const since = () => {
    const sent = calls.slice(from);
    from = calls.length;
    return sent;
  };
  const prepared = await prepareOn(desk.table);
  if (prepared.kind !== "prepared") throw new Error(prepared.kind);
  expect(since()).toEqual([
    // The batch under this id; the lines, their applications, and the declared interests.
    ...["QueryCommand", "QueryCommand", "BatchGetItemCommand", "BatchGetItemCommand"],
    // Begin; note each account; add forty lines a transaction; count and close.
    ...["TransactWriteItemsCommand", "UpdateItemCommand", "UpdateItemCommand", "TransactWriteItemsCommand"],
    ...["QueryCommand", "TransactWriteItemsCommand"],
  ]);

  const { batchId, version } = prepared.batch;
  const toRelease = { batchId, version, by: actorOf(s151), now: aDayInCrf, confirmed: [], leftOut: [] };
  expect((await releaseBatch(toRelease, desk.ports)).kind).toBe("released");
  // The batch; declared interests, shared accounts and today's lines; the release.
  expect(since()).toEqual([
    "QueryCommand",
    ...["BatchGetItemCommand", "BatchGetItemCommand", "BatchGetItemCommand"],
    "TransactWriteItemsCommand",
  ]);

  const { payments } = await desk.whole(batchId);
  since();
  await importResults({ batchId, file: resultsFor(batchId, payments, "paid"), ...byThird }, desk.ports.payments);
  // The batch, declared interests and lines; twenty-five payments a transaction; count and keep.
  expect(since()).toEqual([
    ...["QueryCommand", "BatchGetItemCommand", "BatchGetItemCommand", "TransactWriteItemsCommand"],
    ...["QueryCommand", "TransactWriteItemsCommand"],
  ]);
});
