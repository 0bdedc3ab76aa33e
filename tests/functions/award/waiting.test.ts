import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import type { Case } from "../../../shared/domain/case/case.ts";
import { pence } from "../../../shared/domain/money.ts";
import { dynamoCases } from "../../../shared/store/cases.ts";
import { dynamoWaitingLists } from "../../../shared/store/waiting-list.ts";
import { awardRequestFor, evidenceTyped, submitExample } from "../../examples.ts";
import { type SignedIn, send } from "../../http.ts";
import { everythingIn } from "../../setup/table.ts";
import { openDesk, seenIn, textOf } from "../assess/desk.ts";
import { alone } from "./waiting-desk.ts";

type Desk = Awaited<ReturnType<typeof openDesk>>;

const onPage = ({ award }: Desk, as: SignedIn, head: Case, more: Record<string, string | string[]> = {}) =>
  send(award, "POST /cases/{caseId}/award", {
    as,
    path: { caseId: head.caseId },
    form: {
      ...seenIn(head),
      decisionId: `page-${head.caseId}`,
      "item-1": "fuelTopUp",
      "amount-1": "100",
      "delivery-1": "CASH",
      evidence: [...evidenceTyped],
      reason: "No heating in the house.",
      ...more,
    },
  });
const onApi = ({ award }: Desk, as: SignedIn, head: Case, pounds = 100, key: string = randomUUID()) =>
  send(award, "POST /api/cases/{caseId}/awards", {
    as,
    path: { caseId: head.caseId },
    json: awardRequestFor(head, { lines: [{ item: "fuelTopUp", amount: pence(pounds * 100), delivery: "CASH" }] }),
    headers: { "idempotency-key": key },
  });
const post = ({ assess }: Desk, what: string, as: SignedIn, { caseId }: Case, form: Record<string, string>) =>
  send(assess, `POST /cases/{caseId}/${what}`, { as, path: { caseId }, form });
const pageOf = async ({ assess, asha }: Desk, { caseId }: Case) =>
  textOf((await send(assess, "GET /cases/{caseId}", { as: asha, path: { caseId } })).body);
const listsIn = async ({ table }: Desk) => dynamoWaitingLists(table).ofScheme("CRF");

test("without enough money the decision joins the waiting list, and the page says its place and the order", async () => {
  const desk = await openDesk(60_00);
  const [first, second] = [await submitExample(desk.table), await submitExample(desk.table, { application: alone })];

  const byPage = await onPage(desk, desk.asha, first);
  const byApi = await onApi(desk, desk.ben, second);

  expect(byPage.status).toBe(303);
  expect(await pageOf(desk, first)).toContain(
    "Asha Patel decided to award £100 on 20 November 2026 at 10:00 am. It waits for money in “Crisis payments”. It is next in line. Urgent cases come first",
  );
  expect(byApi.status).toBe(202);
  expect(byApi.json()).toMatchObject({
    placeInLine: 2,
    case: { status: "forMoney", waits: { category: "CRISIS_PAYMENT", total: 100_00, by: { name: "Ben Okafor" } } },
  });
  expect(byApi.body).not.toContain("decisionId");
  const whole = await dynamoCases(desk.table).whole(first.caseId);
  expect(whole?.messages).toMatchObject([{ template: "waits" }]);
  expect(whole?.events.at(-1)?.detail).toMatchObject({ kind: "waitsForMoney", assessment: { scheme: "CRF" } });
  const list = await send(desk.assess, "GET /cases", { as: desk.asha, query: { status: "forMoney" } });
  expect(textOf(list.body)).toContain("£100 from Crisis payments, since 20 November 2026");
});

test("a smaller award does not overtake those who wait, though the money would reach it; an urgent one stands before them", async () => {
  const desk = await openDesk(60_00);
  const [first, smaller] = [await submitExample(desk.table), await submitExample(desk.table)];
  const urgent = await submitExample(desk.table, {
    application: { ...alone, circumstances: { ...alone.circumstances, without: ["heatingOrPower"] } },
  });

  await onApi(desk, desk.asha, first);
  const overtaking = await onApi(desk, desk.asha, smaller, 10);
  const before = await onApi(desk, desk.asha, urgent, 10);

  expect([overtaking.status, before.status]).toEqual([202, 201]);
  expect(await listsIn(desk)).toMatchObject([{ category: "CRISIS_PAYMENT", waiting: 2, urgent: 0 }]);
});

test("a waiting decision sent again after a lost answer waits once; with another amount it is refused", async () => {
  const desk = await openDesk(60_00);
  const head = await submitExample(desk.table);
  const tries = [await onApi(desk, desk.asha, head, 100, "request-0001"), await onApi(desk, desk.asha, head, 100, "request-0001")];
  const other = await onApi(desk, desk.asha, head, 90, "request-0001");

  expect(tries.map(({ status }) => status)).toEqual([202, 202]);
  expect(tries[0]?.json()).toEqual(tries[1]?.json());
  expect(other.json()).toMatchObject({ type: "urn:hardship-support:problem:idempotency-key-reused" });
  expect(await listsIn(desk)).toMatchObject([{ waiting: 1 }]);
});

test("of two decisions at once on a case without money one waits, and the other assessor is told who decided", async () => {
  const desk = await openDesk(0);
  const head = await submitExample(desk.table);
  const answers = await Promise.all([onPage(desk, desk.asha, head), onPage(desk, desk.ben, head, { decisionId: "another" })]);

  expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 303]);
  expect(textOf(answers.find(({ isShownAgain }) => isShownAgain)?.body ?? "")).toContain(
    "decided to award once there is money on 20 November 2026",
  );
  expect(await listsIn(desk)).toMatchObject([{ waiting: 1 }]);
});

test("a referral leaves at once, and does not wait with the money", async () => {
  const desk = await openDesk(0);
  const head = await submitExample(desk.table);
  await onPage(desk, desk.asha, head, {
    services: "welfareRights",
    "reasons-welfareRights": ["incomeMaximisation"],
    "asks-welfareRights": "Check.",
  });
  expect((await dynamoCases(desk.table).whole(head.caseId))?.referrals).toMatchObject([{ service: "welfareRights", state: "requested" }]);
});

test("an assessor takes a case off the waiting list with a reason, and it can be decided again", async () => {
  const desk = await openDesk(60_00);
  const head = await submitExample(desk.table);
  await onApi(desk, desk.asha, head);
  const seen = { ...seenIn(head), version: "2" };

  const without = await post(desk, "stop-waiting", desk.ben, head, { ...seen, reason: " " });
  const twice = await Promise.all(
    [1, 2].map(() => post(desk, "stop-waiting", desk.ben, head, { ...seen, reason: "A smaller award is enough." })),
  );
  const again = await onApi(desk, desk.ben, { ...head, version: 3 }, 50);

  expect(without.isShownAgain).toBe(true);
  expect(without.body).toContain('<a href="#stop-waiting-reason">');
  expect(twice.map(({ status }) => status)).toEqual([303, 303]);
  expect(again.status).toBe(201);
  expect(await listsIn(desk)).toMatchObject([{ waiting: 0, urgent: 0 }]);
  expect((await everythingIn(desk.table)).filter(({ itemKind }) => itemKind === "waiter")).toEqual([]);
  expect(await pageOf(desk, head)).toContain("Took it off the waiting list for money");
});

test("a resident who withdraws leaves the waiting list and the case is closed; no other reason turns a waiting award into a refusal", async () => {
  const desk = await openDesk(0);
  const head = await submitExample(desk.table);
  await onApi(desk, desk.asha, head);
  const form = { ...seenIn(head), version: "2", decisionId: "close", reason: "They rang." };

  const other = await post(desk, "refuse", desk.ben, head, { ...form, because: "noMoneyLeft" });
  const asked = await post(desk, "ask", desk.ben, head, { ...form, question: "How much?" });
  const withdrawn = await post(desk, "refuse", desk.ben, head, { ...form, because: "withdrawn" });

  expect([other, asked, withdrawn].map(({ isShownAgain }) => isShownAgain)).toEqual([true, true, false]);
  expect(await dynamoCases(desk.table).find(head.caseId)).toMatchObject({ status: "refused", decision: { reason: "withdrawn" } });
  expect(await dynamoCases(desk.table).find(head.caseId)).not.toHaveProperty("waits");
  expect(await listsIn(desk)).toMatchObject([{ waiting: 0 }]);
});
