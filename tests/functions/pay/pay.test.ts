import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { createBankSandbox } from "../../../infra/local/bank-sandbox.ts";
import { council } from "../../../shared/council.ts";
import { aDayInCrf, assessor, secondAssessor } from "../../examples.ts";
import { account, accountNumbered, finance, openPayDesk, s151, secondFinance, thirdFinance } from "./pay-desk.ts";

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
  const stranger = (await desk.whole(batch.batchId)).payments.find(({ lineId }) => lineId === closed.lineId);
  const named = [{ paymentId: stranger?.paymentId, why: "Their appointee." }];
  expect((await desk.release(batch.batchId, batch.version, s151, { confirmed: named })).status).toBe(201);

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

  await desk.recordByTwo(lineId, account, [assessor, secondFinance]);
  const second = await desk.prepare("key-second");
  const [after] = (await desk.whole(second.batchId)).payments;
  expect(after).toMatchObject({ lineId, payee: { accountNumber: "66374958" }, payeeRecordedBy: assessor.id });
  expect(after?.paymentId).not.toBe(before?.paymentId);

  // The first batch's results come again, and change nothing in the second.
  await desk.importFile(first.batchId, `${results}\n`);
  expect(await desk.line(lineId)).toMatchObject({ state: "issued", payment: { batchId: second.batchId } });
});

const rejectedOnce = async () => {
  const desk = await openPayDesk();
  const { lineId } = await desk.awardCash(account);
  const { batchId, version } = await desk.prepare("key-first");
  await desk.release(batchId, version);
  const file = rowsOf([[council.code, batchId, `${batchId}-0001`, "49.00", "rejected", "Account closed"]]);
  return { desk, lineId, batchId, file };
};

test("a person who prepared or released a batch, or recorded or confirmed a payee in it, takes no results of it, by page or API", async () => {
  const desk = await openPayDesk();
  const { lineId } = await desk.awardCash();
  await desk.recordByTwo(lineId, account, [secondFinance, finance]);
  const { batchId, version } = await desk.prepare("key-of-third", thirdFinance);
  await desk.release(batchId, version);
  const file = rowsOf([[council.code, batchId, `${batchId}-0001`, "49.00", "rejected", ""]]);
  for (const as of [finance, secondFinance, thirdFinance, s151]) {
    const refused = await desk.importFile(batchId, file, as);
    expect(refused.json()).toMatchObject({ status: 403, type: "urn:hardship-support:problem:second-person-needed" });
    const page = await desk.call("POST /payments/{batchId}/results", as, { path: { batchId }, form: {} });
    expect(page.isShownAgain).toBe(true);
    expect(page.body).toContain("takes the bank’s results");
  }
  expect((await desk.line(lineId)).state).toBe("issued");
});

test("a result is kept with its file, its hash, its row and who took it", async () => {
  const { desk, batchId, file } = await rejectedOnce();
  const json = { file, fileName: "bank 12.csv" };
  const taken = await desk.call("POST /api/payment-batches/{batchId}/results", thirdFinance, { path: { batchId }, json });
  const contentHash = createHash("sha256").update(file).digest("hex");
  expect(taken.json()).toMatchObject({ contentHash, fileName: "bank 12.csv", rejected: 1 });
  const { payments } = await desk.whole(batchId);
  expect(payments[0]?.results).toMatchObject([
    { result: "rejected", row: 2, file: contentHash, fileName: "bank 12.csv", by: { id: thirdFinance.id } },
  ]);
  const page = await desk.call("GET /payments/{batchId}", finance, { path: { batchId } });
  expect(page.body).toContain("bank 12.csv");
  expect(page.body).toContain(contentHash);
});

test("a line that the bank rejected shows that, and is paid again only by people who did not take that result", async () => {
  const { desk, lineId, batchId, file } = await rejectedOnce();
  await desk.importFile(batchId, file);
  const payee = await desk.call("GET /lines/{lineId}/payee", secondAssessor, { path: { lineId } });
  expect(payee.body).toContain("Sent to the bank before");
  expect(payee.body).toContain(`payment ${batchId}-0001 to Bank account: Robin Example, account ending 958`);
  expect(payee.body).toContain("Kit Novak took that result");
  // The person who loaded the result may neither record nor confirm a payee, the same details or others.
  for (const payTo of [account, accountNumbered(1)]) {
    const sent = { path: { lineId }, json: { payTo, why: "They called." } };
    expect((await desk.call("POST /api/lines/{lineId}/payees", thirdFinance, sent)).status).toBe(403);
  }
  const form = { ...accountNumbered(1), why: "They called." };
  expect((await desk.call("POST /lines/{lineId}/payee", thirdFinance, { path: { lineId }, form })).body).toContain(
    "You took an earlier result of this line, so somebody else",
  );
  await desk.call("POST /api/lines/{lineId}/payees", secondAssessor, {
    path: { lineId },
    json: { payTo: accountNumbered(1), why: "They called." },
  });
  const late = { path: { lineId }, json: { payTo: accountNumbered(1), why: "I called." } };
  expect((await desk.call("POST /api/lines/{lineId}/payee-confirmations", thirdFinance, late)).status).toBe(403);
  expect((await desk.call("POST /api/lines/{lineId}/payee-confirmations", secondFinance, late)).status).toBe(201);

  const second = await desk.prepare("key-second");
  const release = await desk.call("GET /payments/{batchId}", s151, { path: { batchId: second.batchId } });
  expect(release.body).toContain("This line was sent before");
  const confirmed = [{ paymentId: `${second.batchId}-0001`, why: "The bank closed the first account." }];
  expect((await desk.release(second.batchId, second.version, thirdFinance, { confirmed })).json()).toMatchObject({
    status: 403,
    detail: `You took an earlier result of payment ${second.batchId}-0001, so somebody else releases the batch: finance or the section 151 officer who did not take that result.`,
  });
  expect((await desk.release(second.batchId, second.version)).json()).toMatchObject({ status: 422 });
  expect((await desk.release(second.batchId, second.version, s151, { confirmed })).status).toBe(201);
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
  const answers = await Promise.all([desk.importFile(batchId, results), desk.importFile(batchId, results, secondFinance)]);
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
    "Row 5: “forty-nine” is not an amount in pounds and pence, like 120 or 120.00.",
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
  expect(none.isShownAgain).toBe(true);
  expect(none.body).toContain("No line can be paid now.");
  expect((await desk.call("GET /payments", finance)).body).toContain("Bank details are missing.");
  await desk.recordByTwo(lineId, account);
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
