import { beforeEach, expect, test } from "vitest";
import { council } from "../../../shared/council.ts";
import type { Principal } from "../../../shared/domain/principal.ts";
import { account, accountNumbered, auditor, finance, openPayDesk, s151, secondFinance, thirdFinance } from "./pay-desk.ts";

type Desk = Awaited<ReturnType<typeof openPayDesk>>;
let desk: Desk;
let batchId: string;
beforeEach(async () => {
  desk = await openPayDesk();
  await desk.awardCash(account);
  await desk.awardCash(accountNumbered(2));
  const prepared = await desk.prepare();
  batchId = prepared.batchId;
  expect((await desk.release(batchId, prepared.version)).status).toBe(201);
});

/** As if the batch had been released some days before. */
const dayPassed = async (): Promise<void> => {
  const { batch } = await desk.whole(batchId);
  if (!batch.release) throw new Error("The batch is released.");
  const release = { ...batch.release, createdOn: "2026-11-17", processingDay: "2026-11-18" };
  await desk.ports.payments.change(batch, { ...batch, version: batch.version + 1, release });
};
const why = "The bank says that it never had the file.";
const versionNow = async () => (await desk.whole(batchId)).batch.version;
const redate = async (as: Principal, version?: number) =>
  desk.call("POST /api/payment-batches/{batchId}/new-days", as, {
    path: { batchId },
    json: { version: version ?? (await versionNow()), why },
  });
const pageOf = async (as: Principal) => (await desk.call("GET /payments/{batchId}", as, { path: { batchId } })).body;
const result = (paymentId: string) => `council,batch,payment,amount,result\n${council.code},${batchId},${paymentId},49,paid\n`;

test("a released batch says by when the bank takes its file, and offers no new day until then", async () => {
  expect(await pageOf(s151)).toContain("Take it to the bank by 20 November 2026 at 4:00 pm.");
  expect(await pageOf(secondFinance)).not.toContain("Give the file a new day");
  expect((await desk.call("GET /api/payment-batches/{batchId}", auditor, { path: { batchId } })).json()).toMatchObject({
    release: { processingDay: "2026-11-23", takeToBankBy: "2026-11-20T16:00:00.000Z", redated: [] },
  });
  const early = await redate(secondFinance);
  expect(early.status).toBe(409);
  expect(early.json()).toMatchObject({
    type: "urn:hardship-support:problem:step-not-possible",
    detail: "The bank still takes this file for its day, until 20 November 2026 at 4:00 pm. Take it to the bank by then.",
  });
});

test("a second person gives a file whose day has passed a new day, and it keeps its serial number and payments", async () => {
  const before = await desk.file(batchId);
  await dayPassed();
  expect(await pageOf(secondFinance)).toContain("The bank took this file until 17 November 2026 at 4:00 pm, and no result has come yet.");
  const version = await versionNow();
  const form = { version: String(version), why };
  const sent = await desk.call("POST /payments/{batchId}/redate", secondFinance, { path: { batchId }, form });
  expect([sent.status, sent.headers.location]).toEqual([303, `/payments/${batchId}`]);
  const after = await desk.file(batchId);
  // Released and given its new day on one day here, so that the whole file is as it was.
  expect(after).toBe(before);
  expect(after).toContain(batchId);
  const body = await pageOf(s151);
  expect(body).toContain("Take it to the bank by 20 November 2026 at 4:00 pm.");
  expect(body).toContain(`by Olu Bello: ${why}`);

  // Sent again after a lost answer, and by the other door.
  expect((await desk.call("POST /payments/{batchId}/redate", secondFinance, { path: { batchId }, form })).status).toBe(303);
  expect((await redate(secondFinance, version)).json()).toMatchObject({
    version: version + 1,
    release: { processingDay: "2026-11-23", redated: [{ by: { id: secondFinance.id }, why, processingDay: "2026-11-23" }] },
  });
  expect(await versionNow()).toBe(version + 1);
});

test("sent twice at once, a new day is given once, and of two people one is told", async () => {
  await dayPassed();
  const version = await versionNow();
  const twice = await Promise.all([redate(secondFinance, version), redate(secondFinance, version)]);
  expect(twice.map(({ status }) => status)).toEqual([201, 201]);
  await dayPassedAgain();
  const now = await versionNow();
  const both = await Promise.all([redate(secondFinance, now), redate(thirdFinance, now)]);
  expect(both.map(({ status }) => status).sort()).toEqual([201, 409]);
});

/** The new day has passed too. */
const dayPassedAgain = async (): Promise<void> => {
  const { batch } = await desk.whole(batchId);
  const [first] = batch.release?.redated ?? [];
  if (!batch.release || !first) throw new Error("The file has a new day.");
  const release = { ...batch.release, redated: [{ ...first, processingDay: "2026-11-19" }] };
  await desk.ports.payments.change(batch, { ...batch, version: batch.version + 1, release });
};

test("the releaser gives no new day and whoever gave it takes no results, by page or API", async () => {
  await dayPassed();
  expect(await pageOf(s151)).toContain("You released this batch, so somebody else gives its file a new day");
  expect((await redate(s151)).json()).toMatchObject({ type: "urn:hardship-support:problem:second-person-needed" });
  const own = await desk.call("POST /payments/{batchId}/redate", s151, {
    path: { batchId },
    form: { version: String(await versionNow()), why },
  });
  expect(own.isShownAgain).toBe(true);
  expect(own.body).toContain("You released this batch, so somebody else gives its file a new day");
  expect((await redate(secondFinance)).status).toBe(201);
  const taken = await desk.importFile(batchId, result(`${batchId}-0001`), secondFinance);
  expect(taken.json()).toMatchObject({ status: 403, detail: expect.stringContaining("You gave this batch’s file a new day") });
});

test("a file that the bank has had, that is not released, or that somebody changed meanwhile keeps its day, with the reason", async () => {
  await dayPassed();
  const version = await versionNow();
  expect((await redate(secondFinance, version - 1)).json()).toMatchObject({ type: "urn:hardship-support:problem:stale-batch" });

  const form = { version: String(version), why: " " };
  const empty = await desk.call("POST /payments/{batchId}/redate", secondFinance, { path: { batchId }, form });
  expect([empty.isShownAgain, empty.body]).toEqual([true, expect.stringContaining("Enter how you know that the bank never had this file")]);

  expect((await desk.importFile(batchId, result(`${batchId}-0001`))).json()).toMatchObject({ paid: 1 });
  expect((await redate(secondFinance)).json()).toMatchObject({ detail: expect.stringContaining("so it has had the file") });
  expect(await pageOf(secondFinance)).not.toContain("If the bank never had the file");

  await desk.awardCash(accountNumbered(3));
  const { batchId: other, version: first } = await desk.prepare("another-key-of-finance", finance);
  const notReleased = await desk.call("POST /api/payment-batches/{batchId}/new-days", secondFinance, {
    path: { batchId: other },
    json: { version: first, why },
  });
  expect(notReleased.json()).toMatchObject({ status: 409, detail: "The batch has not been released, so its file has no day yet." });
});
