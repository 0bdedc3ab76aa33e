import { expect, test } from "vitest";
import { eventAfter } from "../../../shared/store/case-writes.ts";
import { applicationLike, submitExample } from "../../examples.ts";
import { send } from "../../http.ts";
import { asksEarlyHelp, openOnwardHelp, referredCase, seenIn } from "./onward.ts";

test("an assessor refers a case: the status stays, the history says so, and sending it again makes no second referral", async () => {
  const onward = await openOnwardHelp();
  const before = await submitExample(onward.table);
  const { caseId } = before;
  const refer = () =>
    send(onward.refer, "POST /cases/{caseId}/refer", { as: onward.asha, path: { caseId }, form: { ...seenIn(before), ...asksEarlyHelp } });

  const first = await refer();
  const second = await refer();

  expect([first.status, first.headers.location]).toEqual([303, `/cases/${caseId}#referrals`]);
  expect(second.status).toBe(303);
  const whole = await onward.cases.whole(caseId);
  expect(whole?.referrals).toHaveLength(1);
  expect(whole?.case).toMatchObject({ status: "waiting", version: 2 });
  const [submitted, referred] = whole?.events ?? [];
  expect(referred?.detail).toEqual({ kind: "referred", referralId: `${caseId}-R1.1` });
  expect(referred?.previousHash).toBe(submitted?.hash);
});

test("a referral that comes too late is told who changed the case, and keeps what was typed", async () => {
  const onward = await openOnwardHelp();
  const { caseId, before } = await referredCase(onward);

  const { isShownAgain, body } = await send(onward.refer, "POST /cases/{caseId}/refer", {
    as: onward.ben,
    path: { caseId },
    form: { ...seenIn(before), service: "welfareRights", reasons: "benefitProblem", asks: "Check Universal Credit & <rent>." },
  });

  expect(isShownAgain).toBe(true);
  expect(body).toContain("Asha Patel");
  expect(body).toContain("Check Universal Credit &amp; &lt;rent&gt;.");
  expect((await onward.cases.whole(caseId))?.referrals).toHaveLength(1);
});

test("a referral form left empty names every box that needs an answer", async () => {
  const onward = await openOnwardHelp();
  const before = await submitExample(onward.table);

  const { isShownAgain, body } = await send(onward.refer, "POST /cases/{caseId}/refer", {
    as: onward.asha,
    path: { caseId: before.caseId },
    form: seenIn(before),
  });

  expect(isShownAgain).toBe(true);
  for (const field of ["refer-service", "refer-reasons", "refer-asks"]) {
    expect(body).toContain(`<a href="#${field}">`);
    expect(body).toContain(`id="${field}"`);
  }
});

test("nobody is referred who has not agreed to it", async () => {
  const onward = await openOnwardHelp();
  const before = await submitExample(onward.table, { application: applicationLike({ sharing: { agreed: false } }) });

  const { isShownAgain, body } = await send(onward.refer, "POST /cases/{caseId}/refer", {
    as: onward.asha,
    path: { caseId: before.caseId },
    form: { ...seenIn(before), ...asksEarlyHelp },
  });

  expect(isShownAgain).toBe(true);
  expect(body).toContain("they have not agreed to it");
  expect((await onward.cases.whole(before.caseId))?.referrals).toEqual([]);
});

test("a withdrawn referral shows its service nothing of the person from that moment on", async () => {
  const onward = await openOnwardHelp();
  const { caseId, after, referralId } = await referredCase(onward);

  const withdrawn = await send(onward.refer, "POST /cases/{caseId}/withdraw", {
    as: onward.asha,
    path: { caseId },
    form: { ...seenIn(after), referralId, reason: "Robin has changed their mind." },
  });
  const seen = await send(onward.refer, "GET /referrals/{referralId}", { as: onward.idris, path: { referralId } });
  const list = await send(onward.refer, "GET /referrals", { as: onward.idris });
  const api = await send(onward.refer, "GET /api/referrals/{referralId}", { as: onward.idris, path: { referralId } });
  const late = await send(onward.refer, "POST /referrals/{referralId}/accept", {
    as: onward.idris,
    path: { referralId },
    form: { version: "1", stepId: "step-1" },
  });

  expect(withdrawn.status).toBe(303);
  expect([seen.status, list.status, api.status, late.status]).toEqual([200, 200, 200, 200]);
  for (const { body } of [seen, list, api, late]) expect(body).not.toMatch(/Robin|07700|arrears|changed their mind/);
  expect(list.body).toContain(referralId);
  expect(Object.keys(api.json<object>()).sort()).toEqual(["referralId", "service", "state", "version", "withdrawnAt"]);
  const whole = await onward.cases.whole(caseId);
  expect(whole?.referrals[0]).toMatchObject({ state: "cancelled", version: 2 });
  expect(whole?.events.at(-1)?.detail).toEqual({ kind: "referralWithdrawn", referralId, reason: "Robin has changed their mind." });
});

test("a referral withdrawn before it was delivered never reaches its service", async () => {
  const onward = await openOnwardHelp();
  const { caseId, after, referralId } = await referredCase(onward, { isDelivered: false });

  await send(onward.refer, "POST /cases/{caseId}/withdraw", {
    as: onward.asha,
    path: { caseId },
    form: { ...seenIn(after), referralId, reason: "Not wanted." },
  });
  await onward.deliverAll();

  expect((await send(onward.refer, "GET /referrals", { as: onward.idris })).body).not.toContain(referralId);
  expect((await send(onward.refer, "GET /referrals/{referralId}", { as: onward.idris, path: { referralId } })).status).toBe(404);
});

test("a withdrawal that races with delivery and with the service's answer still withdraws, in one step", async () => {
  const onward = await openOnwardHelp();
  const { caseId, after, referralId } = await referredCase(onward, { isDelivered: false });
  const withdraw = () =>
    send(onward.refer, "POST /cases/{caseId}/withdraw", {
      as: onward.asha,
      path: { caseId },
      form: { ...seenIn(after), referralId, reason: "Not wanted." },
    });

  const [first, again] = await Promise.all([withdraw(), withdraw(), onward.deliverAll()]);

  expect([first.status, again.status]).toEqual([303, 303]);
  const whole = await onward.cases.whole(caseId);
  expect(whole?.referrals[0]?.steps.map(({ state }) => state)).toEqual(["requested", "cancelled"]);
  expect(whole?.case.version).toBe(3);
  expect(whole?.events).toHaveLength(3);
});

test("a withdrawal without a reason comes back with that referral's own box in error", async () => {
  const onward = await openOnwardHelp();
  const { caseId, after, referralId } = await referredCase(onward);

  const { isShownAgain, body } = await send(onward.refer, "POST /cases/{caseId}/withdraw", {
    as: onward.asha,
    path: { caseId },
    form: { ...seenIn(after), referralId, reason: "" },
  });

  expect(isShownAgain).toBe(true);
  expect(body).toContain(`<a href="#withdraw-${referralId}-reason">`);
  expect(body).toContain(`id="withdraw-${referralId}-reason"`);
});

test("a referral that the service has closed cannot be withdrawn, and another case's referral cannot be reached", async () => {
  const onward = await openOnwardHelp();
  const { caseId, after, referralId } = await referredCase(onward);
  const other = await referredCase(onward);
  await send(onward.refer, "POST /referrals/{referralId}/reject", {
    as: onward.idris,
    path: { referralId },
    form: { version: "1", stepId: "step-1", reason: "Already known to us." },
  });
  const withdraw = (id: string) =>
    send(onward.refer, "POST /cases/{caseId}/withdraw", {
      as: onward.asha,
      path: { caseId },
      form: { ...seenIn(after), referralId: id, reason: "Not wanted." },
    });

  const closed = await withdraw(referralId);
  const elsewhere = await withdraw(other.referralId);

  expect(closed.isShownAgain).toBe(true);
  expect(closed.body).toContain("the service has already closed this referral");
  expect(closed.body).toContain("Already known to us.");
  expect(elsewhere.isShownAgain).toBe(true);
  expect(await onward.referrals.find(other.caseId, other.referralId)).toMatchObject({ state: "requested" });
});

test("a case whose referral was withdrawn keeps its history's chain of hashes whole", async () => {
  const onward = await openOnwardHelp();
  const { caseId, after, referralId } = await referredCase(onward);
  await send(onward.refer, "POST /cases/{caseId}/withdraw", {
    as: onward.asha,
    path: { caseId },
    form: { ...seenIn(after), referralId, reason: "Not wanted." },
  });

  const { events = [], case: head } = (await onward.cases.whole(caseId)) ?? {};

  for (const [index, { at, by, detail, hash, previousHash }] of events.entries()) {
    const again = eventAfter({ caseId, version: index, lastEventHash: previousHash }, at, by, detail);
    expect(again.hash).toBe(hash);
    expect(previousHash).toBe(events[index - 1]?.hash ?? "");
  }
  expect(head?.lastEventHash).toBe(events.at(-1)?.hash);
});
