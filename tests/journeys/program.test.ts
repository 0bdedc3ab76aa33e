import { afterAll, beforeAll, expect, test } from "vitest";
import type { AccountId } from "../../infra/local/accounts.ts";
import { type Host, startHost } from "../../infra/local/host.ts";
import { tokenFor } from "../../infra/local/token.ts";
import { allocateExample, applicationInput, evidenceExample } from "../examples.ts";

let host: Host;
const tokens = new Map<AccountId, string>();

beforeAll(async () => {
  host = await startHost();
  await allocateExample({ client: host.client, name: host.tableName }, "CRF", "CRISIS_PAYMENT", 1_000_00);
});
afterAll(() => host?.stop());

type Reply<T> = { readonly status: number; readonly type: string | null; readonly body: T };

/** Sends one request as an account. */
const call = async <T = Record<string, unknown>>(
  account: AccountId,
  method: "GET" | "POST",
  path: string,
  body?: object,
  key?: string,
): Promise<Reply<T>> => {
  const token = tokens.get(account) ?? (await tokenFor(host.origin, account));
  tokens.set(account, token);
  const response = await fetch(`${host.origin}${path}`, {
    method,
    headers: {
      authorization: `Bearer ${token}`,
      ...(body && { "content-type": "application/json", "idempotency-key": key ?? crypto.randomUUID() }),
    },
    ...(body && { body: JSON.stringify(body) }),
  });
  return { status: response.status, type: response.headers.get("content-type"), body: (await response.json()) as T };
};

type CaseFound = {
  readonly case: { readonly caseId: string; readonly status: string; readonly version: number; readonly householdId: string };
};
type ReferralFound = { readonly referralId: string; readonly state: string; readonly version: number };

test("a program applies, reads the case, asks, answers, awards, accepts and closes the referral, and reads the money", async () => {
  const submitted = await call<{ caseId: string }>(
    "welfare-rights",
    "POST",
    "/api/applications",
    applicationInput,
    "the-first-application",
  );
  expect(submitted.status).toBe(201);
  const { caseId } = submitted.body;
  expect((await call("welfare-rights", "POST", "/api/applications", applicationInput, "the-first-application")).body).toMatchObject({
    caseId,
  });

  const queue = await call<{ items: { caseId: string }[] }>("assessor-1", "GET", "/api/cases?status=waiting");
  expect(queue.body.items.map((item) => item.caseId)).toEqual([caseId]);

  const seenNow = async () => {
    const { body } = await call<CaseFound>("assessor-1", "GET", `/api/cases/${caseId}`);
    return { version: body.case.version, householdId: body.case.householdId };
  };
  const asked = await call<CaseFound>("assessor-1", "POST", `/api/cases/${caseId}/questions`, {
    seen: await seenNow(),
    question: "Which supplier is it?",
  });
  expect(asked.body.case.status).toBe("asked");
  const answered = await call<CaseFound>("assessor-1", "POST", `/api/cases/${caseId}/answers`, {
    seen: await seenNow(),
    answer: "The one on the corner.",
  });
  expect(answered.body.case.status).toBe("waiting");

  const decision = {
    seen: await seenNow(),
    lines: [{ item: "fuelTopUp", amount: 140_00, delivery: "CASH" }],
    referrals: [{ service: "welfareRights", reasons: ["incomeMaximisation"], asks: "Please check every benefit." }],
    signposts: ["debtAdvice"],
    evidence: evidenceExample,
    reason: "No heating.",
  };
  const awarded = await call<{ awardId: string }>("assessor-1", "POST", `/api/cases/${caseId}/awards`, decision, "the-decision");
  expect(awarded).toMatchObject({ status: 201, body: { caseId, total: 140_00, scheme: "CRF" } });
  const again = await call("assessor-1", "POST", `/api/cases/${caseId}/awards`, decision, "the-decision");
  expect(again).toEqual(awarded);
  const late = await call("assessor-2", "POST", `/api/cases/${caseId}/awards`, decision);
  expect(late).toMatchObject({ status: 409, type: "application/problem+json", body: { type: "urn:hardship-support:problem:stale-case" } });
  expect(String(late.body.detail)).toContain("Asha Patel");

  const received = () => call<{ items: ReferralFound[] }>("welfare-rights", "GET", "/api/referrals");
  await expect.poll(async () => (await received()).body.items.length).toBe(1);
  const [referral] = (await received()).body.items;
  if (!referral) throw new Error("The referral is not there.");
  const accepted = await call<ReferralFound>("welfare-rights", "POST", `/api/referrals/${referral.referralId}/acceptances`, {
    version: referral.version,
  });
  expect(accepted.body.state).toBe("accepted");
  const closed = await call<ReferralFound>("welfare-rights", "POST", `/api/referrals/${referral.referralId}/outcomes`, {
    version: accepted.body.version,
    outcome: "Pension Credit is claimed.",
  });
  expect(closed.body.state).toBe("completed");
  expect((await call("early-help", "GET", `/api/referrals/${referral.referralId}`)).status).toBe(404);

  const spend = await call("finance", "GET", "/api/schemes/CRF/spend");
  expect(spend.body).toMatchObject({ total: { committed: 140_00, available: 860_00, payments: 1, awards: 1, households: 1 } });
  const entries = await call("finance", "GET", "/api/schemes/CRF/entries?category=CRISIS_PAYMENT&show=payments");
  expect(entries.body).toMatchObject({ figure: { value: 1 }, items: [{ awardId: awarded.body.awardId, amount: 140_00, adds: 1 }] });
  expect((await call("finance", "GET", `/api/awards/${awarded.body.awardId}`)).body).toMatchObject({ total: 140_00 });
});

test("a program reads a list slice by slice with its cursor, and the API refuses a made-up cursor", async () => {
  const names = ["one", "two", "three"];
  const submitted = await Promise.all(
    names.map((name) =>
      call<{ caseId: string }>("assessor-1", "POST", "/api/applications", {
        ...applicationInput,
        people: [{ name: `Person ${name}`, dateOfBirth: "1980-01-01", relationship: "self" }],
      }),
    ),
  );
  const seen: string[] = [];
  let next: string | undefined;
  do {
    const { body } = await call<{ items: { caseId: string }[]; next?: string }>(
      "auditor",
      "GET",
      `/api/cases?limit=1${next ? `&cursor=${next}` : ""}`,
    );
    seen.push(...body.items.map(({ caseId }) => caseId));
    next = body.next;
  } while (next);
  expect(seen.toSorted()).toEqual(submitted.map(({ body }) => body.caseId).toSorted());
  expect(await call("auditor", "GET", "/api/cases?cursor=nonsense")).toMatchObject({
    status: 400,
    body: { type: "urn:hardship-support:problem:malformed-request" },
  });
});
