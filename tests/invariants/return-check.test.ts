import { expect, test } from "vitest";
import { loadDemoData } from "../../infra/local/demo-data/load.ts";
import { shippedSchemes } from "../../shared/domain/scheme/shipped.ts";
import { checkReturns } from "../return-check/check-returns.ts";
import { compareFigures } from "../return-check/recompute.ts";
import { freshLargeTable } from "../setup/table.ts";

const now = new Date("2026-11-20T10:00:00Z");

test("a program that shares nothing with the service finds the same figures in every return of the demonstration", async () => {
  const table = await freshLargeTable();
  await loadDemoData({ client: table.client, tableName: table.name, now, matchingKey: "matching-key", households: 60 });
  const checked = await checkReturns(table, shippedSchemes, now.toISOString());

  expect(checked.flatMap(({ differing }) => differing)).toEqual([]);
  expect(new Set(checked.map(({ scheme }) => scheme)).size).toBe(5);
  expect(checked.reduce((sum, { cells }) => sum + cells, 0)).toBeGreaterThan(200);
  expect(checked.reduce((sum, { entries }) => sum + entries, 0)).toBeGreaterThan(100);
});

test("a figure that is wrong, that is missing, or that nobody else has, is named", () => {
  expect(compareFigures({ "A.x": 1, "A.y": 2, "A.z": 3 }, { "A.x": 1, "A.y": 3, "A.w": 4 })).toEqual([
    { cell: "A.y", service: 2, recomputed: 3 },
    { cell: "A.z", service: 3, recomputed: undefined },
    { cell: "A.w", service: undefined, recomputed: 4 },
  ]);
});
