import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { dynamoCases } from "../../../shared/store/cases.ts";
import { applicationLike } from "../../examples.ts";
import { send, signIn } from "../../http.ts";
import { neighbour, openOnwardHelp, referredCase } from "./onward.ts";

const inDanger = applicationLike({
  people: [{ name: "Robin Example", dateOfBirth: "1984-03-09", relationship: "self" }],
  contact: { ways: ["email"], email: "robin@example.com", safety: "Never ring. He has the phone." },
});
const secrets = ["Robin", "robin@example.com", "He has the phone"];
const expectNothingOf = (body: string) => {
  for (const secret of secrets) expect(body).not.toContain(secret);
};

test("a partner who declares an interest sees nothing of the household, and takes no step; a colleague answers", async () => {
  const onward = await openOnwardHelp();
  const { referralId, caseId } = await referredCase(onward, { application: inDanger });
  const path = { referralId };
  const pat = await signIn(onward.table, neighbour);
  const shown = await send(onward.refer, "GET /referrals/{referralId}", { as: pat, path });
  expect(shown.body).toContain(`action="/referrals/${referralId}/declare-interest"`);

  const declared = await send(onward.refer, "POST /referrals/{referralId}/declare-interest", { as: pat, path, form: {} });
  expect([declared.status, declared.headers.location]).toEqual([303, "/referrals"]);

  const page = await send(onward.refer, "GET /referrals/{referralId}", { as: pat, path });
  expect(page.status).toBe(403);
  expectNothingOf(page.body);
  const list = await send(onward.refer, "GET /referrals", { as: pat });
  expect(list.body).toContain("You have declared an interest in this household");
  expectNothingOf(list.body);
  const api = await send(onward.refer, "GET /api/referrals/{referralId}", { as: pat, path });
  expect([api.status, api.json()]).toMatchObject([403, { type: expect.stringContaining("interest-declared") }]);
  const listed = await send(onward.refer, "GET /api/referrals", { as: pat });
  expect(listed.json<{ items: object[] }>().items).toEqual([{ referralId, service: "earlyHelp", interestDeclared: true, version: 1 }]);

  const step = { as: pat, path, headers: { "idempotency-key": randomUUID() } };
  for (const [route, json] of [
    ["POST /api/referrals/{referralId}/acceptances", { version: 1 }],
    ["POST /api/referrals/{referralId}/rejections", { version: 1, reason: "Full." }],
    ["POST /api/referrals/{referralId}/outcomes", { version: 1, outcome: "Helped." }],
  ] as const)
    expect((await send(onward.refer, route, { ...step, json })).status).toBe(403);
  const accepted = await send(onward.refer, "POST /referrals/{referralId}/accept", { as: pat, path, form: { version: "1" } });
  expect(accepted.status).toBe(403);
  expectNothingOf(accepted.body);

  const colleague = await send(onward.refer, "GET /referrals/{referralId}", { as: onward.idris, path });
  expect(colleague.body).toContain("Robin Example");
  expect((await dynamoCases(onward.table).find(caseId))?.barred).toEqual([neighbour.id]);
});

test("an interest declared twice at once, by page and API, is declared once", async () => {
  const onward = await openOnwardHelp();
  const { referralId, caseId } = await referredCase(onward);
  const path = { referralId };
  const pat = await signIn(onward.table, neighbour);
  const [page, api] = await Promise.all([
    send(onward.refer, "POST /referrals/{referralId}/declare-interest", { as: pat, path, form: {} }),
    send(onward.refer, "POST /api/referrals/{referralId}/interests", {
      as: pat,
      path,
      json: {},
      headers: { "idempotency-key": randomUUID() },
    }),
  ]);
  expect([page.status, api.status]).toEqual([303, 201]);
  expect(api.json()).toEqual({ caseId, takesPart: false });
  expect((await dynamoCases(onward.table).find(caseId))?.barred).toEqual([neighbour.id]);
});

test("nobody declares an interest through another service's referral", async () => {
  const onward = await openOnwardHelp();
  const { referralId, caseId } = await referredCase(onward);
  const path = { referralId };
  const asked = await send(onward.refer, "POST /referrals/{referralId}/declare-interest", { as: onward.hana, path, form: {} });
  expect(asked.status).toBe(404);
  expect((await dynamoCases(onward.table).find(caseId))?.barred).toBeUndefined();
});
