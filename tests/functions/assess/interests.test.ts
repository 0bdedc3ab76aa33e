import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import type { Case } from "../../../shared/domain/case/case.ts";
import { dynamoCases } from "../../../shared/store/cases.ts";
import { awardRequestFor, submitExample } from "../../examples.ts";
import { type SignedIn, send } from "../../http.ts";
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

test("a person who declares an interest sees no form of the case any more, and everybody else sees the declaration", async () => {
  const desk = await openDesk();
  const head = await submitExample(desk.table);

  const answer = await declare(desk, desk.asha, head);

  expect(answer.status).toBe(303);
  const own = await pageOf(desk, desk.asha, head);
  expect(own).not.toContain('<form action="/cases/');
  expect(textOf(own)).toContain("You have declared an interest, so you take no part in this case.");
  expect(textOf(await pageOf(desk, desk.ben, head))).toContain(
    "Asha Patel takes no part in this case, since 20 November 2026 at 10:00 am.",
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
  expect([own.status, byBarred.status, byAssessor.status]).toEqual([403, 403, 403]);

  const other = await submitExample(desk.table);
  await declare(desk, desk.asha, other);
  const without = await lift(desk, desk.cleo, other, "assessor-1", " ");
  const lifted = [await lift(desk, desk.cleo, other, "assessor-1"), await lift(desk, desk.cleo, other, "assessor-1")];
  const nobody = await lift(desk, desk.cleo, other, "assessor-2");

  expect(without.status).toBe(400);
  expect(without.body).toContain('<a href="#lift-reason">');
  expect(without.body).toContain('id="lift-reason"');
  expect([...lifted, nobody].map(({ status }) => status)).toEqual([303, 303, 409]);
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
