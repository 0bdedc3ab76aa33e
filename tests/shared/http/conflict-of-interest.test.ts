import { afterAll, beforeAll, expect, test } from "vitest";
import { declareInterest } from "../../../functions/assess/declare-interest.ts";
import { awardGrant } from "../../../functions/award/award-grant.ts";
import type { Principal } from "../../../shared/domain/principal.ts";
import { dynamoAwards } from "../../../shared/store/awards.ts";
import { dynamoCases } from "../../../shared/store/cases.ts";
import { dynamoSchemes } from "../../../shared/store/schemes.ts";
import { type FunctionName, type FunctionSpec, functions } from "../../../shared/system.ts";
import { aDayInCrf, allocateExample, assessor, awardRequestFor, submitExample } from "../../examples.ts";
import { type Answer, type SignedIn, send, signIn } from "../../http.ts";
import { everythingIn } from "../../setup/table.ts";
import { startEveryFunction } from "./every-function.ts";

/** Every route by which somebody takes a step in a case or with a line of its award. */
const steps = Object.entries<FunctionSpec>(functions).flatMap(([name, { routes = {} }]) =>
  Object.keys(routes)
    .filter((route) => /^POST .*\{(caseId|lineId|awardId)\}/.test(route) && !/(declare-interest|\/interests)$/.test(route))
    .map((route) => ({ name: name as FunctionName, route })),
);

const seen = { version: 2, householdId: "H-1" };
const typed = { version: "2", householdId: "H-1", decisionId: "one", reason: "A reason." };
const awarding = awardRequestFor({ ...seen } as Parameters<typeof awardRequestFor>[0]);

/** What is in order for each but for who sends it. A route that is missing here is one that nobody has thought of yet. */
const bodies: Readonly<Record<string, object>> = {
  "POST /cases/{caseId}/refuse": { ...typed, because: "withdrawn" },
  "POST /cases/{caseId}/ask": { ...typed, question: "Which?" },
  "POST /cases/{caseId}/answer": { ...typed, answer: "This." },
  "POST /cases/{caseId}/stop-waiting": typed,
  "POST /cases/{caseId}/lift-interest": { ...typed, principalId: "everything" },
  "POST /cases/{caseId}/award": { ...typed, "item-1": "fuelTopUp", "amount-1": "100", "delivery-1": "CASH" },
  "POST /cases/{caseId}/approve": typed,
  "POST /cases/{caseId}/decline": typed,
  "POST /cases/{caseId}/refer": { ...typed, service: "earlyHelp", reasons: ["debt"], asks: "Look." },
  "POST /cases/{caseId}/withdraw": { ...typed, referralId: "R" },
  "POST /lines/{lineId}/steps": { version: "0", action: "cancel", why: "A reason.", stepId: "one", key: "one" },
  "POST /lines/{lineId}/payee": {
    version: "0",
    way: "bank",
    name: "R Example",
    sortCode: "08-99-99",
    accountNumber: "66374958",
    key: "one",
  },
  "POST /api/cases/{caseId}/refusals": { seen, because: "withdrawn", referrals: [], signposts: [], reason: "A reason." },
  "POST /api/cases/{caseId}/questions": { seen, question: "Which?" },
  "POST /api/cases/{caseId}/answers": { seen, answer: "This." },
  "POST /api/cases/{caseId}/queue-exits": { seen, reason: "A reason." },
  "POST /api/cases/{caseId}/lifted-interests": { principalId: "everything", reason: "A reason." },
  "POST /api/cases/{caseId}/awards": awarding,
  "POST /api/cases/{caseId}/approvals": { seen },
  "POST /api/cases/{caseId}/declines": { seen, reason: "A reason." },
  "POST /api/cases/{caseId}/referrals": { seen, service: "earlyHelp", reasons: ["debt"], asks: "Look." },
  "POST /api/cases/{caseId}/withdrawals": { seen, referralId: "R", reason: "A reason." },
  "POST /api/lines/{lineId}/steps": { version: 0, action: "cancel", why: "A reason." },
  "POST /api/lines/{lineId}/payees": { payTo: { way: "bank", name: "R Example", sortCode: "089999", accountNumber: "66374958" } },
};

/** Everything that a member of the council's staff can be: no role is exempt. */
const everything: Principal = {
  id: "everything",
  name: "Eve Everything",
  roles: ["assessor", "approver", "finance", "s151", "schemeManager", "auditor"],
};

let service: Awaited<ReturnType<typeof startEveryFunction>>;
let eve: SignedIn;
let caseId = "";
let householdId = "";

beforeAll(async () => {
  service = await startEveryFunction();
  const { table } = service;
  await allocateExample(table, "CRF", "CRISIS_PAYMENT", 1_000_00);
  const head = await submitExample(table);
  ({ caseId, householdId } = head);
  const ports = { cases: dynamoCases(table), awards: dynamoAwards(table), schemes: dynamoSchemes(table) };
  await awardGrant({ caseId, decisionId: "one", by: assessor, now: aDayInCrf, request: awardRequestFor(head) }, ports);
  await declareInterest({ caseId, by: everything, now: aDayInCrf }, ports);
  const signedIn = await signIn(table, everything);
  const bearer = await service.issuer.token({ sub: everything.id, "cognito:groups": [...everything.roles] });
  eve = { ...signedIn, bearer };
});
afterAll(() => service.stop());

const sendStep = ({ name, route }: (typeof steps)[number], body: object): Promise<Answer> => {
  const household = <T>(text: T) => JSON.parse(JSON.stringify(text).replaceAll('"H-1"', `"${householdId}"`)) as T;
  const path = { caseId, lineId: `${caseId}-A1.1`, awardId: `${caseId}-A1` };
  const sent = route.includes(" /api/")
    ? { json: household(body), headers: { "idempotency-key": "key-00000001" } }
    : { form: household(body) as Record<string, string> };
  return send(service.handlers[name], route, { path, as: eve, ...sent });
};

test.for(steps)("$route is refused to whoever has declared an interest in the case, whatever their roles", async (step) => {
  const body = bodies[step.route];
  if (!body) throw new Error(`Say what is in order for ${step.route}, so that it can be seen to be refused.`);
  const before = await everythingIn(service.table);

  const answer = await sendStep(step, body);

  expect(answer.status).toBe(403);
  if (step.route.includes(" /api/")) expect(answer.json()).toMatchObject({ type: "urn:hardship-support:problem:interest-declared" });
  expect(await everythingIn(service.table)).toEqual(before);
});
