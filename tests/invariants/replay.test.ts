import { DeleteItemCommand, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { beforeAll, expect, test } from "vitest";
import { takeCaseStep } from "../../functions/decide/case-step.ts";
import { replayTable } from "../../infra/local/replay-table.ts";
import { decisionOf } from "../../shared/domain/case/case.ts";
import { pence } from "../../shared/domain/money.ts";
import { shippedSchemes } from "../../shared/domain/scheme/shipped.ts";
import { dynamoCases } from "../../shared/store/cases.ts";
import { type Table, values } from "../../shared/store/items.ts";
import { awardKey, caseKey, eventKey, type Key } from "../../shared/store/keys.ts";
import { aDayInCrf, allocateExample, assessor, submitExample } from "../examples.ts";
import { decide, decideOn, portsOf } from "../functions/award/waiting-desk.ts";
import { csvOf, openDesk, outcomesOf, ran, rowFor, rowsFor } from "../functions/bulk/desk.ts";
import { generateCases } from "../generator/cases.ts";
import { decideAll } from "../generator/decide.ts";
import { storeCases } from "../generator/store.ts";
import { freshTable } from "../setup/table.ts";

const noCases = { waiting: 0, asked: 0, toApprove: 0, forMoney: 0, awarded: 0, refused: 0 };
const generated = generateCases({ cases: 300 });
let table: Table;

beforeAll(async () => {
  table = await freshTable();
  await storeCases(table, generated);
});

test("every case that went through the real use cases under five schemes replays to the same outcome", async () => {
  const replayed = await replayTable(table);
  expect(replayed.differing).toEqual([]);
  const { awarded, refused, ...open } = replayed.cases;
  expect(awarded + refused).toBe(300);
  expect(open).toEqual({ waiting: 0, asked: 0, toApprove: 0, forMoney: 0 });
  // Each was assessed when it was sent, and again when it was decided.
  expect(replayed.assessments).toBe(600);
});

test("the use cases decide each case as the rules alone do", async () => {
  const cases = dynamoCases(table);
  for (const { caseId, decision, generated: one } of decideAll(generated, shippedSchemes)) {
    const stored = await cases.find(caseId);
    expect({ caseId, kind: stored && decisionOf(stored)?.kind }).toEqual({ caseId, kind: decision?.kind });
    expect(stored?.submittedAt).toBe(one.submittedAt.toISOString());
  }
});

test("an open case replays as far as it was assessed", async () => {
  const own = await freshTable();
  await submitExample(own);
  expect(await replayTable(own)).toEqual({ cases: { ...noCases, waiting: 1 }, listAwards: 0, assessments: 0, differing: [] });
});

test("replay finds a stored result that was tampered with, and names its case and rule", async () => {
  const own = await freshTable();
  const [one] = generated;
  if (!one) throw new Error("There are generated cases.");
  await storeCases(own, [one]);
  await tamper(own, eventKey(one.caseId, 2), "detail.assessment.results[0].verdict", "fail");
  expect(await replayTable(own)).toMatchObject({
    differing: [{ id: one.caseId, differences: [{ what: "verdict", rule: "livesInArea", now: expect.stringContaining("pass") }] }],
  });
});

/** Changes one value of a stored item, as somebody with the table's keys could. */
const tamper = (own: Table, key: Key, path: string, value: unknown) => {
  // Each name has an alias, since some are words of the expression language.
  const names = new Map([...path.matchAll(/[a-zA-Z]+/g)].map(([name]) => [`#${name}`, name]));
  return own.client.send(
    new UpdateItemCommand({
      TableName: own.name,
      Key: values(key),
      UpdateExpression: `SET ${path.replaceAll(/[a-zA-Z]+/g, "#$&")} = :value`,
      ExpressionAttributeNames: Object.fromEntries(names),
      ExpressionAttributeValues: values({ ":value": value }),
    }),
  );
};

test("decisions that wait for approval or for money are made again, and a changed one is named", async () => {
  const own = await freshTable();
  await allocateExample(own, "CRF", "CRISIS_PAYMENT", 3_000_00);
  const large = { lines: [{ item: "washingMachine", amount: pence(2_500_00), delivery: "TANGIBLE" as const }] };
  const toApprove = await submitExample(own);
  expect(await decide(toApprove, 0, aDayInCrf, portsOf(own), large)).toMatchObject({ kind: "awarded" });
  const forMoney = await decideOn(own, 700);
  const stopped = await decideOn(own, 800);
  expect([forMoney.outcome.kind, stopped.outcome.kind]).toEqual(["waitsForMoney", "waitsForMoney"]);
  const seen = { version: 2, householdId: stopped.head.householdId };
  await takeCaseStep(
    { caseId: stopped.head.caseId, by: assessor, now: aDayInCrf, seen },
    { kind: "stopWaiting", because: "Found help." },
    { cases: dynamoCases(own) },
  );
  expect(await replayTable(own)).toEqual({
    cases: { ...noCases, waiting: 1, toApprove: 1, forMoney: 1 },
    listAwards: 0,
    assessments: 3,
    differing: [],
  });

  const [first, second] = [toApprove.caseId, forMoney.head.caseId];
  await tamper(own, eventKey(first, 2), "detail.assessment.results[0].verdict", "fail");
  await tamper(own, caseKey(second), "waits.total", 1_00);
  const { differing } = await replayTable(own);
  expect(differing).toHaveLength(2);
  expect(differing).toEqual(
    expect.arrayContaining([
      { id: first, differences: [expect.objectContaining({ what: "verdict", rule: "livesInArea" })] },
      { id: second, differences: [{ what: "waitingTotal" }] },
    ]),
  );
});

test("awards that a run made from a list are made again from their rows, and a changed one is named", async () => {
  const desk = await openDesk();
  const own = desk.table;
  await allocateExample(own, "CRF", "CRISIS_PAYMENT", 10_000_00);
  const runId = await ran(desk, csvOf(rowsFor(30)));
  await ran(desk, csvOf([...rowsFor(2, 31), rowFor(1)]), { item: "foodParcel" });
  const { listAwards, assessments, differing, cases } = await replayTable(own);
  expect({ listAwards, assessments, differing, cases }).toEqual({ listAwards: 33, assessments: 33, differing: [], cases: noCases });

  const [changed, dearer, lost] = (await outcomesOf(desk, runId)).map(({ awardId = "" }) => awardId);
  const keyOf = (awardId = "") => awardKey(awardId.replace(/-A1$/, ""), awardId);
  await tamper(own, keyOf(changed), "results[1].verdict", "refer");
  await tamper(own, keyOf(dearer), "lines[0].amount", 50_00);
  await own.client.send(new DeleteItemCommand({ TableName: own.name, Key: values(keyOf(lost)) }));
  const again = await replayTable(own);
  expect(again.differing).toHaveLength(3);
  expect(again.differing).toEqual(
    expect.arrayContaining([
      { id: changed, differences: [expect.objectContaining({ what: "verdict", stored: "refer by version 1" })] },
      { id: dearer, differences: [{ what: "lines", awardId: dearer }] },
      { id: lost, differences: [{ what: "cannotDecide", because: "It is missing." }] },
    ]),
  );
});
