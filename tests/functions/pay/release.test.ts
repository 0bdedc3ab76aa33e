import { UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { expect, test } from "vitest";
import { moveLine } from "../../../shared/domain/line/line-move.ts";
import { zeroPence } from "../../../shared/domain/money.ts";
import type { Principal } from "../../../shared/domain/principal.ts";
import { values } from "../../../shared/store/items.ts";
import { caseKey } from "../../../shared/store/keys.ts";
import { aDayInCrf, assessor } from "../../examples.ts";
import { account, accountNumbered, auditor, finance, openPayDesk, s151, secondFinance, thirdFinance } from "./pay-desk.ts";

const both: Principal = { ...assessor, roles: ["assessor", "finance"] };

test("a preparer cannot release their batch, by page or API; another person releases it once", async () => {
  const desk = await openPayDesk();
  await desk.awardCash(account);
  const { batchId, version } = await desk.prepare();
  const refused = await desk.release(batchId, version, finance);
  expect(refused.status).toBe(403);
  expect(refused.json()).toMatchObject({
    type: "urn:hardship-support:problem:second-person-needed",
    detail: "You prepared this batch, so somebody else releases the batch: finance or the section 151 officer who did not prepare it.",
  });
  const page = await desk.call("POST /payments/{batchId}/release", finance, { path: { batchId }, form: { version: String(version) } });
  expect(page.isShownAgain).toBe(true);
  expect(page.body).toContain(
    "You prepared this batch, so somebody else releases the batch: finance or the section 151 officer who did not prepare it.",
  );

  const [one, other] = await Promise.all([desk.release(batchId, version, s151), desk.release(batchId, version, secondFinance)]);
  expect([one.status, other.status].toSorted()).toEqual([201, 409]);
  const { batch } = await desk.whole(batchId);
  const again = await desk.release(batchId, version, batch.release?.by.id === s151.id ? s151 : secondFinance);
  expect(again.status).toBe(201);
  expect((await desk.whole(batchId)).batch).toEqual(batch);
});

test("a person who decided on one of its lines cannot release a batch, whatever their roles", async () => {
  const desk = await openPayDesk((table) => table, [both]);
  await desk.awardCash(account);
  const { batchId, version } = await desk.prepare();
  const refused = await desk.release(batchId, version, both);
  expect(refused.status).toBe(403);
  expect(refused.json()).toMatchObject({
    detail: `You decided on or approved payment ${batchId}-0001, so somebody else releases the batch: finance or the section 151 officer who did not decide on it.`,
  });
});

test("a person who recorded the bank details of a payment cannot release it", async () => {
  const desk = await openPayDesk();
  const { lineId } = await desk.awardCash();
  await desk.recordByTwo(lineId, account, [secondFinance, thirdFinance]);
  const { batchId, version } = await desk.prepare();
  const refused = await desk.release(batchId, version, secondFinance);
  expect(refused.json()).toMatchObject({
    detail: `You wrote down the bank details of payment ${batchId}-0001, so somebody else releases the batch: finance or the section 151 officer who did not write them down.`,
  });
  expect((await desk.release(batchId, version, thirdFinance)).json()).toMatchObject({
    detail: `You confirmed the bank details of payment ${batchId}-0001, so somebody else releases the batch: finance or the section 151 officer who did not confirm them.`,
  });
  const page = await desk.call("GET /payments/{batchId}", s151, { path: { batchId } });
  expect(page.body).toContain("Paid in another way than the household gave");
  expect(page.body).toContain("The household gave nothing");
  expect(page.body).toContain("They called from the number we have.");
  expect((await desk.call("GET /api/payment-batches/{batchId}", auditor, { path: { batchId } })).json()).toMatchObject({
    items: [{ changed: { by: { id: secondFinance.id }, confirmed: { by: { id: thirdFinance.id } }, versions: 1 } }],
  });
  expect((await desk.release(batchId, version, s151)).status).toBe(201);
});

test("a declared interest in a case bars from releasing its payments, preparing its lines and recording its bank details", async () => {
  const desk = await openPayDesk();
  const { caseId, lineId } = await desk.awardCash(account);
  const free = await desk.awardCash(accountNumbered(1));
  await desk.table.client.send(
    new UpdateItemCommand({
      TableName: desk.table.name,
      Key: values(caseKey(caseId)),
      UpdateExpression: "SET barred = :barred",
      ExpressionAttributeValues: values({ ":barred": [s151.id, finance.id] }),
    }),
  );
  const ofFinance = await desk.prepare();
  expect((await desk.whole(ofFinance.batchId)).payments.map((payment) => payment.lineId)).toEqual([free.lineId]);
  const recorded = await desk.call("POST /api/lines/{lineId}/payees", finance, {
    path: { lineId },
    json: { payTo: accountNumbered(2), why: "They called." },
  });
  expect(recorded.status).toBe(403);

  const { batchId, version } = await desk.prepare("key-of-second", secondFinance);
  const refused = await desk.release(batchId, version, s151);
  expect(refused.status).toBe(403);
  expect(refused.json()).toMatchObject({
    detail: `You have declared an interest in case ${caseId}, so somebody else releases the batch.`,
  });
});

test("an interest declared later bars from finishing a batch with the case’s line and from importing its results", async () => {
  const desk = await openPayDesk();
  const { caseId, lineId } = await desk.awardCash(account);
  const free = await desk.awardCash(accountNumbered(1));
  // Cut short before the first line was added.
  const batch = { batchId: "ABCDEF", state: "draft", version: 1, preparedAt: aDayInCrf.toISOString(), preparedBy: finance } as const;
  await desk.ports.payments.begin({ ...batch, requestId: "cut-short", payments: 0, total: zeroPence }, [
    { caseId, lineId },
    { caseId: free.caseId, lineId: free.lineId },
  ]);
  await desk.table.client.send(
    new UpdateItemCommand({
      TableName: desk.table.name,
      Key: values(caseKey(caseId)),
      UpdateExpression: "SET barred = :barred",
      ExpressionAttributeValues: values({ ":barred": [secondFinance.id] }),
    }),
  );
  await desk.call("POST /payments/{batchId}/finish", secondFinance, { path: { batchId: "ABCDEF" }, form: {} });
  expect((await desk.whole("ABCDEF")).payments.map((payment) => payment.lineId)).toEqual([free.lineId]);

  const { batchId, version } = await desk.prepare("key-with-it", finance);
  await desk.release(batchId, version, s151);
  const refused = await desk.importFile(batchId, "x", secondFinance);
  expect(refused.json()).toMatchObject({ status: 403, type: "urn:hardship-support:problem:interest-declared" });
});

test("payments to one account of two households are both looked at before release, in one batch or two", async () => {
  const desk = await openPayDesk();
  const one = await desk.awardCash(account);
  const first = await desk.prepare("key-first");
  const two = await desk.awardCash({ ...account, name: "R Example" });
  const second = await desk.prepare("key-second");

  for (const { batchId, version } of [first, second]) {
    const page = await desk.call("GET /payments/{batchId}", s151, { path: { batchId } });
    expect(page.body).toContain("Another household is paid into this account too.");
    const unsaid = await desk.release(batchId, version);
    expect(unsaid.status).toBe(422);
    expect(unsaid.json()).toMatchObject({ payments: [`${batchId}-0001`] });
    const form = { version: String(version), toLookAt: `${batchId}-0001` };
    const pageUnsaid = await desk.call("POST /payments/{batchId}/release", s151, { path: { batchId }, form });
    expect(pageUnsaid.isShownAgain).toBe(true);
    expect(pageUnsaid.body).toContain(
      `<a href="#look-${batchId}-0001">Select whether payment ${batchId}-0001 is paid or left out, and say why it is paid</a>`,
    );
  }
  const unreasoned = { version: String(first.version), toLookAt: `${first.batchId}-0001`, [`look-${first.batchId}-0001`]: "pay" };
  const sentUnreasoned = await desk.call("POST /payments/{batchId}/release", s151, { path: { batchId: first.batchId }, form: unreasoned });
  expect(sentUnreasoned.body).toContain(
    `<a href="#why-${first.batchId}-0001">Enter why payment ${first.batchId}-0001 is paid all the same</a>`,
  );
  const confirmed = { ...unreasoned, [`why-${first.batchId}-0001`]: "They are sisters." };
  expect((await desk.call("POST /payments/{batchId}/release", s151, { path: { batchId: first.batchId }, form: confirmed })).status).toBe(
    303,
  );
  expect((await desk.line(one.lineId)).state).toBe("issued");
  expect((await desk.line(two.lineId)).state).toBe("issued");
});

test("a roll number hides no shared account, and tells households apart once somebody has said that a society collects there", async () => {
  const desk = await openPayDesk();
  const society = (rollNumber: string) => ({ ...account, rollNumber });
  for (const rollNumber of ["A1", "A2", "A3"]) await desk.awardCash(society(rollNumber));
  const { batchId, version, payments } = await desk.prepare();
  expect(payments).toBe(3);
  const seen = (await desk.call("GET /api/payment-batches/{batchId}", s151, { path: { batchId } })).json();
  expect(seen).toMatchObject({
    items: [1, 2, 3].map(() => ({ sharedWith: 2, otherHouseholds: [{ name: "Robin Example" }, { name: "Robin Example" }] })),
  });
  const ids = [1, 2, 3].map((number) => `${batchId}-000${number}`);
  expect((await desk.release(batchId, version)).json()).toMatchObject({ payments: ids });
  const confirmed = ids.map((paymentId) => ({ paymentId, why: "The society’s own sort code.", collection: true }));
  expect((await desk.release(batchId, version, s151, { confirmed })).status).toBe(201);
  expect((await desk.whole(batchId)).batch.release?.confirmed).toEqual(confirmed);

  await desk.awardCash(society("A4"));
  const later = await desk.prepare("key-later");
  expect((await desk.release(later.batchId, later.version)).status).toBe(201);
  // One roll number of two households is still one account, and so is the account without any.
  await desk.awardCash(society("A4"));
  const same = await desk.prepare("key-same");
  expect((await desk.release(same.batchId, same.version)).status).toBe(422);
  await desk.awardCash(account);
  const without = await desk.prepare("key-without");
  expect((await desk.release(without.batchId, without.version)).status).toBe(422);
});

test("a person with a part in the other household’s line does not release a payment to the same account", async () => {
  const desk = await openPayDesk();
  const other = await desk.awardCash();
  await desk.recordByTwo(other.lineId, account, [secondFinance, thirdFinance]);
  const first = await desk.prepare("key-first");
  await desk.release(first.batchId, first.version);
  await desk.awardCash(account);
  const { batchId, version } = await desk.prepare("key-second");
  const confirmed = [{ paymentId: `${batchId}-0001`, why: "They are sisters." }];
  for (const as of [secondFinance, thirdFinance]) {
    const refused = await desk.release(batchId, version, as, { confirmed });
    expect(refused.json()).toMatchObject({ status: 403, detail: expect.stringContaining(`line ${other.lineId} of another household`) });
  }
  expect((await desk.release(batchId, version, s151, { confirmed })).status).toBe(201);
});

test("an account in a stranger’s name is held for the releaser, who says whose it is", async () => {
  const desk = await openPayDesk();
  await desk.awardCash({ ...account, name: "Pat Stranger" });
  const { batchId, version } = await desk.prepare();
  const page = await desk.call("GET /payments/{batchId}", s151, { path: { batchId } });
  expect(page.body).toContain("The name on the account is not the name of anybody in the household.");
  expect((await desk.release(batchId, version)).json()).toMatchObject({ status: 422, payments: [`${batchId}-0001`] });
  const confirmed = [{ paymentId: `${batchId}-0001`, why: "Their appointee: letter seen." }];
  expect((await desk.release(batchId, version, s151, { confirmed })).status).toBe(201);
  expect((await desk.call("GET /payments/{batchId}", auditor, { path: { batchId } })).body).toContain("Their appointee: letter seen.");
});

test("a payment that is left out is in no file, and its line is in trouble", async () => {
  const desk = await openPayDesk();
  const shared = await desk.awardCash(account);
  await desk.awardCash({ ...account, name: "R Example" });
  const { batchId, version } = await desk.prepare();
  const released = await desk.release(batchId, version, s151, {
    confirmed: [{ paymentId: `${batchId}-0002`, why: "Their aunt." }],
    leftOut: [`${batchId}-0001`],
  });
  expect(released.json()).toMatchObject({ state: "released", payments: 1, total: 49_00 });
  const { payments } = await desk.whole(batchId);
  const left = payments.find(({ state }) => state === "leftOut");
  expect(await desk.file(batchId)).not.toContain(left?.paymentId);
  expect(await desk.line(left?.lineId ?? shared.lineId)).toMatchObject({
    state: "approved",
    trouble: { because: `Left out of payment batch ${batchId} when it was released.` },
  });
  expect(await desk.money()).toEqual({ committed: 98_00, paid: 0 });
});

test("a batch of which every payment is left out is stopped: it has no file, and another batch can pay its lines", async () => {
  const desk = await openPayDesk();
  const { lineId } = await desk.awardCash(account);
  const { batchId, version } = await desk.prepare();
  const leaveOut = () => desk.release(batchId, version, s151, { leftOut: [`${batchId}-0001`] });
  expect((await desk.release(batchId, version, finance, { leftOut: [`${batchId}-0001`] })).status).toBe(403);
  for (const stopped of [await leaveOut(), await leaveOut()])
    expect(stopped).toMatchObject({ status: 201, body: expect.stringContaining('"state":"stopped"') });
  expect((await desk.whole(batchId)).batch).toMatchObject({ payments: 0, total: 0 });
  expect((await desk.call("GET /payments/{batchId}/file", finance, { path: { batchId } })).status).toBe(404);
  expect((await desk.call("GET /payments/{batchId}", s151, { path: { batchId } })).body).toContain("Stopped: nothing was sent");
  expect(await desk.line(lineId)).toMatchObject({ state: "approved", trouble: {} });

  await desk.recordByTwo(lineId, accountNumbered(3));
  expect(await desk.prepare("key-again")).toMatchObject({ payments: 1, total: 49_00 });
});

test("a line that was cancelled or moved after the batch was prepared is not paid", async () => {
  const desk = await openPayDesk();
  const gone = await desk.awardCash(account);
  const stays = await desk.awardCash(accountNumbered(1));
  const { batchId, version } = await desk.prepare();
  const line = await desk.line(gone.lineId);
  const taken = { at: aDayInCrf.toISOString(), by: assessor, key: "by-hand" };
  await desk.ports.lines.move([moveLine(line, ["reopen"], taken, { change: { payment: undefined } })]);
  await desk.release(batchId, version);
  const { payments } = await desk.whole(batchId);
  expect(payments.filter(({ state }) => state === "inBatch").map(({ lineId }) => lineId)).toEqual([stays.lineId]);
  expect((await desk.file(batchId)).split("\r\n")).toHaveLength(1 + 8 + 1);
  expect((await desk.line(gone.lineId)).state).toBe("approved");
});

test("only the bank’s file has a whole account number", async () => {
  const desk = await openPayDesk();
  const { lineId } = await desk.awardCash(account);
  const shown = [
    await desk.call("GET /payments", finance),
    await desk.call("GET /api/lines-to-pay", finance),
    await desk.call("GET /lines/{lineId}/payee", assessor, { path: { lineId } }),
  ];
  const { batchId, version } = await desk.prepare();
  await desk.release(batchId, version);
  shown.push(
    await desk.call("GET /payments/{batchId}", auditor, { path: { batchId } }),
    await desk.call("GET /api/payment-batches/{batchId}", auditor, { path: { batchId } }),
  );
  for (const { status, body } of shown) {
    expect(status).toBe(200);
    expect(body).toContain("account ending 958");
    expect(body).not.toContain("66374958");
    expect(body).not.toContain("089999");
  }
  expect(await desk.file(batchId)).toContain("08999966374958");
  expect((await desk.call("GET /payments/{batchId}/file", auditor, { path: { batchId } })).status).toBe(403);
});

test("an unknown batch and a malformed id are not found", async () => {
  const desk = await openPayDesk();
  for (const batchId of ["ABCDEF", "abcdef", "../..", "A".repeat(3_000)]) {
    expect((await desk.call("GET /payments/{batchId}", finance, { path: { batchId } })).status).toBe(404);
    expect((await desk.call("GET /payments/{batchId}/file", finance, { path: { batchId } })).status).toBe(404);
    expect((await desk.release(batchId, 1)).status).toBe(404);
    expect((await desk.importFile(batchId, "x")).status).toBe(404);
  }
});
