import { expect, test } from "vitest";
import { serveWaitingList } from "../../../functions/award/serve-waiting-list.ts";
import { awardGrant } from "../../../functions/decide/award-grant.ts";
import { declareInterest } from "../../../functions/decide/declare-interest.ts";
import { serveWaitingLists } from "../../../functions/nightly/steps/serve-waiting-lists.ts";
import { referCase } from "../../../functions/refer/refer-case.ts";
import { pence } from "../../../shared/domain/money.ts";
import { dynamoCases } from "../../../shared/store/cases.ts";
import { dynamoDirectories } from "../../../shared/store/directories.ts";
import { dynamoInterests } from "../../../shared/store/interests.ts";
import { dynamoMoney } from "../../../shared/store/money.ts";
import { dynamoReferrals } from "../../../shared/store/referrals.ts";
import { dynamoWaitingLists } from "../../../shared/store/waiting-list.ts";
import { aDayInCrf, allocateExample, assessor, awardRequestFor, secondAssessor, submitExample } from "../../examples.ts";
import { everythingIn, freshTable } from "../../setup/table.ts";
import { alone, decide, decideOn, portsOf, serveAll, statusOf, urgent, withChild } from "./waiting-desk.ts";

const crisis = { scheme: "CRF", category: "CRISIS_PAYMENT" };
const minutesLater = (minutes: number) => new Date(aDayInCrf.getTime() + minutes * 60_000);
const add = (table: Parameters<typeof allocateExample>[0], pounds: number, id: string) =>
  allocateExample(table, "CRF", "CRISIS_PAYMENT", pounds * 100, id);
const left = async (table: Parameters<typeof allocateExample>[0]) => (await dynamoMoney(table).envelopes("CRF"))[0]?.available;

test("money that comes in awards the waiting cases by their kept decisions, in the order of class and then of application", async () => {
  const table = await freshTable();
  const later = await decideOn(table, 100, { application: alone, at: minutesLater(-1) });
  const earlier = await decideOn(table, 100, { application: alone, at: minutesLater(-9) });
  const child = await decideOn(table, 100, { application: withChild });
  const inNeed = await decideOn(table, 100, { application: urgent });
  const inOrder = [inNeed, child, earlier, later].map(({ head }) => head);

  for (const [index, head] of inOrder.entries()) {
    expect(await Promise.all(inOrder.slice(index).map((one) => statusOf(table, one)))).not.toContain("awarded");
    await add(table, 100, `allocation-${index}`);
    expect(await serveAll(table)).toEqual([]);
    expect(await statusOf(table, head)).toBe("awarded");
  }

  const whole = await dynamoCases(table).whole(child.head.caseId);
  expect(whole?.awards).toMatchObject([{ by: { id: assessor.id }, decisionId: `decision-${child.head.caseId}`, total: 100_00 }]);
  expect(whole?.messages.map(({ template }) => template)).toEqual(["waits", "awarded"]);
  expect(whole?.case).not.toHaveProperty("waits");
  expect(await dynamoWaitingLists(table).ofScheme("CRF")).toMatchObject([{ waiting: 0, urgent: 0 }]);
  expect(await left(table)).toBe(0);
});

test("money that does not reach the first case in line reaches nobody behind it", async () => {
  const table = await freshTable();
  const big = await decideOn(table, 300, { at: minutesLater(-5) });
  const small = await decideOn(table, 20);
  await add(table, 250, "too-little");

  await serveAll(table);
  expect([await statusOf(table, big.head), await statusOf(table, small.head)]).toEqual(["forMoney", "forMoney"]);
  await add(table, 70, "enough");
  await serveAll(table);
  expect([await statusOf(table, big.head), await statusOf(table, small.head)]).toEqual(["awarded", "awarded"]);
  expect(await left(table)).toBe(0);
});

test("served by several at once and again, each case is awarded once and nothing is overspent", async () => {
  const table = await freshTable();
  const waiting = await Promise.all(Array.from({ length: 12 }, (_, index) => decideOn(table, 50, { at: minutesLater(-index) })));
  await add(table, 500, "some");

  await Promise.all(Array.from({ length: 4 }, () => serveWaitingList(crisis, () => aDayInCrf, portsOf(table))));
  await serveAll(table);

  const statuses = await Promise.all(waiting.map(({ head }) => statusOf(table, head)));
  // The oldest applications are the last of the list.
  expect(statuses).toEqual([...Array(2).fill("forMoney"), ...Array(10).fill("awarded")]);
  expect((await everythingIn(table)).filter(({ itemKind }) => itemKind === "award")).toHaveLength(10);
  expect(await left(table)).toBe(0);
  expect(await dynamoWaitingLists(table).ofScheme("CRF")).toMatchObject([{ waiting: 2 }]);
});

test("a case whose decision no longer holds goes back to be decided, with the reason, and the next is served", async () => {
  const table = await freshTable();
  const first = await decideOn(table, 100, { at: minutesLater(-5) });
  const sibling = await submitExample(table, { application: alone, householdId: first.head.householdId });
  expect((await decide(sibling, 30, aDayInCrf, portsOf(table))).kind).toBe("waitsForMoney");
  const other = await decideOn(table, 100, { at: minutesLater(1) });
  await add(table, 1_000, "plenty");

  await serveAll(table);

  expect([await statusOf(table, first.head), await statusOf(table, sibling), await statusOf(table, other.head)]).toEqual([
    "awarded",
    "waiting",
    "awarded",
  ]);
  expect((await dynamoCases(table).whole(sibling.caseId))?.events.at(-1)).toMatchObject({
    by: { id: "system" },
    detail: { kind: "stoppedWaiting", because: expect.stringContaining(`award ${first.head.caseId}-A2`) },
  });
});

test("a referral added while a case waited does not cost it its turn, but an interest that its decider declared does", async () => {
  const table = await freshTable();
  const [referred, declared] = [await decideOn(table, 100, { at: minutesLater(-5) }), await decideOn(table, 100)];
  const ports = { cases: dynamoCases(table), directories: dynamoDirectories(table), referrals: dynamoReferrals(table) };
  const request = { service: "welfareRights", reasons: ["debt"], asks: "Check." } as const;
  const seen = { version: 2, householdId: referred.head.householdId };
  await referCase(
    { caseId: referred.head.caseId, by: secondAssessor, now: aDayInCrf, seen, request: { ...request, reasons: ["debt"] } },
    ports,
  );
  await declareInterest({ caseId: declared.head.caseId, by: assessor, now: aDayInCrf }, { ...ports, interests: dynamoInterests(table) });
  await add(table, 1_000, "plenty");

  await serveAll(table);

  expect([await statusOf(table, referred.head), await statusOf(table, declared.head)]).toEqual(["awarded", "waiting"]);
  expect((await dynamoCases(table).whole(declared.head.caseId))?.events.at(-1)?.detail).toMatchObject({
    because: "Whoever decided it, or prepared the run that did, has declared an interest in the case since.",
  });
});

test("if the preparer of the run has declared an interest while the case waited, nothing is awarded", async () => {
  const table = await freshTable();
  const ports = portsOf(table);
  const head = await submitExample(table, { application: alone });
  const { caseId } = head;
  const run = { runId: "AAAA-AAAA-AAAA", row: "1", preparedBy: { id: secondAssessor.id, name: secondAssessor.name } };
  const decision = { caseId, decisionId: "run:AAAA-AAAA-AAAA:1", by: assessor, now: aDayInCrf, request: awardRequestFor(head), run };
  expect((await awardGrant(decision, ports)).kind).toBe("waitsForMoney");
  await declareInterest({ caseId, by: secondAssessor, now: aDayInCrf }, { cases: dynamoCases(table), interests: dynamoInterests(table) });
  await add(table, 500, "enough");
  await serveAll(table);
  expect(await statusOf(table, head)).toBe("waiting");
  expect(await left(table)).toBe(500_00);
});

test("an award that two budgets pay moves to the other's waiting list, and both pay once both have the money", async () => {
  const table = await freshTable();
  const head = await submitExample(table, { application: alone });
  const both = {
    lines: [
      { item: "fuelTopUp", amount: pence(100_00), delivery: "CASH" as const },
      { item: "rentShortfall", amount: pence(200_00), delivery: "CASH" as const },
    ],
    checks: ["housingElementSeen" as const],
  };
  await decide(head, 0, aDayInCrf, portsOf(table), both);
  await add(table, 100, "crisis");
  await serveAll(table);
  expect(await dynamoCases(table).find(head.caseId)).toMatchObject({ status: "forMoney", waits: { category: "HOUSING_PAYMENT" } });

  await allocateExample(table, "CRF", "HOUSING_PAYMENT", 200_00, "housing", { period: "2026-11" });
  await serveAll(table);
  expect(await statusOf(table, head)).toBe("awarded");
  expect(await dynamoWaitingLists(table).ofScheme("CRF")).toMatchObject([{ waiting: 0 }, { waiting: 0 }]);
});

test("above its decider's limit a waiting decision is reserved for a second approval in its turn, and the resident was told nothing", async () => {
  const table = await freshTable();
  const { head } = await decideOn(table, 2_500);
  expect((await dynamoCases(table).whole(head.caseId))?.messages).toEqual([]);
  await add(table, 3_000, "plenty");
  await serveAll(table);
  expect(await statusOf(table, head)).toBe("toApprove");
  expect((await dynamoMoney(table).envelopes("CRF"))[0]).toMatchObject({ available: 500_00, reserved: 2_500_00 });
});

test("a morning requests the serving of each waiting list once, and a case that waits in a scheme that is over goes back to be decided", async () => {
  const table = await freshTable();
  const { head } = await decideOn(table, 100);
  const ports = portsOf(table);
  const queue = dynamoWaitingLists(table);

  expect(await serveWaitingLists(minutesLater(60), { waitingLists: queue, schemes: ports.schemes })).toEqual({ lists: 1 });
  expect(await serveWaitingLists(minutesLater(61), { waitingLists: queue, schemes: ports.schemes })).toEqual({ lists: 1 });
  expect((await everythingIn(table)).filter(({ itemKind }) => itemKind === "serve")).toHaveLength(1);
  await serveAll(table, new Date("2029-04-02T08:00:00Z"), ["SERVE#"]);

  expect(await statusOf(table, head)).toBe("waiting");
});
