import readSheets from "read-excel-file/node";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { PreparedReturn } from "../../../shared/domain/return/prepared-return.ts";
import { contracts } from "../../../shared/http/contracts.ts";
import type { Table } from "../../../shared/store/items.ts";
import { dynamoReturns } from "../../../shared/store/returns.ts";
import { assessor } from "../../examples.ts";
import { origin, send } from "../../http.ts";
import { freshTable } from "../../setup/table.ts";
import { textOf } from "../assess/desk.ts";
import { askedAt, type ExportsDesk, finance, manager, openExports, startFiles } from "./export-desk.ts";
import { cells, computed, layout, template, typed } from "./return-example.ts";

let table: Table;
let storage: Awaited<ReturnType<typeof startFiles>>;
let desk: ExportsDesk;

const returnId = "RETN-RETN-RETN";
const prepared: PreparedReturn = {
  ...{ returnId, scheme: "HSF7", schemeVersion: layout.schemeVersion, code: layout.code, window: computed.window },
  ...{ number: 1, state: "counting", version: 1, preparedBy: finance, preparedAt: askedAt.toISOString(), typed, typedBy: [finance] },
};

beforeAll(async () => {
  [table, storage] = [await freshTable(), await startFiles()];
  desk = await openExports(table, storage.files);
});
afterAll(() => storage.stop());

const path = { scheme: "HSF7", returnId };
const files = "/finance/{scheme}/returns/{returnId}/files";
const get = (route: string, more: Readonly<Record<string, string>> = {}, by = finance) =>
  send(desk.room, `GET ${route}`, { as: desk.sessionOf(by), path: { ...path, ...more }, now: askedAt });
const fillByApi = (workbook: Uint8Array | string, by = finance) =>
  send(desk.room, "POST /api/schemes/{scheme}/returns/{returnId}/filled-workbooks", {
    ...{ as: desk.sessionOf(by), path, now: askedAt, headers: { "idempotency-key": "a-key-of-its-own" } },
    json: { workbook: typeof workbook === "string" ? workbook : Buffer.from(workbook).toString("base64") },
  });
const fillByPage = async (workbook: Uint8Array) => {
  const body = new FormData();
  body.append("formToken", desk.sessionOf(finance).formToken);
  body.append("workbook", new Blob([Buffer.from(workbook)]), "template.xlsx");
  const sent = new Response(body);
  return send(desk.room, "POST /finance/{scheme}/returns/{returnId}/filled-workbooks", {
    ...{ as: desk.sessionOf(finance), path, now: askedAt },
    body: new Uint8Array(await sent.arrayBuffer()),
    headers: { "content-type": sent.headers.get("content-type") ?? "", origin },
  });
};

test("while its figures are being counted a return has no file, and the page and the API say so", async () => {
  expect((await get(files)).status).toBe(404);
  const returns = dynamoReturns(table);
  expect(await returns.prepare(prepared, {})).toEqual({ kind: "kept" });
  expect(textOf((await get(files)).body)).toContain("Its figures are still being counted");
  expect((await get("/api/schemes/{scheme}/returns/{returnId}/files/{format}", { format: "csv" })).status).toBe(409);
  const figures = { returnId, bytes: JSON.stringify(computed), countedAt: askedAt.toISOString(), carried: [], failures: [] };
  expect(await returns.keepFigures(prepared, { ...prepared, state: "prepared", version: 2 }, figures)).toEqual({ kind: "kept" });
});

test("a return is had as a workbook and as CSV, named as the department names it, by page and by API", async () => {
  expect((await get(files)).body).toContain("HSF7MI_COV_0326.xlsx");
  const page = await get(`${files}/{format}`, { format: "xlsx" });
  expect(page.headers["content-disposition"]).toBe('attachment; filename="HSF7MI_COV_0326.xlsx"');
  expect((await readSheets(Buffer.from(page.body, "base64"))).map(({ sheet }) => sheet)).toContain("Households helped");
  const api = await get("/api/schemes/{scheme}/returns/{returnId}/files/{format}", { format: "csv" });
  const file = contracts["GET /api/schemes/{scheme}/returns/{returnId}/files/{format}"].reply.parse(api.json()) as { base64: string };
  expect(Buffer.from(file.base64, "base64").toString()).toContain("Households with children");
  for (const route of [`${files}/{format}`, "/api/schemes/{scheme}/returns/{returnId}/files/{format}"])
    expect((await get(route, { format: "pdf" })).status).toBe(404);
});

test("the department's workbook comes back filled, by page and by API", async () => {
  const workbook = await template();
  const page = await fillByPage(workbook);
  expect([page.status, page.headers["content-disposition"]]).toEqual([200, 'attachment; filename="HSF7MI_COV_0326.xlsx"']);
  const api = await fillByApi(workbook);
  const file = contracts["POST /api/schemes/{scheme}/returns/{returnId}/filled-workbooks"].reply.parse(api.json()) as { base64: string };
  expect([api.status, file.base64]).toEqual([201, page.body]);
  const numbers = (await readSheets(Buffer.from(page.body, "base64")))
    .flatMap(({ data }) => data.flat())
    .filter((one) => typeof one === "number");
  const wanted = cells.flatMap(({ value }) => ("number" in value ? [Number(value.number)] : []));
  expect(numbers.toSorted()).toEqual(wanted.toSorted());
});

test("a workbook that cannot be filled comes back with every reason, by page and by API, and no file", async () => {
  const moved = await template({ Spend: { A3: "Another row" }, Governance: { B4: "BIR" } });
  const page = await fillByPage(moved);
  expect(page.isShownAgain).toBe(true);
  for (const says of ["The workbook was not filled", "Spend, A3", "another authority’s"]) expect(textOf(page.body)).toContain(says);
  const api = await fillByApi(moved);
  expect([api.status, api.json<{ detail: string }>().detail.includes("Spend, A3")]).toEqual([422, true]);
  expect(textOf((await fillByPage(new Uint8Array())).body)).toContain("Choose the department’s workbook");
  expect((await fillByApi("not base64!")).status).toBe(422);
});

test("a workbook of more than the limit is refused unread, and only finance and the Section 151 officer fill one", async () => {
  expect((await fillByPage(new Uint8Array(5 * 1024 ** 2))).status).toBe(413);
  expect((await fillByApi(new Uint8Array(5 * 1024 ** 2))).status).toBe(413);
  expect((await fillByApi(await template(), manager)).status).toBe(403);
  expect((await get(files, {}, assessor)).status).toBe(403);
});
