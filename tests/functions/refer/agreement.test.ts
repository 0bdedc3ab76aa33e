import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { createAssess } from "../../../functions/assess/assess.ts";
import { awardGrant } from "../../../functions/decide/award-grant.ts";
import type { AwardRequest } from "../../../shared/domain/award/award.ts";
import type { Case } from "../../../shared/domain/case/case.ts";
import { dynamoAwards } from "../../../shared/store/awards.ts";
import { dynamoDirectories } from "../../../shared/store/directories.ts";
import { dynamoInterests } from "../../../shared/store/interests.ts";
import { dynamoMoney } from "../../../shared/store/money.ts";
import { dynamoRegisters } from "../../../shared/store/registers.ts";
import { dynamoSchemes } from "../../../shared/store/schemes.ts";
import { dynamoSessions } from "../../../shared/store/sessions.ts";
import { aDayInCrf, applicationLike, assessor, awardRequestFor, submitExample } from "../../examples.ts";
import { origin, type SignedIn, send, tokensOf } from "../../http.ts";
import { asksEarlyHelp, type OnwardHelp, openOnwardHelp, referredCase, seenIn } from "./onward.ts";

const asksWelfare = { service: "welfareRights", reasons: ["benefitProblem"], asks: "Check their benefits." };

const seenBy = ({ version, householdId }: Case) => ({ seen: { version, householdId } });
const apiPost = (onward: OnwardHelp, route: string, head: Case, body: object, as: SignedIn = onward.asha, key: string = randomUUID()) =>
  send(onward.refer, route, {
    as,
    path: { caseId: head.caseId },
    json: { ...seenBy(head), ...body },
    headers: { "idempotency-key": key },
  });
const refer = (onward: OnwardHelp, head: Case, body: object = asksEarlyHelp, as?: SignedIn) =>
  apiPost(onward, "POST /api/cases/{caseId}/referrals", head, body, as);
const agree = (onward: OnwardHelp, head: Case, says: "agrees" | "noLongerAgrees", as?: SignedIn, key?: string) =>
  apiPost(onward, "POST /api/cases/{caseId}/agreements", head, { says, reason: "They called at noon." }, as, key);
const caseOf = async (onward: OnwardHelp, caseId: string): Promise<Case> => {
  const head = await onward.cases.find(caseId);
  if (!head) throw new Error("The case is there.");
  return head;
};
const referralsOf = async (onward: OnwardHelp, caseId: string) => (await onward.cases.whole(caseId))?.referrals ?? [];

const refuse = (onward: OnwardHelp, head: Case, referrals: readonly object[]) =>
  send(
    createAssess({
      origin,
      sessions: dynamoSessions(onward.table),
      tokens: tokensOf(assessor),
      cases: onward.cases,
      money: dynamoMoney(onward.table),
      registers: dynamoRegisters(onward.table, async () => "matching-key"),
      schemes: dynamoSchemes(onward.table),
      directories: dynamoDirectories(onward.table),
      interests: dynamoInterests(onward.table),
    }),
    "POST /api/cases/{caseId}/refusals",
    {
      as: onward.asha,
      path: { caseId: head.caseId },
      json: { ...seenBy(head), because: "withdrawn", referrals, signposts: [], reason: "They asked." },
      headers: { "idempotency-key": randomUUID() },
    },
  );

const award = async (onward: OnwardHelp, head: Case, referrals: AwardRequest["referrals"]) =>
  awardGrant(
    {
      caseId: head.caseId,
      decisionId: randomUUID(),
      by: assessor,
      now: aDayInCrf,
      request: awardRequestFor(head, { referrals }),
      directories: await dynamoDirectories(onward.table).book(aDayInCrf),
    },
    { cases: onward.cases, awards: dynamoAwards(onward.table), schemes: dynamoSchemes(onward.table) },
  );

test("a second open referral to a service is refused by page and by API, at the service, and nothing typed is lost", async () => {
  const onward = await openOnwardHelp();
  const { caseId, referralId } = await referredCase(onward);
  const head = await caseOf(onward, caseId);
  const page = await send(onward.refer, "POST /cases/{caseId}/refer", {
    as: onward.asha,
    path: { caseId },
    form: { ...seenIn(head), ...asksEarlyHelp, asks: "Help once more." },
  });
  const says = `already has an open referral for them, ${referralId}. Select another service, or withdraw that referral first`;
  expect(page.isShownAgain).toBe(true);
  expect(page.body).toContain(says);
  expect(page.body).toContain("Help once more.");
  const api = await refer(onward, head);
  expect(api.status).toBe(422);
  expect(api.body).toContain(says);
  expect(await referralsOf(onward, caseId)).toHaveLength(1);
  expect((await refer(onward, head, asksWelfare)).status).toBe(201);
});

test("once the first is closed, the service can be asked again", async () => {
  const onward = await openOnwardHelp();
  const { caseId, referralId } = await referredCase(onward);
  await send(onward.refer, "POST /referrals/{referralId}/reject", {
    as: onward.idris,
    path: { referralId },
    form: { version: "1", stepId: "one", reason: "We are full." },
  });
  expect((await refer(onward, await caseOf(onward, caseId))).status).toBe(201);
});

test("two referrals to one service at once make one", async () => {
  const onward = await openOnwardHelp();
  const head = await submitExample(onward.table);
  const answers = await Promise.all([refer(onward, head), refer(onward, head, { ...asksEarlyHelp, asks: "Another." }, onward.ben)]);
  expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 409]);
  expect(await referralsOf(onward, head.caseId)).toHaveLength(1);
});

test("a refusal and an award do not refer to a service that has an open referral, nor twice to one", async () => {
  const onward = await openOnwardHelp();
  const { caseId } = await referredCase(onward);
  const head = await caseOf(onward, caseId);
  const refused = await refuse(onward, head, [asksEarlyHelp]);
  expect(refused.status).toBe(422);
  expect(refused.body).toContain("already has an open referral for them");
  expect((await refuse(onward, head, [asksWelfare, asksWelfare])).status).toBe(422);
  expect(await referralsOf(onward, caseId)).toHaveLength(1);
  expect((await refuse(onward, head, [asksWelfare])).status).toBe(201);
});

test("'no longer agrees' ends every open referral with it, and its services see nothing of the person from then on", async () => {
  const onward = await openOnwardHelp();
  const { caseId, referralId } = await referredCase(onward);
  await refer(onward, await caseOf(onward, caseId), asksWelfare);
  const head = await caseOf(onward, caseId);
  const said = await send(onward.refer, "POST /cases/{caseId}/agreement", {
    as: onward.asha,
    path: { caseId },
    form: { ...seenIn(head), says: "noLongerAgrees", reason: "They called at noon." },
  });
  expect([said.status, said.headers.location]).toEqual([303, `/cases/${caseId}#referrals`]);
  expect((await referralsOf(onward, caseId)).map(({ state }) => state)).toEqual(["cancelled", "cancelled"]);
  await onward.deliverAll();
  const seen = await send(onward.refer, "GET /referrals/{referralId}", { as: onward.idris, path: { referralId } });
  for (const { body } of [seen, await send(onward.refer, "GET /api/referrals", { as: onward.hana })])
    expect(body).not.toMatch(/Robin|07700|arrears|noon/);
  const late = await send(onward.refer, "POST /referrals/{referralId}/accept", {
    as: onward.idris,
    path: { referralId },
    form: { version: "1", stepId: "step-1" },
  });
  expect(late.isShownAgain).toBe(true);
  expect(late.body).not.toMatch(/Robin|07700|arrears|noon/);
  const whole = await onward.cases.whole(caseId);
  expect(whole?.case.agreement).toMatchObject({ agreed: false, by: { id: assessor.id } });
  expect(whole?.followUps.map(({ state }) => state)).toEqual(["done", "done"]);
  expect(whole?.events.at(-1)?.detail).toEqual({ kind: "agreementRecorded", agreed: false, reason: "They called at noon." });
});

test("until they agree anew nobody refers them, by any door; then the referral says when they agreed", async () => {
  const onward = await openOnwardHelp();
  const { caseId } = await referredCase(onward);
  expect((await agree(onward, await caseOf(onward, caseId), "noLongerAgrees")).status).toBe(201);
  const head = await caseOf(onward, caseId);
  expect((await refer(onward, head, asksWelfare)).status).toBe(422);
  const page = await send(onward.refer, "POST /cases/{caseId}/refer", {
    as: onward.asha,
    path: { caseId },
    form: { ...seenIn(head), ...asksWelfare },
  });
  expect(page.isShownAgain).toBe(true);
  expect(page.body).toContain("They no longer agree to be referred");
  expect((await refuse(onward, head, [asksWelfare])).status).toBe(422);
  expect((await award(onward, head, [asksWelfare])).kind).toBe("noConsentToRefer");
  expect(await referralsOf(onward, caseId)).toHaveLength(1);

  const again = await agree(onward, head, "agrees");
  expect(again.json()).toMatchObject({ agreement: { agreed: true }, withdrawn: [] });
  const made = await refer(onward, await caseOf(onward, caseId), asksWelfare);
  expect(made.status).toBe(201);
  expect(made.json()).toMatchObject({ consent: { agreed: true, at: (await caseOf(onward, caseId)).agreement?.at } });
});

test("somebody who said no in their application can agree later", async () => {
  const onward = await openOnwardHelp();
  const head = await submitExample(onward.table, { application: applicationLike({ sharing: { agreed: false } }) });
  expect((await refer(onward, head)).status).toBe(422);
  expect((await agree(onward, head, "agrees")).status).toBe(201);
  expect((await refer(onward, await caseOf(onward, head.caseId))).status).toBe(201);
});

test("sent again after a lost answer it is the same answer; what they said already changes nothing", async () => {
  const onward = await openOnwardHelp();
  const { caseId, referralId } = await referredCase(onward);
  const head = await caseOf(onward, caseId);
  const [first, second] = [await agree(onward, head, "noLongerAgrees"), await agree(onward, head, "noLongerAgrees")];
  expect([first.status, second.status]).toEqual([201, 201]);
  expect(second.body).toBe(first.body);
  expect(first.json()).toMatchObject({ agreement: { agreed: false }, withdrawn: [referralId] });
  expect((await agree(onward, await caseOf(onward, caseId), "noLongerAgrees")).status).toBe(409);
  expect((await agree(onward, head, "agrees")).status).toBe(409);
});

test("twice at once it is recorded once; beside a referral at the same moment no open one is left", async () => {
  const onward = await openOnwardHelp();
  const { caseId } = await referredCase(onward);
  const head = await caseOf(onward, caseId);
  const answers = await Promise.all([
    agree(onward, head, "noLongerAgrees"),
    agree(onward, head, "noLongerAgrees"),
    refer(onward, head, asksWelfare, onward.ben),
    send(onward.refer, "POST /referrals/{referralId}/accept", {
      as: onward.idris,
      path: { referralId: `${caseId}-R1.1` },
      form: { version: "1", stepId: "step-1" },
    }),
  ]);
  const now = await onward.cases.whole(caseId);
  const isRefused = now?.case.agreement?.agreed === false;
  expect(answers.slice(0, 2).map(({ status }) => status)).toEqual(isRefused ? [201, 201] : [409, 409]);
  if (isRefused) expect(now?.referrals.filter(({ state }) => state !== "cancelled")).toEqual([]);
  expect(now?.events.filter(({ detail }) => detail.kind === "agreementRecorded").length).toBe(isRefused ? 1 : 0);
});

test("a form without how they said it comes back with the box named", async () => {
  const onward = await openOnwardHelp();
  const { caseId } = await referredCase(onward);
  const { isShownAgain, body } = await send(onward.refer, "POST /cases/{caseId}/agreement", {
    as: onward.asha,
    path: { caseId },
    form: { ...seenIn(await caseOf(onward, caseId)), says: "noLongerAgrees", reason: " " },
  });
  expect(isShownAgain).toBe(true);
  expect(body).toContain('<a href="#agree-reason">');
  expect(body).toContain('id="agree-reason"');
});
