import { expect, test } from "vitest";
import { columnsIn, compositionIn, layoutOf, measuresOf, type ReturnTable, rowsIn } from "../../../../shared/domain/return/layout.ts";
import { shippedSchemes } from "../../../../shared/domain/scheme/shipped.ts";
import { rowOf, schemeLike } from "../scheme/documents.ts";

const year = { from: "2026-04-01", to: "2027-03-31" };
const tableOf = (code: string, scheme = schemeLike("CRF")): ReturnTable => rowOf([...scheme.returnTables], (table) => table.code === code);

test.each(shippedSchemes.flatMap((scheme) => scheme.returns.map((each) => [scheme.code, each.code, scheme] as const)))(
  "%s has a layout for %s, with tables, and every field and cell in one of them",
  (_, code, scheme) => {
    const layout = layoutOf(scheme, code);
    if (!layout) throw new Error("It has no layout.");
    const tables = layout.tables.map((table) => table.code);
    expect(tables.length).toBeGreaterThan(0);
    for (const { table } of [...layout.fields, ...layout.cells]) expect(tables).toContain(table);
  },
);

test("a scheme has no layout for a return that its document does not name", () => {
  expect(layoutOf(schemeLike("CRF"), "YEAR_2027_28")).toBeUndefined();
});

test("a return has the tables that name it, and those of every return", () => {
  const plan = layoutOf(schemeLike("CRF"), "DELIVERY_PLAN");
  expect(plan?.tables.map(({ code }) => code)).toEqual(["AUTHORITY", "SECTION_151", "CABINET", "PLAN_SPEND", "PLAN_ACTIVITY"]);
});

test("a table by month has each month of the days asked for, and a total where it asks for one", () => {
  const months = rowsIn(schemeLike("CRF"), tableOf("MONTHS"), { from: "2026-11-15", to: "2027-01-02" });
  expect(months).toEqual([
    { code: "2026-11", label: "November 2026" },
    { code: "2026-12", label: "December 2026" },
    { code: "2027-01", label: "January 2027" },
    { code: "TOTAL", label: "Total" },
  ]);
});

test("every cut has a place for what was not recorded, so that its total is the return's", () => {
  for (const code of ["COMPOSITION", "DELIVERY", "ROUTE"])
    expect(rowsIn(schemeLike("CRF"), tableOf(code), year).map((row) => row.code)).toContain("NOT_RECORDED");
});

test("categories leave administration out, and strands have it", () => {
  const codes = (rows: readonly { readonly code: string }[]) => rows.map(({ code }) => code);
  expect(codes(rowsIn(schemeLike("CRF"), tableOf("CATEGORY"), year))).not.toContain("ADMIN");
  expect(codes(columnsIn(schemeLike("CRF"), tableOf("MONTHS"), year))).toContain("ADMIN");
});

test("where the rows are the measures, each cell has the one of its row", () => {
  const table = tableOf("COMPOSITION", schemeLike("HSF4"));
  expect(rowsIn(schemeLike("HSF4"), table, year).map(({ code }) => code)).toEqual(["spend", "volumes"]);
  expect(measuresOf(table, "spend", "CHILDREN")).toEqual(["spend"]);
  expect(measuresOf({ ...table, rowsBy: "category", columnsBy: "total" }, "FOOD_EX_FSM", "TOTAL")).toEqual(["spend", "volumes"]);
});

test.each([
  [["CHILDREN", "DISABLED"], undefined, "DISABLED"],
  [["CHILDREN", "PENSIONER"], undefined, "PENSIONER"],
  [["CHILDREN", "DISABLED"], "CHILDREN_DISABLED_PENSIONER", "CHILDREN"],
  [[], undefined, "OTHER"],
] as const)("a household with %j is reported by the order %s under %s", (of, precedence, reported) => {
  expect(compositionIn({ precedence }, of)).toBe(reported);
});
