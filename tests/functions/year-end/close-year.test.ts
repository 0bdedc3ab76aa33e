import { beforeEach, expect, test } from "vitest";
import { reconcileScheme } from "../../../functions/nightly/reconcile-scheme.ts";
import { expireVouchers } from "../../../functions/nightly/steps/expire-vouchers.ts";
import { lineIdOf } from "../../../shared/domain/line/line.ts";
import { moveLine } from "../../../shared/domain/line/line-move.ts";
import { shippedSchemes } from "../../../shared/domain/scheme/shipped.ts";
import { dynamoBooks } from "../../../shared/store/books.ts";
import { dynamoCases } from "../../../shared/store/cases.ts";
import type { Table } from "../../../shared/store/items.ts";
import { dynamoRuns } from "../../../shared/store/runs.ts";
import { dynamoYearEnds } from "../../../shared/store/year-ends.ts";
import { type SignedIn, signIn } from "../../http.ts";
import { expectConsistent } from "../../invariants/audit.ts";
import { faulty } from "../../setup/faulty.ts";
import { everythingIn, freshTable } from "../../setup/table.ts";
import { deliverTo, insertOf, itemsIn } from "../../stream.ts";
import { exampleProvider, linesOf, portsOf } from "../fulfil/room.ts";
import {
  after,
  closerOn,
  dev,
  erin,
  itemsWithOutcomes,
  kofi,
  listed,
  planNow,
  postPlan,
  postSignature,
  type Scene,
  sceneOn,
  standingOf,
  workOnPlans,
} from "./desk.ts";

let table: Table;
let scene: Scene;
let [asDev, asErin, asKofi]: readonly SignedIn[] = [];
beforeEach(async () => {
  table = await freshTable();
  [asDev, asErin, asKofi] = await Promise.all([dev, erin, kofi].map((person) => signIn(table, person, after)));
  scene = await sceneOn(table);
});

const inOrder = async (now = after) => {
  expect(await reconcileScheme("HSF7", shippedSchemes, now, { books: dynamoBooks(table) })).toMatchObject({ differing: 0 });
  await expectConsistent(table);
};

const everythingElse = async () => (await everythingIn(table)).filter(({ itemKind }) => !String(itemKind).startsWith("yearEnd"));

test("the dry run lists every open case and commitment once, with its money, and changes nothing", async () => {
  const found = await everythingElse();
  const plan = await listed(table, asDev);
  expect(plan).toMatchObject({ state: "ready", kind: "close" });
  expect(plan.sums).toEqual({
    releaseApproval: { items: 1, amount: 2_400_00, firstPart: 1 },
    leaveWaitingList: { items: 1, amount: 60_00, firstPart: 1 },
    lapseCode: { items: 1, amount: 45_00, firstPart: 1 },
    cancelRun: { items: 1, amount: 0, firstPart: 1 },
    setAside: { items: 4, amount: 4_001_00, firstPart: 1 },
    setAsideFrozen: { items: 1, amount: 30_00, firstPart: 1 },
    carryCase: { items: 1, amount: 0, firstPart: 1 },
    expireLater: { items: 1, amount: 40_00, firstPart: 1 },
    keepLine: { items: 2, amount: 84_00, firstPart: 1 },
    keepBatch: { items: 1, amount: 0, firstPart: 1 },
  });
  expect(plan.standing).toEqual({ reserved: 2_400_00, committed: 45_00 + 84_00 });
  expect(await everythingElse()).toEqual(found);
});

test("the real run does exactly what the dry run listed, and a second run finds nothing left to do", async () => {
  const plan = await listed(table, asDev);
  const dryRun = await itemsWithOutcomes(table, plan);
  expect((await postSignature(table, asErin, plan)).status).toBe(202);
  await workOnPlans(table);

  const done = await planNow(table, plan.planId);
  expect(done).toMatchObject({ state: "done", hash: plan.hash, sums: plan.sums, signedBy: { name: "Erin Walsh" } });
  const items = await itemsWithOutcomes(table, done);
  expect(items.map(({ outcome: _, ...item }) => item)).toEqual(dryRun.map(({ outcome: _, ...item }) => item));
  const acting = ["releaseApproval", "leaveWaitingList", "lapseCode", "cancelRun", "setAside", "setAsideFrozen"];
  for (const { deed, outcome } of items) expect([deed, outcome]).toEqual([deed, acting.includes(deed) ? "done" : "asListed"]);

  const cases = dynamoCases(table);
  expect(await cases.find(scene.toApprove.caseId)).toMatchObject({ status: "waiting" });
  expect(await cases.find(scene.forMoney.caseId)).toMatchObject({ status: "waiting" });
  expect(await cases.find(scene.open.caseId)).toEqual(scene.open);
  expect(await linesOf(table, scene.notGiven)).toMatchObject([{ state: "recycled" }]);
  expect(await linesOf(table, scene.given)).toMatchObject([{ state: "delivered" }]);
  expect(await linesOf(table, scene.toPay)).toMatchObject([{ state: "approved" }]);
  expect(await dynamoRuns(table).find(scene.runId)).toMatchObject({ state: "cancelled", cancelledBy: { id: "system" } });
  expect(await standingOf(table)).toMatchObject({
    ...{ available: 0, frozen: 0, reserved: 0, committed: 84_00, paid: 40_00 },
    dueBack: 4_001_00 + 30_00 + 2_400_00 + 45_00,
  });
  await inOrder();

  const settled = await everythingElse();
  await workOnPlans(table);
  const second = await listed(table, asDev, { key: "plan-0000002" });
  expect(Object.keys(second.sums ?? {}).toSorted()).toEqual(["carryCase", "expireLater", "keepBatch", "keepLine"]);
  expect(second.sums?.carryCase?.items).toBe(3);
  await postSignature(table, asErin, second);
  await workOnPlans(table);
  expect(await planNow(table, second.planId)).toMatchObject({ state: "done" });
  expect(await everythingElse()).toEqual(settled);
});

test("killed again and again, each time a call later, the real run ends in the same books and the same record", async () => {
  const plan = await listed(table, asDev);
  await postSignature(table, asErin, plan);
  const { provider } = exampleProvider();
  let kills = 0;
  for (let crashAt = 1; (await planNow(table, plan.planId)).state === "doing"; crashAt += 1) {
    const through = faulty(table, { seed: crashAt, crashAt });
    const parts = await itemsIn(table, "YEARENDPART#do");
    const records = parts.map((item, index) => insertOf(item, String(index), after));
    await deliverTo(closerOn(through, provider), records, undefined, after);
    kills += through.met.length;
  }
  expect(kills).toBeGreaterThan(10);
  const done = await planNow(table, plan.planId);
  for (const { deed, outcome } of await itemsWithOutcomes(table, done)) expect([deed, outcome]).not.toEqual([deed, "changed"]);
  expect(await standingOf(table)).toMatchObject({ available: 0, frozen: 0, reserved: 0, committed: 84_00, dueBack: 6_476_00 });
  await inOrder();
});

test("killed again and again, each time a call later, the list comes to the same items and the same hash", async () => {
  const { planId } = (await postPlan(table, asDev)).json<{ planId: string }>();
  for (let crashAt = 1; (await planNow(table, planId)).state === "listing"; crashAt += 1) {
    const parts = await itemsIn(table, "YEARENDPART#list");
    const records = parts.map((item, index) => insertOf(item, String(index), after));
    await deliverTo(closerOn(faulty(table, { seed: crashAt, crashAt })), records, undefined, after);
  }
  const plan = await planNow(table, planId);
  expect(plan).toMatchObject({ state: "ready", parts: 1, standing: { reserved: 2_400_00 } });
  expect(await itemsWithOutcomes(table, plan)).toHaveLength(14);
});

test("an item that somebody changed since the dry run is left as it is, and the plan says so", async () => {
  const plan = await listed(table, asDev);
  const { provider } = exampleProvider();
  // Meanwhile the code is given out, the run is cancelled and the waiting case is sent back by the night.
  const [line] = await linesOf(table, scene.notGiven);
  if (!line) throw new Error("The award has a line.");
  await portsOf(table).lines.move([
    moveLine(line, ["deliver"], { at: after.toISOString(), by: { id: "approver", name: "Amy Cole" }, key: "given" }),
  ]);
  const runs = dynamoRuns(table);
  const run = await runs.find(scene.runId);
  if (!run) throw new Error("The run is there.");
  await runs.move(run, { state: "cancelled", cancelledBy: { id: "approver", name: "Amy Cole" } });

  await postSignature(table, asErin, plan);
  await workOnPlans(table, after, closerOn(table, provider));
  const items = await itemsWithOutcomes(table, await planNow(table, plan.planId));
  expect(items.find(({ of }) => of === lineIdOf(scene.notGiven.awardId, 0))?.outcome).toBe("changed");
  expect(items.find(({ of }) => of === scene.runId)?.outcome).toBe("alreadySo");
  expect(items.find(({ deed }) => deed === "releaseApproval")?.outcome).toBe("done");
  expect(await linesOf(table, scene.notGiven)).toMatchObject([{ state: "delivered" }]);
  await inOrder();
});

test("a code whose provider does not answer keeps its money out, and the night brings it back", async () => {
  const plan = await listed(table, asDev);
  await postSignature(table, asErin, plan);
  const down = { cancel: async () => Promise.reject(new Error("No answer in time.")) };
  await workOnPlans(table, after, closerOn(table, down));
  const done = await planNow(table, plan.planId);
  expect(done).toMatchObject({ state: "done", outcomes: { lapseCode: { waits: 1 } } });
  expect(await standingOf(table)).toMatchObject({ committed: 84_00 + 45_00 });
  await expireVouchers(after, portsOf(table, exampleProvider().provider));
  expect(await standingOf(table)).toMatchObject({ committed: 84_00, dueBack: 6_476_00 });
  await inOrder();
});

test("two people who sign at once are one signature, and two deliveries at once do everything once", async () => {
  const plan = await listed(table, asDev);
  const answers = await Promise.all([postSignature(table, asErin, plan), postSignature(table, asKofi, plan)]);
  expect(answers.map(({ status }) => status).toSorted()).toEqual([202, 409]);
  await Promise.all([workOnPlans(table), workOnPlans(table)]);
  await workOnPlans(table);
  expect(await planNow(table, plan.planId)).toMatchObject({ state: "done" });
  expect(await standingOf(table)).toMatchObject({ available: 0, dueBack: 6_476_00 });
  await inOrder();
});

test("a plan that is thrown away while it is listed or before it is signed does nothing", async () => {
  const { planId } = (await postPlan(table, asDev)).json<{ planId: string }>();
  const yearEnds = dynamoYearEnds(table);
  const plan = await planNow(table, planId);
  await yearEnds.throwAway(plan, { ...plan, state: "thrownAway", thrownAwayBy: dev, thrownAwayAt: after.toISOString() });
  await workOnPlans(table);
  expect(await planNow(table, planId)).toMatchObject({ state: "thrownAway" });
  expect(await listed(table, asDev, { key: "plan-0000002" })).toMatchObject({ state: "ready" });
});
