import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import type { Case } from "../../../shared/domain/case/case.ts";
import { noClaims } from "../../../shared/domain/household/household.ts";
import { withInterest } from "../../../shared/domain/household/interest.ts";
import { caseIdOf } from "../../../shared/domain/ids.ts";
import { dynamoCases } from "../../../shared/store/cases.ts";
import { dynamoInterests } from "../../../shared/store/interests.ts";
import { awardRequestFor, submitExample } from "../../examples.ts";
import { type SignedIn, send } from "../../http.ts";
import { csvOf, openDesk as openBulk, outcomesOf, ran, rowFor } from "../bulk/desk.ts";
import { openDesk, seenIn, textOf } from "./desk.ts";

type Desk = Awaited<ReturnType<typeof openDesk>>;

const declare = ({ assess }: Desk, as: SignedIn, { caseId }: Pick<Case, "caseId">, form: Record<string, string> = {}) =>
  send(assess, "POST /cases/{caseId}/declare-interest", { as, path: { caseId }, form });
const declareOnApi = ({ assess }: Desk, as: SignedIn, { caseId }: Case) =>
  send(assess, "POST /api/cases/{caseId}/interests", { as, path: { caseId }, json: {}, headers: { "idempotency-key": randomUUID() } });
const lift = ({ assess }: Desk, as: SignedIn, { caseId }: Case, principalId: string, reason = "They only share a name.") =>
  send(assess, "POST /cases/{caseId}/lift-interest", { as, path: { caseId }, form: { principalId, reason } });
const award = ({ award: handler }: Desk, as: SignedIn, head: Case) =>
  send(handler, "POST /api/cases/{caseId}/awards", {
    as,
    path: { caseId: head.caseId },
    json: awardRequestFor(head),
    headers: { "idempotency-key": randomUUID() },
  });
const pageOf = async ({ assess }: Desk, as: SignedIn, { caseId }: Case) =>
  (await send(assess, "GET /cases/{caseId}", { as, path: { caseId } })).body;
const headOf = ({ table }: Desk, { caseId }: Case) => dynamoCases(table).find(caseId);

test("a person who declares an interest sees nothing of the case any more, and everybody else sees the declaration", async () => {
  const desk = await openDesk();
  const head = await submitExample(desk.table);

  const answer = await declare(desk, desk.asha, head);

  expect(answer.status).toBe(303);
  const own = await pageOf(desk, desk.asha, head);
  expect(own).not.toContain('<form action="/cases/');
  expect(own).not.toContain(head.applicantName);
  expect(textOf(own)).toContain("You have declared an interest in this household So you see nothing of it");
  expect(own).toContain(`/cases/${head.caseId}/interests`);
  expect(textOf(await pageOf(desk, desk.ben, head))).toContain(
    "Asha Patel takes no part in this household, since 20 November 2026 at 10:00 am.",
  );
  expect((await award(desk, desk.asha, { ...head, version: 2 })).json()).toMatchObject({
    status: 403,
    type: "urn:hardship-support:problem:interest-declared",
  });
  expect((await award(desk, desk.ben, { ...head, version: 2 })).status).toBe(201);
});

test("an interest declared twice, by page and API, is declared once, and counts from a stale page too", async () => {
  const desk = await openDesk();
  const head = await submitExample(desk.table);
  await award(desk, desk.ben, head);

  const answers = await Promise.all([declare(desk, desk.asha, head, seenIn(head)), declareOnApi(desk, desk.asha, head)]);

  expect(answers.map(({ status }) => status)).toEqual([303, 201]);
  expect(await headOf(desk, head)).toMatchObject({ status: "awarded", version: 3, barred: ["assessor-1"] });
});

test("another person who approves lifts a declaration with a reason; nobody lifts their own", async () => {
  const desk = await openDesk();
  const head = await submitExample(desk.table);
  await declare(desk, desk.cleo, head);
  await declare(desk, desk.asha, head);

  const own = await lift(desk, desk.cleo, head, "approver-1");
  const byBarred = await lift(desk, desk.cleo, head, "assessor-1");
  const byAssessor = await lift(desk, desk.ben, head, "assessor-1");
  expect([own.isShownAgain, byBarred.isShownAgain, byAssessor.status]).toEqual([true, true, 403]);

  const other = await submitExample(desk.table);
  await declare(desk, desk.asha, other);
  const without = await lift(desk, desk.cleo, other, "assessor-1", " ");
  const lifted = [await lift(desk, desk.cleo, other, "assessor-1"), await lift(desk, desk.cleo, other, "assessor-1")];
  const nobody = await lift(desk, desk.cleo, other, "assessor-2");

  expect(without.isShownAgain).toBe(true);
  expect(without.body).toContain('<a href="#lift-reason">');
  expect(without.body).toContain('id="lift-reason"');
  expect([...lifted, nobody].map(({ isShownAgain }) => isShownAgain)).toEqual([false, false, true]);
  expect(await headOf(desk, other)).toMatchObject({ barred: [], version: 3 });
  expect(textOf(await pageOf(desk, desk.asha, other))).toContain("Let Asha Patel take part again");
  expect((await award(desk, desk.asha, { ...other, version: 3 })).status).toBe(201);
});

test("finance declares an interest from an award's page, and goes back to it", async () => {
  const desk = await openDesk();
  const head = await submitExample(desk.table);
  await award(desk, desk.asha, head);
  const awardId = `${head.caseId}-A1`;

  const page = await send(desk.award, "GET /awards/{awardId}", { as: desk.finance, path: { awardId } });
  const answer = await declare(desk, desk.finance, head, { awardId });
  const elsewhere = await declare(desk, desk.finance, head, { awardId: "//example.com" });
  const nowhere = await declare(desk, desk.finance, { caseId: "0000-0000-0000" });

  expect(page.body).toContain(`action="/cases/${head.caseId}/declare-interest"`);
  expect([answer.status, answer.headers.location]).toEqual([303, `/awards/${awardId}`]);
  expect(elsewhere.headers.location).toBe("/home");
  expect(nowhere.status).toBe(404);
  expect(await headOf(desk, head)).toMatchObject({ barred: ["finance-1"] });
});

test("an interest bars every case of the household, and lists only say that they are there", async () => {
  const desk = await openDesk();
  const first = await submitExample(desk.table);
  const other = await submitExample(desk.table, { householdId: first.householdId });
  await declare(desk, desk.asha, first);

  expect((await award(desk, desk.asha, { ...other, version: 2 })).status).toBe(403);
  const path = { caseId: other.caseId };
  const read = await send(desk.assess, "GET /api/cases/{caseId}", { as: desk.asha, path });
  expect([read.status, read.json()]).toMatchObject([403, { type: "urn:hardship-support:problem:interest-declared", caseId: other.caseId }]);
  const list = await send(desk.assess, "GET /cases", { as: desk.asha });
  expect(list.body).toContain(other.caseId);
  expect(list.body).not.toContain(other.applicantName);
  const items = (await send(desk.assess, "GET /api/cases", { as: desk.asha })).json<{ items: object[] }>().items;
  expect(items).toHaveLength(2);
  for (const item of items) expect(item).toMatchObject({ status: "waiting", interestDeclared: true });
  expect(JSON.stringify(items)).not.toContain(other.applicantName);

  expect((await lift(desk, desk.cleo, other, "assessor-1")).status).toBe(303);
  expect((await headOf(desk, first))?.barred).toEqual([]);
  expect((await send(desk.assess, "GET /cases/{caseId}", { as: desk.asha, path })).status).toBe(200);
});

test("a declaration that was cut short is finished by sending it again, and decisions see it meanwhile", async () => {
  const desk = await openDesk();
  const head = await submitExample(desk.table);
  const interests = dynamoInterests(desk.table);
  const found = await interests.behind(head.caseId);
  const at = new Date().toISOString();
  await interests.keep(withInterest(found?.household ?? noClaims(head.householdId), { by: { id: "assessor-1", name: "Asha Patel" }, at }));

  expect((await award(desk, desk.asha, head)).status).toBe(403);
  expect((await headOf(desk, head))?.barred).toBeUndefined();
  expect((await declare(desk, desk.asha, head)).status).toBe(303);
  expect(await headOf(desk, head)).toMatchObject({ barred: ["assessor-1"] });
});

test("an interest can be declared in an award from a list, which has no case, and lifted by an approver", async () => {
  const desk = await openDesk();
  const bulk = await openBulk(desk.table);
  const runId = await ran(bulk, csvOf([rowFor(1)]));
  const awardId = (await outcomesOf(bulk, runId))[0]?.awardId ?? "";
  const listed = { caseId: caseIdOf(awardId) ?? "" };
  const look = (as: SignedIn) => send(desk.award, "GET /awards/{awardId}", { as, path: { awardId } });

  expect((await look(desk.asha)).body).toContain(`action="/cases/${listed.caseId}/declare-interest"`);
  expect((await declare(desk, desk.asha, listed, { awardId })).status).toBe(303);
  expect((await look(desk.asha)).status).toBe(403);
  expect((await send(desk.award, "GET /api/awards/{awardId}", { as: desk.asha, path: { awardId } })).status).toBe(403);
  expect((await look(desk.ben)).status).toBe(200);

  const page = await send(desk.assess, "GET /cases/{caseId}/interests", { as: desk.cleo, path: listed });
  expect(textOf(page.body)).toContain("Asha Patel Takes no part, since 20 November 2026 at 10:00 am.");
  const without = await lift(desk, desk.cleo, listed as Case, "assessor-1", " ");
  expect([without.isShownAgain, without.body.includes('id="lift-reason"')]).toEqual([true, true]);
  expect((await lift(desk, desk.asha, listed as Case, "assessor-1")).status).toBe(403);
  expect((await lift(desk, desk.cleo, listed as Case, "assessor-1")).status).toBe(303);
  expect((await look(desk.asha)).status).toBe(200);
});
