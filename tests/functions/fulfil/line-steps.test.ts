import { UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { beforeEach, expect, test } from "vitest";
import { startLines } from "../../../functions/fulfil/start-lines.ts";
import { decidedIn, spentIn } from "../../../shared/domain/household/household.ts";
import { type LineAction, lineActionNames, lineActions } from "../../../shared/domain/line/line-action.ts";
import type { Principal } from "../../../shared/domain/principal.ts";
import { dynamoCases } from "../../../shared/store/cases.ts";
import { dynamoEnvelopes } from "../../../shared/store/envelopes.ts";
import { type Table, values } from "../../../shared/store/items.ts";
import { caseKey } from "../../../shared/store/keys.ts";
import { callsOf } from "../../calls.ts";
import { aDayInCrf, allocateExample, approver, assessor, secondAssessor } from "../../examples.ts";
import { expectConsistent } from "../../invariants/audit.ts";
import { contended } from "../../setup/contended.ts";
import { freshTable } from "../../setup/table.ts";
import { awardExample, bed, cash, exampleProvider, finance, food, fridge, linesOf, portsOf, started, step, voucher } from "./room.ts";

let table: Table;

beforeEach(async () => {
  table = await freshTable();
  await allocateExample(table, "CRF", "CRISIS_PAYMENT", 5_000_00);
});

const s151: Principal = { id: "s151", name: "Erin Walsh", roles: ["s151"] };
const auditor: Principal = { id: "auditor", name: "Gareth Lloyd", roles: ["auditor"] };
const money = async () => {
  const [envelope] = await dynamoEnvelopes(table).ofScheme("CRF");
  if (!envelope) throw new Error("The envelope is there.");
  const { available, committed, paid, returned } = envelope;
  return { available, committed, paid, returned };
};

test("goods are ordered, delivered and spent, each by a step of its own", async () => {
  const award = await awardExample(table, { lines: [fridge] });
  await started(table, award);
  expect(await step(table, award, 0, "issue")).toMatchObject({ kind: "taken", line: { state: "issued" } });
  expect(await money()).toMatchObject({ committed: 250_00, paid: 0 });
  expect(await step(table, award, 0, "deliver")).toMatchObject({ kind: "taken", line: { state: "delivered" } });
  expect(await money()).toMatchObject({ committed: 0, paid: 250_00 });
  await expectConsistent(table);
});

test("a partner's line is spent only when the partner has spent the money", async () => {
  const award = await awardExample(table, { lines: [food] });
  await started(table, award);
  await step(table, award, 0, "issue");
  await step(table, award, 0, "deliver");
  expect(await money()).toMatchObject({ committed: 35_00, paid: 0 });
  expect(await step(table, award, 0, "spend")).toMatchObject({ kind: "taken", line: { state: "redeemed" } });
  expect(await money()).toMatchObject({ committed: 0, paid: 35_00 });
  await expectConsistent(table);
});

test("one line of three is cancelled: its money and its need are free, and the other two stand", async () => {
  const award = await awardExample(table, { lines: [fridge, bed, food] });
  await started(table, award);
  expect(await step(table, award, 1, "cancel")).toMatchObject({ kind: "taken" });
  expect((await linesOf(table, award)).map(({ state }) => state)).toEqual(["approved", "cancelled", "approved"]);
  const household = await dynamoCases(table).claims(award.householdId);
  expect(household.claims.map(({ need }) => need)).toEqual(["fridgeFreezer", "food"]);
  expect(spentIn(household, "CRF")).toBe(285_00);
  expect(await money()).toEqual({ available: 5_000_00 - 285_00, committed: 285_00, paid: 0, returned: 120_00 });
  await expectConsistent(table);
});

test("a cancelled line gives its money back, and its decider's sum for the household stands", async () => {
  const award = await awardExample(table, { lines: [fridge, bed] });
  await started(table, award);
  const sums = async () =>
    ["2026-11-20", "2026-11", "scheme"].map(async (span) => {
      const household = await dynamoCases(table).claims(award.householdId);
      return decidedIn(household, "CRF", award.by.id, span);
    });
  expect(await Promise.all(await sums())).toEqual([370_00, 370_00, 370_00]);
  await step(table, award, 1, "cancel");
  expect(await Promise.all(await sums())).toEqual([370_00, 370_00, 370_00]);
  expect(spentIn(await dynamoCases(table).claims(award.householdId), "CRF")).toBe(250_00);
  await expectConsistent(table);
});

test("all lines of an award cancelled at once leave the household as it was before", async () => {
  const award = await awardExample(table, { lines: [fridge, bed, food] });
  await started(table, award);
  await Promise.all([0, 1, 2].map((index) => step(table, award, index, "cancel")));
  const household = await dynamoCases(table).claims(award.householdId);
  expect(household.claims).toEqual([]);
  expect(household.reached.CRF?.awards).toBe(0);
  expect(await money()).toMatchObject({ available: 5_000_00, committed: 0, returned: 405_00 });
  await expectConsistent(table);
});

test("lines cancelled by many instances at once leave the household as it was, although DynamoDB refuses overlapping transactions", async () => {
  const awards = await Promise.all(Array.from({ length: 6 }, () => awardExample(table, { lines: [fridge, bed, food] })));
  for (const award of awards) await started(table, award);
  const service = contended(table);
  await Promise.all(awards.flatMap((award) => [0, 1, 2].map((index) => step(service, award, index, "cancel"))));
  expect(service.conflicts.size).toBeGreaterThan(0);
  expect(await money()).toMatchObject({ available: 5_000_00, committed: 0, returned: 6 * 405_00 });
  await expectConsistent(table);
});

test("a voucher that comes back is made useless first, and a used one does not come back", async () => {
  const { provider, states } = exampleProvider();
  const award = await awardExample(table, { lines: [voucher, voucher] });
  await started(table, award, provider);
  states.set(`${award.awardId}.2`, "redeemed");
  expect(await step(table, award, 0, "return", { provider })).toMatchObject({ kind: "taken", line: { state: "returned" } });
  expect(await step(table, award, 1, "return", { provider })).toMatchObject({ kind: "codeUsed" });
  expect(states.get(`${award.awardId}.1`)).toBe("cancelled");
  expect(await money()).toMatchObject({ paid: 40_00, returned: 40_00 });
  await expectConsistent(table);
});

test("finance may let a code expire before its day, unless it was used", async () => {
  const { provider, states } = exampleProvider();
  const award = await awardExample(table, { lines: [voucher, voucher] });
  await started(table, award, provider);
  states.set(`${award.awardId}.1`, "redeemed");
  expect(await step(table, award, 0, "expire", { provider })).toMatchObject({ kind: "codeUsed", now: { state: "redeemed" } });
  expect(await step(table, award, 1, "expire", { provider })).toMatchObject({ kind: "taken", line: { state: "recycled" } });
  // The household was helped: what it claimed stays claimed.
  expect((await dynamoCases(table).claims(award.householdId)).claims).toHaveLength(1);
  expect(await money()).toMatchObject({ available: 5_000_00 - 40_00, paid: 40_00, returned: 40_00 });
  await expectConsistent(table);
});

test("money that comes back after the scheme's last day is owed to the department", async () => {
  const award = await awardExample(table, { lines: [fridge, bed] });
  await started(table, award);
  const now = new Date("2029-04-02T10:00:00Z");
  await step(table, award, 0, "cancel", { now });
  const [envelope] = await dynamoEnvelopes(table).ofScheme("CRF");
  expect(envelope).toMatchObject({ dueBack: 250_00, committed: 120_00, available: 5_000_00 - 370_00 });
  await expectConsistent(table);
});

test("the same step sent again is the same step; another under its id is refused", async () => {
  const award = await awardExample(table, { lines: [fridge] });
  await started(table, award);
  const asked = { key: "assessor-1:key-1", seen: 1 };
  expect(await step(table, award, 0, "cancel", asked)).toMatchObject({ kind: "taken" });
  expect(await step(table, award, 0, "cancel", asked)).toMatchObject({ kind: "taken", line: { state: "cancelled", version: 2 } });
  expect(await step(table, award, 0, "issue", asked)).toEqual({ kind: "otherStepUnderThisId" });
  expect(await money()).toMatchObject({ available: 5_000_00, returned: 250_00 });
  await expectConsistent(table);
});

test("of two who step at once, one does and the other is told", async () => {
  const award = await awardExample(table, { lines: [fridge] });
  await started(table, award);
  const outcomes = await Promise.all([step(table, award, 0, "cancel", { key: "one" }), step(table, award, 0, "issue", { key: "two" })]);
  expect(outcomes.map(({ kind }) => kind).sort()).toEqual(["stale", "taken"]);
  await expectConsistent(table);
});

test("a step sent again at the same moment is taken once", async () => {
  const award = await awardExample(table, { lines: [fridge] });
  await started(table, award);
  const twice = await Promise.all([0, 1].map(() => step(table, award, 0, "cancel", { key: "same", seen: 1 })));
  expect(twice.map(({ kind }) => kind)).toEqual(["taken", "taken"]);
  expect(await money()).toMatchObject({ returned: 250_00 });
});

test("a step that committed without its answer arriving is found when it is sent again", async () => {
  const award = await awardExample(table, { lines: [fridge] });
  await started(table, award);
  const losesAnAnswer: Table = await freshClientThatLoses(table);
  await expect(step(losesAnAnswer, award, 0, "cancel", { key: "same", seen: 1 })).rejects.toThrow("The answer was lost");
  expect(await step(table, award, 0, "cancel", { key: "same", seen: 1 })).toMatchObject({ kind: "taken", line: { state: "cancelled" } });
  expect(await money()).toMatchObject({ returned: 250_00 });
  await expectConsistent(table);
});

/** Loses the answer to the first transaction, which has committed by then. */
const freshClientThatLoses = async ({ client, name }: Table): Promise<Table> => {
  let isLost = false;
  const send = async (command: Parameters<typeof client.send>[0]) => {
    const answer = await client.send(command);
    if (command.constructor.name !== "TransactWriteItemsCommand" || isLost) return answer;
    isLost = true;
    throw new Error("The answer was lost.");
  };
  return { client: { send } as unknown as Table["client"], name };
};

const everybody = { secondAssessor, approver, finance, s151, auditor };
test.each(lineActionNames)("%s is taken by its roles and by nobody else", async (action: LineAction) => {
  const award = await awardExample(table, { lines: [cash] });
  await startLines(award, aDayInCrf, portsOf(table));
  for (const by of Object.values(everybody)) {
    const isTheirs = lineActions[action].roles.some((role) => (by.roles as readonly string[]).includes(role));
    const outcome = await step(table, award, 0, action, { by, seen: 99, key: `${by.id}-key` });
    expect(outcome.kind, by.id).toBe(isTheirs ? "stale" : "notTheirs");
  }
});

test("a person with a declared interest in the case takes no step of its lines", async () => {
  const award = await awardExample(table, { lines: [bed] });
  await table.client.send(
    new UpdateItemCommand({
      TableName: table.name,
      Key: values(caseKey(award.caseId)),
      UpdateExpression: "SET barred = :barred",
      ExpressionAttributeValues: values({ ":barred": [approver.id] }),
    }),
  );
  expect(await step(table, award, 0, "cancel")).toEqual({ kind: "barred" });
  expect(await step(table, award, 0, "cancel", { by: assessor })).toMatchObject({ kind: "taken" });
});

test("money does not come back without a reason, and an unknown line takes no step", async () => {
  const award = await awardExample(table, { lines: [bed] });
  expect(await step(table, award, 0, "cancel", { why: "  " })).toEqual({ kind: "reasonMissing" });
  expect(await step(table, award, 0, "cancel", { lineId: `${award.awardId}.2` })).toEqual({ kind: "notFound" });
  expect(await step(table, award, 0, "cancel", { lineId: "nonsense" })).toEqual({ kind: "notFound" });
});

test("nobody cancels a line that the provider already has", async () => {
  const { provider } = exampleProvider(() => ({ kind: "later" }));
  const award = await awardExample(table, { lines: [voucher] });
  await started(table, award, provider);
  expect(await step(table, award, 0, "cancel")).toMatchObject({ kind: "notPossible", now: { state: "issued" } });
});

test("a step reads once and writes once; one that brings money back reads once more", async () => {
  const award = await awardExample(table, { lines: [fridge, bed] });
  await started(table, award);
  const calls = callsOf(table);
  const ofStep = async (index: number, action: LineAction) => {
    const before = calls.length;
    await step(table, award, index, action);
    // The first is the example's own look at the line.
    return calls.slice(before + 1);
  };
  expect(await ofStep(0, "issue")).toEqual(["BatchGetItemCommand", "TransactWriteItemsCommand"]);
  expect(await ofStep(0, "deliver")).toEqual(["BatchGetItemCommand", "TransactWriteItemsCommand"]);
  expect(await ofStep(1, "cancel")).toEqual(["BatchGetItemCommand", "TransactGetItemsCommand", "TransactWriteItemsCommand"]);
});
