import { expect, test } from "vitest";
import { startLines } from "../../../functions/fulfil/start-lines.ts";
import { leaveOut } from "../../../functions/pay/leave-out.ts";
import { dynamoLines } from "../../../shared/store/lines.ts";
import { dynamoSchemes } from "../../../shared/store/schemes.ts";
import { aDayInCrf, approver } from "../../examples.ts";
import { awardOfRun } from "./award-of-run.ts";
import { account, accountNumbered, finance, openPayDesk, s151, secondFinance } from "./pay-desk.ts";

const batchOf = async (desk: Awaited<ReturnType<typeof openPayDesk>>, lineIds: readonly string[] | undefined, key: string) =>
  desk.call("POST /api/payment-batches", finance, { json: lineIds ? { lineIds } : {}, headers: { "idempotency-key": key } });

test("a key that has prepared a batch prepares no batch of other lines, also when both come at once", async () => {
  const desk = await openPayDesk();
  const [one, other] = [await desk.awardCash(account), await desk.awardCash(accountNumbered(2))];
  const answers = await Promise.all([
    batchOf(desk, [one.lineId], "one-key-of-finance"),
    batchOf(desk, [other.lineId], "one-key-of-finance"),
  ]);
  answers.push(await batchOf(desk, undefined, "one-key-of-finance"));
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
  for (const answer of answers.filter(({ status }) => status === 409))
    expect(answer.json()).toMatchObject({
      type: "urn:hardship-support:problem:idempotency-key-reused",
      detail: "This was sent before for other lines, and that batch is prepared. Prepare another batch for these.",
    });
  const done = answers.find(({ status }) => status === 201)?.json<{ batchId: string }>();
  const winner = (await desk.whole(done?.batchId ?? "")).payments[0]?.lineId ?? "";
  expect((await batchOf(desk, [winner], "one-key-of-finance")).json()).toMatchObject({ batchId: done?.batchId, payments: 1 });
});

test("a release that is sent twice at once is twice a success, with and without payments left out", async () => {
  const desk = await openPayDesk();
  await desk.awardCash(account);
  const { batchId, version } = await desk.prepare();
  const answers = await Promise.all([desk.release(batchId, version, s151), desk.release(batchId, version, s151)]);
  expect(answers.map(({ status }) => status)).toEqual([201, 201]);
  const [first, second] = answers.map((answer) => answer.json<object>());
  expect(first).toEqual(second);
  expect((await desk.whole(batchId)).batch).toMatchObject({ state: "released", release: { by: { id: s151.id } } });
});

test("a release that leaves payments out is twice a success when it is sent twice at once, and another person's is told", async () => {
  const desk = await openPayDesk();
  for (let number = 1; number <= 3; number += 1) await desk.awardCash(accountNumbered(number));
  const { batchId, version } = await desk.prepare();
  const leaving = { leftOut: [`${batchId}-0002`] };
  const answers = await Promise.all([1, 2, 3].map(() => desk.release(batchId, version, s151, leaving)));
  expect(answers.map(({ status }) => status)).toEqual([201, 201, 201]);
  const { batch, payments } = await desk.whole(batchId);
  expect(batch).toMatchObject({ state: "released", payments: 2 });
  expect(batch).not.toHaveProperty("releasing");
  expect(payments.map(({ state }) => state)).toEqual(["inBatch", "leftOut", "inBatch"]);
  expect((await desk.release(batchId, version, secondFinance, leaving)).json()).toMatchObject({
    type: "urn:hardship-support:problem:stale-batch",
  });
});

test("a release that was cut short after its payments had left is finished by the same request, and by nobody else's", async () => {
  const desk = await openPayDesk();
  for (let number = 1; number <= 2; number += 1) await desk.awardCash(accountNumbered(number));
  const { batchId, version } = await desk.prepare();
  const { batch, payments } = await desk.whole(batchId);
  const releasing = { by: s151.id, seen: version };
  const [, second] = payments;
  if (!second) throw new Error("The batch has two payments.");
  await leaveOut(batch, [second], { at: aDayInCrf.toISOString(), by: s151, releasing }, desk.ports.payments);
  const leaving = { leftOut: [`${batchId}-0002`] };
  expect((await desk.release(batchId, version, secondFinance, leaving)).status).toBe(409);
  expect((await desk.release(batchId, version, s151, leaving)).status).toBe(201);
  expect((await desk.whole(batchId)).batch).toMatchObject({ state: "released", payments: 1 });
});

test("the preparer of a run prepares, finishes and releases no payment of its awards, and is told who may", async () => {
  const desk = await openPayDesk();
  const ofRun = await awardOfRun(desk.table, { preparedBy: finance, approvedBy: approver, payTo: account });
  await startLines(ofRun, aDayInCrf, { lines: dynamoLines(desk.table), schemes: dynamoSchemes(desk.table) });
  const lineId = `${ofRun.awardId}.1`;

  const byApi = await batchOf(desk, undefined, "prepared-by-preparer");
  const byPage = await desk.call("POST /payments", finance, { form: { requestId: "by-page" } });
  expect([byApi.status, byPage.isShownAgain]).toEqual([422, true]);
  const words = "Lines of a run that you prepared wait for a batch that somebody else prepares.";
  expect(byApi.json<{ detail: string }>().detail).toContain(words);
  expect(byPage.body).toContain(words);
  // In a batch with others, theirs is left out.
  const single = await desk.awardCash(accountNumbered(2));
  const { batchId } = await desk.prepare("others-too");
  expect((await desk.whole(batchId)).payments.map((payment) => payment.lineId)).toEqual([single.lineId]);

  const ofOther = await desk.prepare("by-somebody-else", secondFinance);
  expect((await desk.whole(ofOther.batchId)).payments.map((payment) => payment.lineId)).toEqual([lineId]);
  expect((await desk.release(ofOther.batchId, ofOther.version, finance)).status).toBe(403);
  expect((await desk.release(ofOther.batchId, ofOther.version, s151)).status).toBe(201);
});
