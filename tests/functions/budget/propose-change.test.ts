import { beforeEach, expect, test } from "vitest";
import { proposeChange } from "../../../functions/budget/propose-change.ts";
import { refuseChange, type SettleOutcome, signChange, takeBackChange } from "../../../functions/budget/settle-change.ts";
import type { BudgetChangeRequest } from "../../../shared/domain/ledger/budget-change.ts";
import { pence } from "../../../shared/domain/money.ts";
import type { Principal } from "../../../shared/domain/principal.ts";
import { dynamoBudgetChanges } from "../../../shared/store/budget-changes.ts";
import { dynamoEnvelopes } from "../../../shared/store/envelopes.ts";
import type { Table } from "../../../shared/store/items.ts";
import { dynamoMoney } from "../../../shared/store/money.ts";
import { allocateExample, aDayInCrf as now } from "../../examples.ts";
import { expectConsistent } from "../../invariants/audit.ts";
import { contended } from "../../setup/contended.ts";
import { faulty } from "../../setup/faulty.ts";
import { everythingIn, freshTable } from "../../setup/table.ts";
import { changeLike, crf, crisis, dev, erin, housing, kofi, leftIn, reserve } from "./desk.ts";

let table: Table;
beforeEach(async () => {
  table = await freshTable();
  await allocateExample(table, "CRF", "CRISIS_PAYMENT", 200_000_00);
});

const portsOn = (on: Table) => ({ money: dynamoMoney(on), changes: dynamoBudgetChanges(on) });
const propose = (request: BudgetChangeRequest, { by = dev, sendingId = "sending-1", on = table } = {}) =>
  proposeChange({ scheme: crf, sendingId, request, by, now }, portsOn(on));
const proposed = async (request: BudgetChangeRequest, sendingId = "sending-1"): Promise<string> => {
  const outcome = await propose(request, { sendingId });
  if (outcome.kind !== "proposed") throw new Error(`The example was not proposed: ${outcome.kind}.`);
  return outcome.change.changeId;
};
const settle = (use: typeof signChange, changeId: string, by: Principal, on = table): Promise<SettleOutcome> =>
  use({ scheme: crf, changeId, by, now }, portsOn(on));

const large = changeLike({ amount: pence(60_000_00) });
const leftInReserve = async () => (await leftIn(table, reserve))?.available;

test("up to the scheme's limit a change is done at once; a penny more waits for a second person", async () => {
  const within = await propose(changeLike({ amount: pence(50_000_00) }));
  const above = await propose(changeLike({ amount: pence(50_000_01) }), { sendingId: "sending-2" });
  expect(within).toMatchObject({ kind: "proposed", change: { state: "done", settled: { by: { id: dev.id } } } });
  expect(above).toMatchObject({ kind: "proposed", change: { state: "waiting" } });
  expect(await leftInReserve()).toBe(50_000_00);
  await expectConsistent(table);
});

test("a large change cut into small ones waits for a second person too, even when they are sent at once", async () => {
  const small = changeLike({ amount: pence(20_000_00) });
  const sent = await Promise.all([1, 2, 3, 4].map((part) => propose(small, { sendingId: `part-${part}` })));
  const states = sent.map((outcome) => (outcome.kind === "proposed" ? outcome.change.state : outcome.kind));
  expect(states.toSorted()).toEqual(["done", "done", "waiting", "waiting"]);
  expect(await leftInReserve()).toBe(40_000_00);
  // Another person, and another day, have a limit of their own.
  expect(await propose(small, { by: kofi, sendingId: "kofi" })).toMatchObject({ change: { state: "done" } });
  const tomorrow = { scheme: crf, sendingId: "tomorrow", request: small, by: dev, now: new Date(now.getTime() + 86_400_000) };
  expect(await proposeChange(tomorrow, portsOn(table))).toMatchObject({ change: { state: "done" } });
  // A part sent again is the same change.
  expect(await propose(small, { sendingId: "part-1" })).toEqual(sent[0]);
  await expectConsistent(table);
});

test("if the scheme names no limit for finance, every change waits", async () => {
  const delegation = crf.delegation.filter(({ role }) => role !== "finance");
  const asked = { scheme: { ...crf, delegation }, sendingId: "sending-1", request: changeLike({ amount: pence(1) }), by: dev, now };
  expect(await proposeChange(asked, portsOn(table))).toMatchObject({ change: { state: "waiting" } });
});

test.each<[string, BudgetChangeRequest, object]>([
  [
    "money put into a budget leaves the grant",
    { ...changeLike(), kind: "allocation", to: undefined, budget: reserve },
    { unallocated: 900_00, reserve: 100_00 },
  ],
  [
    "money taken out of a budget goes back to the grant",
    { ...changeLike(), kind: "deallocation", to: undefined },
    { unallocated: 1_100_00, reserve: 0 },
  ],
  ["a transfer takes from one and gives to the other", changeLike(), { unallocated: 1_000_00, reserve: 100_00 }],
  ["frozen money is not left", { ...changeLike(), kind: "freeze", to: undefined }, { frozen: 100_00, crisis: 199_900_00 }],
  [
    "the grant grows",
    { ...changeLike(), kind: "grantIncrease", budget: undefined, to: undefined },
    { unallocated: 1_100_00, granted: 201_100_00 },
  ],
  [
    "the grant shrinks",
    { ...changeLike(), kind: "grantDecrease", budget: undefined, to: undefined },
    { unallocated: 900_00, granted: 200_900_00 },
  ],
])("%s, and every balance follows from its entries", async (_, request, expected) => {
  await proposed({ ...changeLike(), kind: "grantIncrease", amount: pence(1_000_00), budget: undefined, to: undefined }, "sending-0");
  await proposed(request);
  const { granted, unallocated } = await dynamoMoney(table).grant("CRF");
  const [first, second] = [await leftIn(table, crisis), await leftIn(table, reserve)];
  expect({ granted, unallocated, crisis: first?.available, frozen: first?.frozen, reserve: second?.available ?? 0 }).toMatchObject(
    expected,
  );
  await expectConsistent(table);
});

test("frozen money is freed again, and no more than is frozen", async () => {
  await proposed({ ...changeLike(), kind: "freeze", to: undefined });
  const unfreeze = { ...changeLike(), kind: "unfreeze", to: undefined } as const;
  expect(await propose({ ...unfreeze, amount: pence(100_01) }, { sendingId: "sending-2" })).toMatchObject({
    kind: "problems",
    problems: [{ field: "amount", message: "Enter £100 or less: no more is frozen in Crisis payments" }],
  });
  await proposed(unfreeze, "sending-3");
  expect(await leftIn(table, crisis)).toMatchObject({ available: 200_000_00, frozen: 0 });
  await expectConsistent(table);
});

test("the same change sent twice, or ten times at once, is done once", async () => {
  const sent = await Promise.all(Array.from({ length: 10 }, () => propose(changeLike())));
  const again = await propose(changeLike());
  expect(new Set([...sent, again].map((outcome) => outcome.kind === "proposed" && outcome.change.changeId)).size).toBe(1);
  expect(await leftInReserve()).toBe(100_00);
  expect((await dynamoBudgetChanges(table).ofScheme("CRF")).length).toBe(1);
});

test("a change sent again has the same answer, even when no money is left", async () => {
  const most = await proposed(changeLike({ kind: "deallocation", amount: pence(160_000_00), to: undefined }));
  await settle(signChange, most, kofi);
  const all = changeLike({ kind: "deallocation", amount: pence(40_000_00), to: undefined });
  await proposed(all, "sending-2");
  expect(await propose(all, { sendingId: "sending-2" })).toMatchObject({ kind: "proposed", change: { state: "done" } });
  expect(await propose(all, { sendingId: "sending-3" })).toMatchObject({ kind: "problems" });
});

test("another change under the same id is refused, and the same id of another person is another change", async () => {
  await proposed(changeLike());
  expect(await propose(changeLike({ amount: pence(1) }))).toEqual({ kind: "otherChangeUnderThisId" });
  expect(await propose(changeLike({ amount: pence(1) }), { by: kofi })).toMatchObject({ kind: "proposed" });
});

test("nobody signs or refuses their own change, and another person in finance or the Section 151 officer does", async () => {
  const changeId = await proposed(large);
  const withEveryRole: Principal = { ...dev, roles: ["finance", "s151", "approver", "schemeManager"] };
  expect(await settle(signChange, changeId, withEveryRole)).toMatchObject({ kind: "proposedByYou" });
  expect(await refuseChange({ scheme: crf, changeId, by: withEveryRole, now, why: "No" }, portsOn(table))).toMatchObject({
    kind: "proposedByYou",
  });
  expect(await settle(signChange, changeId, kofi)).toMatchObject({
    kind: "settled",
    change: { state: "done", settled: { by: { id: kofi.id } } },
  });
  expect(await settle(signChange, changeId, withEveryRole)).toMatchObject({ kind: "settledByAnother" });
  expect(await leftInReserve()).toBe(60_000_00);
  await expectConsistent(table);
});

test("two people signing at once move the money once, and the second is told of the first", async () => {
  const changeId = await proposed(large);
  const outcomes = await Promise.all([kofi, erin, kofi, erin].map((by) => settle(signChange, changeId, by)));
  const winner = outcomes.find(({ kind }) => kind === "settled");
  expect(outcomes.map(({ kind }) => kind).sort()).toEqual(["settled", "settled", "settledByAnother", "settledByAnother"]);
  expect(winner).toBeDefined();
  expect(await leftInReserve()).toBe(60_000_00);
  await expectConsistent(table);
});

test("a refused change moves nothing, keeps its reason and cannot be signed", async () => {
  const changeId = await proposed(large);
  const refused = await refuseChange({ scheme: crf, changeId, by: erin, now, why: "Not before the report" }, portsOn(table));
  expect(refused).toMatchObject({ kind: "settled", change: { state: "refused", settled: { why: "Not before the report" } } });
  expect(await settle(signChange, changeId, kofi)).toMatchObject({ kind: "settledByAnother", change: { state: "refused" } });
  expect(await leftInReserve()).toBeUndefined();
});

test("only its proposer takes a change back", async () => {
  const changeId = await proposed(large);
  expect(await settle(takeBackChange, changeId, kofi)).toMatchObject({ kind: "proposedByAnother" });
  expect(await settle(takeBackChange, changeId, dev)).toMatchObject({ kind: "settled", change: { state: "takenBack" } });
  expect(await settle(takeBackChange, changeId, dev)).toMatchObject({ kind: "settled" });
  expect(await settle(signChange, changeId, kofi)).toMatchObject({ kind: "settledByAnother" });
});

test("a change that has become impossible says why when it is signed, and goes on waiting", async () => {
  const changeId = await proposed(changeLike({ amount: pence(160_000_00) }));
  await proposed(changeLike({ amount: pence(45_000_00) }), "sending-2");
  expect(await settle(signChange, changeId, erin)).toMatchObject({
    kind: "problems",
    problems: [{ field: "amount", message: "Enter £155,000 or less: no more is left in Crisis payments" }],
  });
  expect(await dynamoBudgetChanges(table).find("CRF", changeId)).toMatchObject({ state: "waiting" });
});

test("an unknown change is not found, nor is a malformed id", async () => {
  expect(await settle(signChange, "0000-0000-0000", kofi)).toEqual({ kind: "notFound" });
  expect(await settle(signChange, "no id", kofi)).toEqual({ kind: "notFound" });
});

test("a transfer of nearly all of a budget gathers the money that awards have spread over its shards", async () => {
  await allocateExample(table, "CRF", housing.category, 1_000_00, "allocation-housing");
  const elsewhere = dynamoEnvelopes(table, () => 0.99);
  // A conflict without a free shard spreads the envelope wider, and the charge moves to the new shard.
  await elsewhere.moveAway({ scheme: "CRF", ...housing });
  await elsewhere.makeRoom({ scheme: "CRF", ...housing }, pence(1_00));
  const held = async () =>
    (await dynamoMoney(table).shards("CRF")).filter(({ category }) => category === housing.category).map(({ available }) => available);
  expect(await held()).toEqual([500_00, 500_00]);
  await proposed(changeLike({ budget: housing, amount: pence(900_00) }));
  expect((await held()).toSorted()).toEqual([0, 100_00]);
  expect(await leftInReserve()).toBe(900_00);
  await expectConsistent(table);
});

test("eight people who change one budget at the same moment, with DynamoDB's conflicts, all succeed", async () => {
  const busy = contended(table);
  const sent = Array.from({ length: 8 }, (_, index) =>
    propose(changeLike({ amount: pence(1_00) }), { sendingId: `sending-${index}`, on: busy }),
  );
  const settled = await Promise.allSettled(sent);
  // A person who is told that it is too busy sends the same again.
  for (const index of settled.keys()) await propose(changeLike({ amount: pence(1_00) }), { sendingId: `sending-${index}` });
  expect(await leftInReserve()).toBe(8_00);
  await expectConsistent(table);
});

test.each(Array.from({ length: 12 }, (_, index) => index + 1))(
  "killed at its call %i, a change is done whole or not at all, and a retry finishes it",
  async (crashAt) => {
    const dying = faulty(table, { seed: crashAt, crashAt });
    await propose(changeLike(), { on: dying }).catch(() => undefined);
    await expectConsistent(table);
    expect(await propose(changeLike())).toMatchObject({ kind: "proposed", change: { state: "done" } });
    expect(await leftInReserve()).toBe(100_00);
    await expectConsistent(table);
  },
);

test("a change whose answer is lost is not done twice", async () => {
  const odds = { timeoutAfter: 0.4, timeoutBefore: 0.2, conflict: 0.2 };
  for (let seed = 1; seed <= 10; seed += 1) await propose(changeLike(), { on: faulty(table, { seed, odds }) }).catch(() => undefined);
  await propose(changeLike());
  expect(await leftInReserve()).toBe(100_00);
  const entries = (await everythingIn(table)).filter(({ kind }) => kind === "transferIn");
  expect(entries).toHaveLength(1);
});
