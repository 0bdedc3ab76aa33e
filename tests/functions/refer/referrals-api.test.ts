import { expect, test } from "vitest";
import { contracts } from "../../../shared/http/contracts.ts";
import { submitExample } from "../../examples.ts";
import { send } from "../../http.ts";
import { asksEarlyHelp, openOnwardHelp, referredCase } from "./onward.ts";

const key = (value: string) => ({ "idempotency-key": value });

test("a program refers, the partner's program accepts and records the outcome, each as its contract says", async () => {
  const { table, refer, asha, idris, deliverAll } = await openOnwardHelp();
  const { caseId, version, householdId } = await submitExample(table);
  const body = { seen: { version, householdId }, ...asksEarlyHelp };

  const referred = await send(refer, "POST /api/cases/{caseId}/referrals", {
    as: asha,
    path: { caseId },
    json: body,
    headers: key("refer-01"),
  });
  await deliverAll();
  const { referralId } = referred.json<{ referralId: string }>();
  const list = await send(refer, "GET /api/referrals", { as: idris });
  const one = await send(refer, "GET /api/referrals/{referralId}", { as: idris, path: { referralId } });
  const step = (what: "acceptances" | "outcomes", json: object) =>
    send(refer, `POST /api/referrals/{referralId}/${what}`, { as: idris, path: { referralId }, json, headers: key(`${what}-01`) });
  const accepted = await step("acceptances", { version: 1 });
  const closed = await step("outcomes", { version: 2, outcome: "Arrears agreed." });

  expect([referred.status, list.status, one.status, accepted.status, closed.status]).toEqual([201, 200, 200, 201, 201]);
  contracts["POST /api/cases/{caseId}/referrals"].reply.parse(referred.json());
  contracts["GET /api/referrals"].reply.parse(list.json());
  contracts["GET /api/referrals/{referralId}"].reply.parse(one.json());
  contracts["POST /api/referrals/{referralId}/outcomes"].reply.parse(closed.json());
  expect(closed.json()).toMatchObject({ referralId, state: "completed", version: 3 });
  expect(closed.body).not.toContain("outcomes-01");
});

test("the same acceptance under the same key succeeds again; the same key for something else is refused", async () => {
  const onward = await openOnwardHelp();
  const { caseId, referralId } = await referredCase(onward);
  const post = (what: "acceptances" | "rejections", json: object) =>
    send(onward.refer, `POST /api/referrals/{referralId}/${what}`, {
      as: onward.idris,
      path: { referralId },
      json,
      headers: key("answer-01"),
    });

  const first = await post("acceptances", { version: 1 });
  const again = await post("acceptances", { version: 1 });
  const other = await post("rejections", { version: 2, reason: "Full." });

  expect([first.status, again.status, other.status]).toEqual([201, 201, 409]);
  expect(again.json()).toEqual(first.json());
  expect(other.json<{ type: string }>().type).toMatch(/idempotency-key-reused$/);
  expect((await onward.referrals.find(caseId, referralId))?.steps).toHaveLength(2);
});

test("an acceptance of a version long past is told where the referral stands", async () => {
  const onward = await openOnwardHelp();
  const { referralId } = await referredCase(onward);
  const accept = (version: number, id: string) =>
    send(onward.refer, "POST /api/referrals/{referralId}/acceptances", {
      as: onward.idris,
      path: { referralId },
      json: { version },
      headers: key(id),
    });
  await accept(1, "answer-01");

  const { status, json } = await accept(1, "answer-02");

  expect(status).toBe(409);
  expect(json()).toMatchObject({ type: expect.stringMatching(/stale-case$/), referral: { state: "accepted", version: 2 } });
});

test("a lost answer to a referral and to its withdrawal is found again by sending the same", async () => {
  const onward = await openOnwardHelp();
  const { caseId, version, householdId } = await submitExample(onward.table);
  const refer = () =>
    send(onward.refer, "POST /api/cases/{caseId}/referrals", {
      as: onward.asha,
      path: { caseId },
      json: { seen: { version, householdId }, ...asksEarlyHelp },
      headers: key("refer-01"),
    });
  const { referralId } = (await refer()).json<{ referralId: string }>();
  const withdraw = () =>
    send(onward.refer, "POST /api/cases/{caseId}/withdrawals", {
      as: onward.asha,
      path: { caseId },
      json: { seen: { version: 2, householdId }, referralId, reason: "Changed their mind." },
      headers: key("withdraw-01"),
    });

  const statuses = [(await refer()).status, (await withdraw()).status, (await withdraw()).status];

  expect(statuses).toEqual([201, 201, 201]);
  expect((await onward.cases.whole(caseId))?.events).toHaveLength(3);
});

test("the list is read page by page to its end; a cursor that nobody gave and a limit of nothing are refused", async () => {
  const onward = await openOnwardHelp();
  const made = [await referredCase(onward), await referredCase(onward), await referredCase(onward)].map(({ referralId }) => referralId);
  const page = (query: Record<string, string>) => send(onward.refer, "GET /api/referrals", { as: onward.idris, query });
  type List = { items: { referralId: string }[]; next?: string };

  const first = (await page({ limit: "2" })).json<List>();
  const second = (await page({ limit: "2", cursor: first.next ?? "" })).json<List>();

  expect([...first.items, ...second.items].map(({ referralId }) => referralId).sort()).toEqual(made.sort());
  expect(second.next).toBeUndefined();
  expect((await page({ cursor: "bm90LW91cnM" })).status).toBe(400);
  expect((await page({ limit: "0" })).status).toBe(400);
});
