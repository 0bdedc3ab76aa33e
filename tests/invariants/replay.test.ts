import { UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { beforeAll, expect, test } from "vitest";
import { replayTable } from "../../infra/local/replay-table.ts";
import { decisionOf } from "../../shared/domain/case/case.ts";
import { shippedSchemes } from "../../shared/domain/scheme/shipped.ts";
import { dynamoCases } from "../../shared/store/cases.ts";
import { type Table, values } from "../../shared/store/items.ts";
import { eventKey } from "../../shared/store/keys.ts";
import { submitExample } from "../examples.ts";
import { generateCases } from "../generator/cases.ts";
import { decideAll } from "../generator/decide.ts";
import { storeCases } from "../generator/store.ts";
import { freshTable } from "../setup/table.ts";

const generated = generateCases({ cases: 300 });
let table: Table;

beforeAll(async () => {
  table = await freshTable();
  await storeCases(table, generated);
});

test("every case that went through the real use cases under five schemes replays to the same outcome", async () => {
  const replayed = await replayTable(table);
  expect(replayed.differing).toEqual([]);
  expect(replayed.cases).toBe(300);
  // Each was looked at when it was sent, and again when it was decided.
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

test("an open case replays as far as it was looked at", async () => {
  const own = await freshTable();
  await submitExample(own);
  expect(await replayTable(own)).toEqual({ cases: 1, assessments: 0, differing: [] });
});

test("a stored result that was tampered with is found, and its case and rule are named", async () => {
  const own = await freshTable();
  const [one] = generated;
  if (!one) throw new Error("There are generated cases.");
  await storeCases(own, [one]);
  await own.client.send(
    new UpdateItemCommand({
      TableName: own.name,
      Key: values(eventKey(one.caseId, 2)),
      UpdateExpression: "SET detail.assessment.results[0].verdict = :other",
      ExpressionAttributeValues: values({ ":other": "fail" }),
    }),
  );
  expect(await replayTable(own)).toMatchObject({
    differing: [{ caseId: one.caseId, differences: [{ what: "verdict", rule: "livesInArea", now: expect.stringContaining("pass") }] }],
  });
});
