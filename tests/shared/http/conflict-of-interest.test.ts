import { afterAll, beforeAll, expect, test } from "vitest";
import { awardGrant } from "../../../functions/decide/award-grant.ts";
import { declareInterest } from "../../../functions/decide/declare-interest.ts";
import type { Principal } from "../../../shared/domain/principal.ts";
import { dynamoAwards } from "../../../shared/store/awards.ts";
import { dynamoCases } from "../../../shared/store/cases.ts";
import { dynamoInterests } from "../../../shared/store/interests.ts";
import { dynamoSchemes } from "../../../shared/store/schemes.ts";
import { aDayInCrf, allocateExample, assessor, awardRequestFor, submitExample } from "../../examples.ts";
import { possiblyElsewhere } from "../../households.ts";
import { type Answer, type SignedIn, send, signIn } from "../../http.ts";
import { everythingIn } from "../../setup/table.ts";
import { startEveryFunction } from "./every-function.ts";
import { bodyInOrder, steps } from "./steps-in-order.ts";

/** A person with every role of the council's staff, since no role is exempt. */
const everything: Principal = {
  id: "everything",
  name: "Eve Everything",
  roles: ["assessor", "approver", "finance", "s151", "schemeManager", "auditor"],
};

let service: Awaited<ReturnType<typeof startEveryFunction>>;
let eve: SignedIn;
let caseId = "";
const candidateId = "H-another";
let householdId = "";

beforeAll(async () => {
  service = await startEveryFunction();
  const { table } = service;
  await allocateExample(table, "CRF", "CRISIS_PAYMENT", 1_000_00);
  const head = await submitExample(table);
  ({ caseId, householdId } = head);
  const ports = { cases: dynamoCases(table), awards: dynamoAwards(table), schemes: dynamoSchemes(table) };
  await awardGrant({ caseId, decisionId: "one", by: assessor, now: aDayInCrf, request: awardRequestFor(head) }, ports);
  await possiblyElsewhere(table, caseId, candidateId);
  await declareInterest({ caseId, by: everything, now: aDayInCrf }, { ...ports, interests: dynamoInterests(table) });
  const signedIn = await signIn(table, everything);
  const bearer = await service.issuer.token({ sub: everything.id, "cognito:groups": [...everything.roles] });
  eve = { ...signedIn, bearer };
});
afterAll(() => service.stop());

const sendStep = ({ name, route }: (typeof steps)[number]): Promise<Answer> => {
  const path = { caseId, candidateId, lineId: `${caseId}-A1.1`, awardId: `${caseId}-A1` };
  const body = bodyInOrder(route, householdId);
  const sent = route.includes(" /api/") ? { json: body, headers: { "idempotency-key": "key-00000001" } } : { form: body };
  return send(service.handlers[name], route, { path, as: eve, ...sent });
};

test.for(steps)("$route refuses people who have declared an interest in the case, whatever their roles", async (step) => {
  const before = await everythingIn(service.table);

  const answer = await sendStep(step);

  expect(answer.status).toBe(403);
  if (step.route.includes(" /api/")) expect(answer.json()).toMatchObject({ type: "urn:hardship-support:problem:interest-declared" });
  expect(await everythingIn(service.table)).toEqual(before);
});
