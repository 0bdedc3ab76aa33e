import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { approveAward } from "../../../functions/award/approve-award.ts";
import type { Case } from "../../../shared/domain/case/case.ts";
import { pence } from "../../../shared/domain/money.ts";
import type { Principal } from "../../../shared/domain/principal.ts";
import { dynamoApprovals } from "../../../shared/store/approvals.ts";
import { dynamoCases } from "../../../shared/store/cases.ts";
import { dynamoDirectories } from "../../../shared/store/directories.ts";
import { dynamoLines } from "../../../shared/store/lines.ts";
import { dynamoMoney } from "../../../shared/store/money.ts";
import { dynamoSchemes } from "../../../shared/store/schemes.ts";
import { aDayInCrf, approver, assessor, awardRequestFor, evidenceTyped, secondAssessor, submitExample } from "../../examples.ts";
import { type SignedIn, send, signIn } from "../../http.ts";
import { everythingIn } from "../../setup/table.ts";
import { openDesk, seenIn, textOf } from "../assess/desk.ts";

type Desk = Awaited<ReturnType<typeof openDesk>>;

const lines = [
  { item: "washingMachine", amount: pence(1_500_00), delivery: "TANGIBLE" as const },
  { item: "cooker", amount: pence(1_000_00), delivery: "TANGIBLE" as const },
];

/** An award of £2,500 by an assessor, who may award £2,000 alone. */
const reserve = async (desk: Desk, as = desk.asha, key = randomUUID()) => {
  const head = await submitExample(desk.table);
  const answer = await award(desk, head, as, key);
  return { head, answer, seen: { version: 2, householdId: head.householdId } };
};
const award = ({ award: handler }: Desk, head: Case, as: SignedIn, key = randomUUID()) =>
  send(handler, "POST /api/cases/{caseId}/awards", {
    as,
    path: { caseId: head.caseId },
    json: awardRequestFor(head, { lines }),
    headers: { "idempotency-key": key },
  });

type Seen = Awaited<ReturnType<typeof reserve>>["seen"];
const onApi = (
  desk: Desk,
  what: "approvals" | "declines",
  as: SignedIn,
  { caseId }: Case,
  seen: Seen,
  more: object = { reason: "Looks right." },
  now = aDayInCrf,
) =>
  send(desk.award, `POST /api/cases/{caseId}/${what}`, {
    as,
    now,
    path: { caseId },
    json: { seen, ...more },
    headers: { "idempotency-key": randomUUID() },
  });
const onPage = (desk: Desk, what: "approve" | "decline", as: SignedIn, { caseId }: Case, seen: Seen, reason = "", now = aDayInCrf) =>
  send(desk.award, `POST /cases/{caseId}/${what}`, {
    as,
    now,
    path: { caseId },
    form: { ...seenIn(seen), decisionId: randomUUID(), reason },
  });
const pageOf = async ({ assess }: Desk, as: SignedIn, { caseId }: Case, now = aDayInCrf) =>
  (await send(assess, "GET /cases/{caseId}", { as, path: { caseId }, now })).body;
const crisis = async ({ table }: Desk) => (await dynamoMoney(table).envelopes("CRF"))[0];
const kindsIn = async ({ table }: Desk, kind: string) => (await everythingIn(table)).filter(({ itemKind }) => itemKind === kind);

test("above the assessor's limit the money is reserved, the household has its claim, and the resident is not told before a second person approves", async () => {
  const desk = await openDesk(10_000_00);
  const { head, answer } = await reserve(desk);

  expect(answer.status).toBe(202);
  expect(answer.json()).toMatchObject({ awardId: `${head.caseId}-A1`, total: 2_500_00, secondApproval: { kind: "awaited" } });
  expect(await dynamoCases(desk.table).find(head.caseId)).toMatchObject({ status: "toApprove", decision: { by: { id: "assessor-1" } } });
  expect(await crisis(desk)).toMatchObject({ available: 7_500_00, reserved: 2_500_00, committed: 0, allocated: 10_000_00 });
  expect(await kindsIn(desk, "message")).toEqual([]);
  expect((await kindsIn(desk, "ledgerEntry")).filter(({ kind }) => kind === "reservation")).toHaveLength(2);

  const other = await submitExample(desk.table, { householdId: head.householdId });
  expect((await award(desk, other, desk.ben)).json()).toMatchObject({
    type: "urn:hardship-support:problem:household-already-awarded",
    earlierAwardId: `${head.caseId}-A1`,
  });
  const page = textOf(await pageOf(desk, desk.asha, head));
  expect(page).toContain("Asha Patel decided to award £2,500 on 20 November 2026 at 10:00 am. A second person has still to approve it.");
  expect(page).toContain("You decided on this award, so somebody else approves the award: an approver who did not decide on it.");
  expect(
    textOf((await send(desk.award, "GET /awards/{awardId}", { as: desk.finance, path: { awardId: `${head.caseId}-A1` } })).body),
  ).toContain("Waits for a second approval");
});

test("an approver finds the award in the list, approves it on the case page, and its lines and message leave at once", async () => {
  const desk = await openDesk(10_000_00);
  const { head, seen } = await reserve(desk);

  const list = await send(desk.award, "GET /approvals", { as: desk.cleo });
  const toPrograms = await send(desk.award, "GET /api/approvals", { as: desk.cleo });
  const page = await pageOf(desk, desk.cleo, head);
  const answer = await onPage(desk, "approve", desk.cleo, head, seen);

  expect(list.body).toContain(`href="/cases/${head.caseId}#decide"`);
  expect(textOf(list.body)).toContain("£2,500");
  expect(toPrograms.json()).toMatchObject({ items: [{ caseId: head.caseId, status: "toApprove" }] });
  expect(page).toContain(`action="/cases/${head.caseId}/approve"`);
  expect(answer.status).toBe(303);
  const whole = await dynamoCases(desk.table).whole(head.caseId);
  expect(whole?.case).toMatchObject({ status: "awarded", decision: { by: { id: "assessor-1" }, approved: { by: { id: "approver-1" } } } });
  expect(whole?.events.at(-1)).toMatchObject({ detail: { kind: "approved", awardId: `${head.caseId}-A1` }, by: { id: "approver-1" } });
  expect(whole?.messages).toMatchObject([{ template: "awarded" }]);
  expect(await crisis(desk)).toMatchObject({ available: 7_500_00, reserved: 0, committed: 2_500_00, payments: 2, awards: { inScheme: 1 } });
  expect(await kindsIn(desk, "line")).toMatchObject([
    { state: "approved", decidedBy: ["assessor-1", "approver-1"] },
    { state: "approved", decidedBy: ["assessor-1", "approver-1"] },
  ]);
  expect(await kindsIn(desk, "approved")).toMatchObject([{ awardId: `${head.caseId}-A1` }]);
  expect(textOf(await pageOf(desk, desk.ben, head))).toContain("and Cleo Marsh approved it on 20 November 2026 at 10:00 am.");
  expect(textOf((await send(desk.award, "GET /approvals", { as: desk.cleo })).body)).toContain("No award waits for a second approval.");
});

test("an award sent back frees its money, counts and claims, and the case waits for another decision", async () => {
  const desk = await openDesk(10_000_00);
  const { head, seen } = await reserve(desk);

  const without = await onPage(desk, "decline", desk.cleo, head, seen, " ");
  const answer = await onPage(desk, "decline", desk.cleo, head, seen, "The cooker is not needed.");

  expect(without.isShownAgain).toBe(true);
  expect(without.body).toContain('<a href="#decline-reason">');
  expect(answer.status).toBe(303);
  const whole = await dynamoCases(desk.table).whole(head.caseId);
  expect(whole?.case).toMatchObject({ status: "waiting", version: 3 });
  expect(whole?.case).not.toHaveProperty("decision");
  expect(whole?.awards).toMatchObject([{ awardId: `${head.caseId}-A1` }]);
  expect(whole?.messages).toEqual([]);
  expect(await crisis(desk)).toMatchObject({
    available: 10_000_00,
    reserved: 0,
    returned: 2_500_00,
    payments: 0,
    awards: { inCategory: 0, inScheme: 0 },
    households: { inCategory: 0, inScheme: 0 },
  });
  expect(await dynamoCases(desk.table).claims(head.householdId)).toMatchObject({ claims: [], spent: { CRF: 0 } });
  expect((await kindsIn(desk, "line")).map(({ state }) => state)).toEqual(["cancelled", "cancelled"]);
  const page = textOf(await pageOf(desk, desk.asha, head));
  expect(page).toContain("Did not approve the award and sent it back");
  expect(page).toContain("The cooker is not needed.");
  expect(page).toContain("As they stand now");
  const awardPage = await send(desk.award, "GET /awards/{awardId}", { as: desk.asha, path: { awardId: `${head.caseId}-A1` } });
  expect(textOf(awardPage.body)).toContain("Not approved by a second person. Nothing was paid.");

  const again = await send(desk.award, "POST /api/cases/{caseId}/awards", {
    as: desk.asha,
    path: { caseId: head.caseId },
    json: awardRequestFor({ ...head, version: 3 }, { lines: lines.slice(0, 1) }),
    headers: { "idempotency-key": randomUUID() },
  });
  expect(again.json()).toMatchObject({ awardId: `${head.caseId}-A3`, total: 1_500_00 });
  expect(again.status).toBe(201);
});

test("nobody approves or sends back their own award, by page or by API, whatever their roles are now", async () => {
  const promoted: Principal = { ...assessor, roles: ["assessor", "approver"] };
  const desk = await openDesk(50_000_00, undefined, [promoted]);
  const head = await submitExample(desk.table);
  const form = { "item-1": "cooker", "amount-1": "2500", "delivery-1": "TANGIBLE", evidence: [...evidenceTyped], reason: "Cold." };
  const path = { caseId: head.caseId };
  await send(desk.award, "POST /cases/{caseId}/award", { as: desk.asha, path, form: { ...seenIn(head), decisionId: "one", ...form } });
  const now = await signIn(desk.table, promoted);
  const before = await everythingIn(desk.table);
  const seen = { version: 2, householdId: head.householdId };

  const answers = [
    await onPage(desk, "approve", now, head, seen),
    await onPage(desk, "decline", now, head, seen, "No."),
    await onApi(desk, "approvals", now, head, seen),
    await onApi(desk, "declines", now, head, seen),
  ];

  expect(answers.map(({ status, isShownAgain }) => isShownAgain || status)).toEqual([true, true, 403, 403]);
  expect(answers[2]?.json()).toMatchObject({ type: "urn:hardship-support:problem:second-person-needed" });
  expect(textOf((await send(desk.award, "GET /approvals", { as: now })).body)).toContain("Not yours to approve");
  expect(await everythingIn(desk.table)).toEqual(before);
});

test("if the decider has declared an interest since, the award can be sent back and nobody can approve it", async () => {
  const desk = await openDesk(10_000_00);
  const { head, seen } = await reserve(desk);
  const declared = await send(desk.assess, "POST /api/cases/{caseId}/interests", {
    as: desk.asha,
    path: { caseId: head.caseId },
    json: {},
    headers: { "idempotency-key": randomUUID() },
  });
  expect(declared.status).toBeLessThan(300);
  const now = { ...seen, version: seen.version + 1 };

  const approved = await onApi(desk, "approvals", desk.cleo, head, now);
  expect(approved.status).toBe(403);
  expect(approved.json()).toMatchObject({ type: "urn:hardship-support:problem:interest-declared" });
  expect(textOf((await onPage(desk, "approve", desk.cleo, head, now)).body)).toContain("whoever decided has declared an interest since");
  expect(await crisis(desk)).toMatchObject({ reserved: 2_500_00, committed: 0 });
  expect((await onApi(desk, "declines", desk.cleo, head, now)).status).toBe(201);
  expect(await crisis(desk)).toMatchObject({ available: 10_000_00, reserved: 0 });
});

test("of two approvers at once one wins and the other is told by whom, and a stale version is refused", async () => {
  const desk = await openDesk(10_000_00);
  const { head, seen } = await reserve(desk);
  const second = await signIn(desk.table, { id: "approver-2", name: "Dee Two", roles: ["approver"] });

  const answers = await Promise.all([onPage(desk, "approve", desk.cleo, head, seen), onPage(desk, "decline", second, head, seen, "No.")]);
  const stale = await onApi(desk, "approvals", desk.cleo, head, { ...seen, version: 1 });

  expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 303]);
  const lost = answers.find(({ isShownAgain }) => isShownAgain)?.body ?? "";
  expect(textOf(lost)).toMatch(/Cleo Marsh (awarded|approved)|Dee Two did not approve|and Cleo Marsh approved it/);
  expect(stale.json()).toMatchObject({ status: 409, type: "urn:hardship-support:problem:stale-case" });
  const { reserved = 0, committed = 0, available = 0 } = (await crisis(desk)) ?? {};
  expect([reserved, committed + available]).toEqual([0, 10_000_00]);
});

test("an approval or a refusal of an award that is sent twice, at once or after a lost answer, is done once", async () => {
  const desk = await openDesk(10_000_00);
  const [one, other] = [await reserve(desk), await reserve(desk)];

  const approvals = await Promise.all([1, 2].map(() => onApi(desk, "approvals", desk.cleo, one.head, one.seen)));
  const declines = [
    await onApi(desk, "declines", desk.cleo, other.head, other.seen),
    await onApi(desk, "declines", desk.cleo, other.head, other.seen),
  ];

  expect([...approvals, ...declines].map(({ status }) => status)).toEqual([201, 201, 201, 201]);
  expect(await crisis(desk)).toMatchObject({ available: 7_500_00, reserved: 0, committed: 2_500_00, returned: 2_500_00 });
  expect(await kindsIn(desk, "approved")).toHaveLength(1);
});

test("an approver whose limit is below the award may send it back and not approve it", async () => {
  const desk = await openDesk(20_000_00);
  const { head, seen } = await reserve(desk);
  const auditing = await send(desk.award, "POST /api/cases/{caseId}/approvals", {
    as: desk.auditor,
    path: { caseId: head.caseId },
    json: { seen },
    headers: { "idempotency-key": randomUUID() },
  });
  const byAssessor = await onApi(desk, "approvals", desk.ben, head, seen);

  expect([auditing.status, byAssessor.status]).toEqual([403, 403]);
  // The use case holds the limit too, not only the routes.
  const { table } = desk;
  const ports = {
    cases: dynamoCases(table),
    lines: dynamoLines(table),
    approvals: dynamoApprovals(table),
    schemes: dynamoSchemes(table),
    directories: dynamoDirectories(table),
  };
  const step = { caseId: head.caseId, by: secondAssessor, now: aDayInCrf, key: "not-theirs", seen };
  expect(await approveAward(step, ports)).toMatchObject({ kind: "aboveLimit", total: 2_500_00 });
  expect(await crisis(desk)).toMatchObject({ reserved: 2_500_00 });
});

/** The first moment of the day after the fund's last: midnight in London, in summer time. */
const fundIsOver = new Date("2029-03-31T23:00:00Z");

test("an award that is approved once its scheme is over commits nothing: it goes back, by API and by page, and its money with it", async () => {
  const desk = await openDesk(10_000_00);
  const [one, other] = [await reserve(desk), await reserve(desk)];
  const cleo = await signIn(desk.table, approver, fundIsOver);

  const shown = textOf(await pageOf(desk, cleo, one.head, fundIsOver));
  const byApi = await onApi(desk, "approvals", cleo, one.head, one.seen, undefined, fundIsOver);
  const byPage = await onPage(desk, "approve", cleo, other.head, other.seen, "", fundIsOver);

  expect(shown).toContain("The scheme of this award is over, so it cannot be approved any more.");
  expect(shown).not.toContain("Approve £2,500");
  const words =
    "no more of its money can be committed. The award goes back, and its money with it. Decide again in the scheme that is open now.";
  expect(byApi.json()).toMatchObject({
    type: "urn:hardship-support:problem:step-not-possible",
    status: 409,
    detail: expect.stringContaining(words),
    case: { status: "waiting" },
  });
  expect(byPage.isShownAgain).toBe(true);
  expect(textOf(byPage.body)).toContain("Not approved: the scheme is over");
  expect(textOf(byPage.body)).toContain(words);
  for (const { head } of [one, other]) {
    const whole = await dynamoCases(desk.table).whole(head.caseId);
    expect(whole?.case).toMatchObject({ status: "waiting" });
    expect(whole?.events.at(-1)).toMatchObject({
      by: { id: "approver-1" },
      detail: { kind: "declined", reason: expect.stringContaining("is over") },
    });
    expect(whole?.messages).toEqual([]);
    expect(await dynamoCases(desk.table).claims(head.householdId)).toMatchObject({ claims: [], spent: { CRF: 0 } });
  }
  // Money that comes back after a scheme's last day belongs to the department.
  expect(await crisis(desk)).toMatchObject({ reserved: 0, committed: 0, available: 5_000_00, dueBack: 5_000_00 });
  expect(await kindsIn(desk, "approved")).toEqual([]);
});

test("an approval after the scheme's end that is sent twice, at once or after a lost answer, sends the award back once and says the same", async () => {
  const desk = await openDesk(10_000_00);
  const { head, seen } = await reserve(desk);
  const cleo = await signIn(desk.table, approver, fundIsOver);

  const send = () => onApi(desk, "approvals", cleo, head, seen, undefined, fundIsOver);
  const answers = [...(await Promise.all([send(), send()])), await send()];

  expect(answers.map(({ status }) => status)).toEqual([409, 409, 409]);
  expect(new Set(answers.map((answer) => answer.json<{ type: string }>().type))).toEqual(
    new Set(["urn:hardship-support:problem:step-not-possible"]),
  );
  expect((await dynamoCases(desk.table).whole(head.caseId))?.events.filter(({ detail }) => detail.kind === "declined")).toHaveLength(1);
  expect(await crisis(desk)).toMatchObject({ reserved: 0, dueBack: 2_500_00 });
});

test("an approver who could not approve so much is told the same of a scheme that is over, and an assessor still sends nothing back", async () => {
  const desk = await openDesk(20_000_00);
  const { head, seen } = await reserve(desk);
  const ben = await signIn(desk.table, secondAssessor, fundIsOver);
  expect((await onApi(desk, "approvals", ben, head, seen, undefined, fundIsOver)).status).toBe(403);
  expect((await onApi(desk, "approvals", await signIn(desk.table, assessor, fundIsOver), head, seen, undefined, fundIsOver)).status).toBe(
    403,
  );
  expect(await crisis(desk)).toMatchObject({ reserved: 2_500_00 });
});
