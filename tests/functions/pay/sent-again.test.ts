import { expect, test } from "vitest";
import { startLines } from "../../../functions/fulfil/start-lines.ts";
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

test("whoever prepared a run prepares, finishes and releases no payment of its awards, and is told who may", async () => {
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
