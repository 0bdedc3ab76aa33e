import { expect, test } from "vitest";
import { createBankSandbox } from "../../../infra/local/bank-sandbox.ts";
import { council } from "../../../shared/council.ts";
import { aDayInCrf, assessor } from "../../examples.ts";
import { account, accountNumbered, finance, openPayDesk, s151, secondFinance } from "./pay-desk.ts";

const rowsOf = (rows: readonly (readonly string[])[]) =>
  [["council", "batch", "payment", "amount", "result", "reason"], ...rows].map((row) => row.join(",")).join("\n");

test("finance prepares a batch, sends its file, imports the results, and sees payments settled and lines in trouble", async () => {
  const desk = await openPayDesk();
  const paid = await desk.awardCash(account);
  const closed = await desk.awardCash({ ...accountNumbered(1), name: "Closed in May" }, 30_00);
  expect(await desk.money()).toEqual({ committed: 79_00, paid: 0 });

  const batch = await desk.prepare();
  expect(batch).toMatchObject({ state: "prepared", payments: 2, total: 79_00 });
  expect((await desk.line(paid.lineId)).state).toBe("issued");
  expect((await desk.release(batch.batchId, batch.version)).status).toBe(201);

  const bank = createBankSandbox(undefined, () => aDayInCrf);
  expect(await bank.upload(await desk.file(batch.batchId))).toMatchObject({ kind: "taken", paid: 1, rejected: 1 });
  const imported = await desk.importFile(batch.batchId, (await bank.results(batch.batchId)) ?? "");
  expect(imported.status).toBe(201);
  expect(imported.json()).toMatchObject({ paid: 1, rejected: 1, known: 0, problems: [] });

  expect((await desk.line(paid.lineId)).state).toBe("delivered");
  const rejected = await desk.line(closed.lineId);
  expect(rejected).toMatchObject({
    state: "approved",
    trouble: { because: expect.stringMatching(/^The bank rejected payment .{6}-\d{4}: Account closed\.$/) },
  });
  expect(rejected.payment).toBeUndefined();
  expect(await desk.money()).toEqual({ committed: 30_00, paid: 49_00 });

  const work = await desk.call("GET /payments", finance, { query: { list: "trouble" } });
  expect(work.body).toContain("Account closed");
  expect(work.body).toContain(`/lines/${closed.lineId}/payee`);
});

test("the file is the same to the byte each time, and sending it again pays nothing again", async () => {
  const desk = await openPayDesk();
  await desk.awardCash(account);
  const { batchId, version } = await desk.prepare();
  expect((await desk.call("GET /payments/{batchId}/file", finance, { path: { batchId } })).status).toBe(404);
  await desk.release(batchId, version);

  const bank = createBankSandbox(undefined, () => aDayInCrf);
  const first = await desk.call("GET /payments/{batchId}/file", finance, { path: { batchId } });
  expect(first.headers).toMatchObject({
    "content-disposition": `attachment; filename="payments-${batchId}.txt"`,
    "cache-control": "no-store",
  });
  const again = await desk.file(batchId, s151);
  expect(again).toBe(first.body);
  expect(await bank.upload(first.body)).toMatchObject({ paid: 1, knownAlready: 0 });
  expect(await bank.upload(again)).toMatchObject({ paid: 0, knownAlready: 1 });
  const page = await desk.call("GET /payments/{batchId}", finance, { path: { batchId } });
  expect(page.body).toContain("It is the same file with the same references each time");
  const api = await desk.call("GET /api/payment-batches/{batchId}/file", finance, { path: { batchId } });
  expect(api.json<{ content: string }>().content).toBe(first.body);
});

test("a rejected payment goes into a later batch under a new number once its account is put right", async () => {
  const desk = await openPayDesk();
  const { lineId } = await desk.awardCash(accountNumbered(0));
  const first = await desk.prepare("key-first");
  await desk.release(first.batchId, first.version);
  const [before] = (await desk.whole(first.batchId)).payments;
  const results = rowsOf([[council.code, first.batchId, before?.paymentId ?? "", "49.00", "rejected", "No such account"]]);
  await desk.importFile(first.batchId, results);
  expect((await desk.call("POST /api/payment-batches", finance, { json: {}, headers: { "idempotency-key": "key-too-soon" } })).status).toBe(
    422,
  );

  const recorded = await desk.call("POST /api/lines/{lineId}/payees", assessor, { path: { lineId }, json: { payTo: account } });
  expect(recorded.json()).toEqual({
    lineId,
    payTo: "Bank account: Robin Example, account ending 958",
    awaitsSecondPerson: false,
  });
  const second = await desk.prepare("key-second");
  const [after] = (await desk.whole(second.batchId)).payments;
  expect(after).toMatchObject({ lineId, payee: { accountNumber: "66374958" }, payeeRecordedBy: assessor.id });
  expect(after?.paymentId).not.toBe(before?.paymentId);

  // The first batch's results come again, and change nothing in the second.
  await desk.importFile(first.batchId, `${results}\n`);
  expect(await desk.line(lineId)).toMatchObject({ state: "issued", payment: { batchId: second.batchId } });
});

test("a payment that the bank paid and then rejected is committed again, and its line is in trouble", async () => {
  const desk = await openPayDesk();
  const { lineId } = await desk.awardCash(account);
  const { batchId, version } = await desk.prepare();
  await desk.release(batchId, version);
  const [payment] = (await desk.whole(batchId)).payments;
  const row = (result: string, reason = "") => rowsOf([[council.code, batchId, payment?.paymentId ?? "", "49.00", result, reason]]);
  await desk.importFile(batchId, row("paid"));
  expect(await desk.money()).toEqual({ committed: 0, paid: 49_00 });
  await desk.importFile(batchId, row("rejected", "Account closed"));
  expect(await desk.money()).toEqual({ committed: 49_00, paid: 0 });
  expect(await desk.line(lineId)).toMatchObject({ state: "approved", trouble: { because: expect.stringContaining("Account closed") } });
  // A bank may send its first file again: its results are known.
  const again = await desk.importFile(batchId, `${row("paid")}\n`);
  expect(again.json()).toMatchObject({ paid: 0, rejected: 0, known: 1, problems: [] });
  expect(await desk.money()).toEqual({ committed: 49_00, paid: 0 });
});

test("the same results twice, and twice at once, settle each payment once", async () => {
  const desk = await openPayDesk();
  for (const number of [1, 2, 3]) await desk.awardCash(accountNumbered(number));
  const { batchId, version } = await desk.prepare();
  await desk.release(batchId, version);
  const { payments } = await desk.whole(batchId);
  const results = rowsOf(payments.map(({ paymentId }) => [council.code, batchId, paymentId, "49.00", "paid", ""]));
  const answers = await Promise.all([desk.importFile(batchId, results), desk.importFile(batchId, results, s151)]);
  expect(answers.map(({ status }) => status)).toEqual([201, 201]);
  const third = await desk.importFile(batchId, results);
  expect(third.json()).toEqual(answers[0]?.json());
  expect(await desk.money()).toEqual({ committed: 0, paid: 147_00 });
  expect((await desk.whole(batchId)).imports).toHaveLength(1);
});

test("the batch’s page lists each row that matches nothing with its reason, and other rows are settled", async () => {
  const desk = await openPayDesk();
  const { lineId } = await desk.awardCash(account);
  const { batchId, version } = await desk.prepare();
  await desk.release(batchId, version);
  const paymentId = `${batchId}-0001`;
  const good = [council.code, batchId, paymentId, "49.00", "paid", ""];
  const results = rowsOf([
    ["E08000025", batchId, paymentId, "49.00", "paid", ""],
    [council.code, "ABCDEF", paymentId, "49.00", "paid", ""],
    [council.code, batchId, `${batchId}-0099`, "49.00", "paid", ""],
    [council.code, batchId, `${batchId}-0098`, "forty-nine", "paid", ""],
    good,
    good,
  ]);
  await desk.importFile(batchId, results);
  const page = await desk.call("GET /payments/{batchId}", finance, { path: { batchId } });
  for (const problem of [
    "Row 2: This is a result for another council: “E08000025”.",
    "Row 3: “ABCDEF” is not this batch.",
    `Row 4: Payment “${batchId}-0099” is not in this batch.`,
    "Row 5: “forty-nine” is no amount in pounds and pence, like 120.00.",
    `Row 7: Payment “${paymentId}” is in row 6 too.`,
  ])
    expect(page.body).toContain(problem);
  expect((await desk.line(lineId)).state).toBe("delivered");
});

test("a result whose amount is not the payment’s settles nothing", async () => {
  const desk = await openPayDesk();
  const { lineId } = await desk.awardCash(account);
  const { batchId, version } = await desk.prepare();
  await desk.release(batchId, version);
  const results = rowsOf([[council.code, batchId, `${batchId}-0001`, "4.90", "paid", ""]]);
  const answer = await desk.importFile(batchId, results);
  expect(answer.json()).toMatchObject({ paid: 0, problems: [{ row: 2, because: `The amount is not that of payment ${batchId}-0001.` }] });
  expect((await desk.line(lineId)).state).toBe("issued");
});

test("no results are taken for a batch before its release, nor from a file that is not CSV", async () => {
  const desk = await openPayDesk();
  await desk.awardCash(account);
  const { batchId, version } = await desk.prepare();
  expect((await desk.importFile(batchId, rowsOf([]))).status).toBe(409);
  await desk.release(batchId, version);
  const answer = await desk.importFile(batchId, "Hello");
  expect(answer.status).toBe(422);
  expect(answer.json()).toMatchObject({ type: "urn:hardship-support:problem:results-unreadable" });
});

test("two people who prepare at once share no line, and one person who prepares twice has one batch", async () => {
  const desk = await openPayDesk();
  for (const number of [1, 2, 3, 4]) await desk.awardCash(accountNumbered(number));
  const [one, same, other] = await Promise.all([
    desk.prepare("key-of-one"),
    desk.prepare("key-of-one"),
    desk.prepare("key-of-other", secondFinance),
  ]);
  expect(same.batchId).toBe(one.batchId);
  expect(await desk.prepare("key-of-one")).toMatchObject({ batchId: one.batchId });
  const batches = await Promise.all([one, other].filter(({ batchId }) => batchId).map(({ batchId }) => desk.whole(batchId)));
  const lineIds = batches.flatMap(({ payments }) => payments.map(({ lineId }) => lineId));
  expect(lineIds).toHaveLength(4);
  expect(new Set(lineIds).size).toBe(4);
});

test("a line without bank details stays out of a batch until finance has recorded them", async () => {
  const desk = await openPayDesk();
  const { lineId } = await desk.awardCash();
  const none = await desk.call("POST /payments", finance, { form: { requestId: "first" } });
  expect(none.status).toBe(422);
  expect(none.body).toContain("No line can be paid now.");
  expect((await desk.call("GET /payments", finance)).body).toContain("Bank details are missing.");
  await desk.call("POST /lines/{lineId}/payee", finance, { path: { lineId }, form: { ...account, way: "bank" } });
  expect(await desk.prepare()).toMatchObject({ payments: 1 });
});

test("two payments to one roll number go into two batches", async () => {
  const desk = await openPayDesk();
  const society = { ...account, rollNumber: "AB/12 34" };
  const lineIds = [(await desk.awardCash(society)).lineId, (await desk.awardCash(society)).lineId];
  const [first, second] = [await desk.prepare("key-first"), await desk.prepare("key-second")];
  expect([first.payments, second.payments]).toEqual([1, 1]);
  const paid = [...(await desk.whole(first.batchId)).payments, ...(await desk.whole(second.batchId)).payments];
  expect(paid.map(({ lineId }) => lineId).toSorted()).toEqual(lineIds.toSorted());
});
