import { createHash } from "node:crypto";
import { parse } from "csv-parse/sync";
import readSheets from "read-excel-file/node";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { askForExport } from "../../../functions/exports/ask-for-export.ts";
import { entryGroups, type LedgerEntry, placesOf } from "../../../shared/domain/ledger/ledger.ts";
import { pence } from "../../../shared/domain/money.ts";
import { dynamoExportRows, type ExportRows } from "../../../shared/store/export-rows.ts";
import { dynamoExports } from "../../../shared/store/exports.ts";
import type { Table } from "../../../shared/store/items.ts";
import { dynamoMoney, grantLedger } from "../../../shared/store/money.ts";
import { dynamoSchemes } from "../../../shared/store/schemes.ts";
import { aDayInCrf, allocateExample } from "../../examples.ts";
import { faulty } from "../../setup/faulty.ts";
import { everythingIn, freshTable } from "../../setup/table.ts";
import { deliverTo, insertsIn } from "../../stream.ts";
import { askedAt, fetched, finance, startFiles, writeAll, writerOn, writerPortsOn } from "./export-desk.ts";

let table: Table;
let storage: Awaited<ReturnType<typeof startFiles>>;

beforeAll(async () => {
  storage = await startFiles();
});
afterAll(() => storage.stop());
beforeEach(async () => {
  table = await freshTable();
  await allocateExample(table, "CRF", "CRISIS_PAYMENT", 1_000_00);
});

const pages = 120;
const inAPage = 500;

/** A ledger far longer than one part holds, page by page, without the table that would hold it. */
const longLedger = (through: Table): ExportRows => ({
  ...dynamoExportRows(through),
  async entries(part, _between, after) {
    if (part.group !== entryGroups.award || part.category !== "CRISIS_PAYMENT") return { entries: [] };
    const page = Number(after ?? 0);
    const entries = Array.from({ length: inAPage }, (_, index): LedgerEntry => {
      const number = page * inAPage + index;
      const unlike = createHash("sha256").update(String(number)).digest("base64");
      return {
        ...{ scheme: "CRF", category: "CRISIS_PAYMENT", period: "whole", pot: "ordinary", shard: 0 },
        ...{ entryId: `entry-${number}-${unlike}`, kind: "award", amount: pence(number), from: "available", to: "committed" },
        ...{ at: aDayInCrf.toISOString(), by: { id: "a", name: unlike }, why: unlike },
      };
    });
    return { entries, ...(page + 1 < pages && { after: String(page + 1) }) };
  },
});

const ask = async (format: "csv" | "xlsx", sendingId = `${format} ${Math.random()}`) => {
  const request = { list: "entries", format, scheme: "CRF" } as const;
  const asked = await askForExport(
    { request, by: finance, now: askedAt, sendingId },
    { exports: dynamoExports(table), schemes: dynamoSchemes(table) },
  );
  if (asked.kind !== "asked") throw new Error(`Not asked: ${asked.kind}.`);
  return asked.export;
};
const now = async (exportId: string) => {
  const found = await dynamoExports(table).find(finance.id, exportId);
  if (!found) throw new Error("It was asked for.");
  return found;
};
const fileOf = async (exportId: string): Promise<Buffer> => {
  const { file } = await now(exportId);
  if (!file) throw new Error("It is ready.");
  return fetched(await storage.files.link(file.key, 60));
};

test("a file of many parts is put together from pieces, whole and in order, and no part holds more than its own rows", async () => {
  const { exportId } = await ask("csv");
  let largest = 0;
  const files = {
    ...storage.files,
    add: (...[written, bytes, attempt, isLast]: Parameters<typeof storage.files.add>) => {
      largest = Math.max(largest, bytes.length);
      return storage.files.add(written, bytes, attempt, isLast);
    },
  };
  await writeAll(table, writerOn(table, files, { rows: longLedger(table), partBytes: 6 * 1024 ** 2 }));
  const { state, rows, part, file } = await now(exportId);
  expect({ state, rows }).toEqual({ state: "ready", rows: pages * inAPage });
  expect(part).toBeGreaterThan(3);
  expect(largest).toBeLessThan(6.5 * 1024 ** 2);
  const whole = await fileOf(exportId);
  expect(whole.length).toBe(file?.bytes);
  expect(whole.length).toBeGreaterThan(2 * largest);
  const read = parse(whole, { columns: true, bom: true }) as Readonly<Record<string, string>>[];
  expect(read.map(({ Amount }) => Math.round(Number(Amount) * 100))).toEqual(Array.from({ length: pages * inAPage }, (_, index) => index));
});

test("a workbook that goes on from part to part opens as one sheet with every row", async () => {
  const { exportId } = await ask("xlsx");
  // Small parts: each leaves a rest for the next, and some make a piece.
  await writeAll(table, writerOn(table, storage.files, { rows: longLedger(table), partBytes: 1024 ** 2 }));
  expect((await now(exportId)).part).toBeGreaterThan(5);
  const [sheet] = await readSheets(await fileOf(exportId));
  expect(sheet?.data).toHaveLength(pages * inAPage + 1);
  expect(sheet?.data.at(-1)?.[6]).toBe((pages * inAPage - 1) / 100);
});

test("killed at any call, delivered twice and at once, it is the same file with every row once", async () => {
  const short = (through: Table): ExportRows => ({
    ...longLedger(through),
    entries: async (part, between, after) => {
      const page = await longLedger(through).entries(part, between, after);
      return { entries: page.entries.slice(0, 3), ...(Number(after ?? 0) < 3 && page.after && { after: page.after }) };
    },
  });
  const undisturbed = await ask("csv");
  await writeAll(table, writerOn(table, storage.files, { rows: short(table), partBytes: 1 }));
  const expected = await fileOf(undisturbed.exportId);
  expect(expected.toString().split("\r\n")).toHaveLength(1 + 4 * 3 + 1);

  const { exportId } = await ask("csv");
  for (let crashAt = 1; (await now(exportId)).state === "writing"; crashAt = (crashAt % 9) + 1) {
    const through = faulty(table, { seed: crashAt, crashAt });
    const killed = writerOn(through, storage.files, { ...writerPortsOn(through, storage.files), rows: short(through), partBytes: 1 });
    const parts = (await insertsIn(table, "EXPORTPART#", askedAt)).filter(({ body }) => body.includes(exportId));
    await deliverTo(killed, parts);
    const [one, other] = [1, 2].map(() => writerOn(table, storage.files, { rows: short(table), partBytes: 1 }));
    if (!one || !other) throw new Error("Two instances take the same parts.");
    await Promise.all([deliverTo(one, parts.slice(-1)), deliverTo(other, parts.slice(-1))]);
  }
  expect((await now(exportId)).rows).toBe(12);
  expect(await fileOf(exportId)).toEqual(expected);
});

test("an upload that was finished before the function was killed is the file that the next attempt finds", async () => {
  const { exportId } = await ask("csv");
  let isKilled = false;
  const files = {
    ...storage.files,
    finish: async (written: Parameters<typeof storage.files.finish>[0]) => {
      const key = await storage.files.finish(written);
      if (isKilled) return key;
      isKilled = true;
      throw new Error("Killed after the upload was finished.");
    },
  };
  const writer = writerOn(table, files, { rows: longLedger(table), partBytes: 6 * 1024 ** 2 });
  await expect(writeAll(table, writer)).rejects.toThrow("Parts failed");
  expect(await now(exportId)).toMatchObject({ state: "writing" });
  await writeAll(table, writer);
  expect(parse(await fileOf(exportId), { bom: true })).toHaveLength(pages * inAPage + 1);
});

test("nothing that is recorded after somebody asked is in their file", async () => {
  const { exportId } = await ask("csv");
  const later = new Date(askedAt.getTime() + 1_000);
  const granted = {
    ...grantLedger("CRF"),
    ...placesOf("grantIncrease"),
    kind: "grantIncrease",
    entryId: "later",
    amount: pence(1_00),
  } as const;
  await dynamoMoney(table).putIn({ ...granted, at: later.toISOString(), by: finance, why: "More" });
  await writeAll(table, writerOn(table, storage.files));
  const stored = (await everythingIn(table)).filter(({ itemKind, scheme }) => itemKind === "ledgerEntry" && scheme === "CRF");
  expect((await now(exportId)).rows).toBe(stored.length - 1);
  expect((await fileOf(exportId)).toString()).not.toContain("later");
});
