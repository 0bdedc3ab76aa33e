import { PutItemCommand } from "@aws-sdk/client-dynamodb";
import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type LedgerEntry, placesOf } from "../../../shared/domain/ledger/ledger.ts";
import { pence } from "../../../shared/domain/money.ts";
import { dynamoExports } from "../../../shared/store/exports.ts";
import { type Table, writeItem } from "../../../shared/store/items.ts";
import { ledgerKey } from "../../../shared/store/keys.ts";
import { allocateExample } from "../../examples.ts";
import { everythingIn, freshTable } from "../../setup/table.ts";
import { awardExample, started, step } from "../fulfil/room.ts";
import { type ExportsDesk, fileOf, finance, openExports, startFiles } from "./export-desk.ts";

let table: Table;
let storage: Awaited<ReturnType<typeof startFiles>>;
let desk: ExportsDesk;

const why = { reason: "A large household." };
const quarter = { "from-day": "1", "from-month": "10", "from-year": "2026", "to-day": "31", "to-month": "12", "to-year": "2026" };

beforeAll(async () => {
  [table, storage] = [await freshTable(), await startFiles()];
  await allocateExample(table, "CRF", "CRISIS_PAYMENT", 20_000_00);
  desk = await openExports(table, storage.files);
});
afterAll(() => storage.stop());

test("the quarter's file has each payment over £500 and what came back, adds up to the ledger, and names no person", async () => {
  const machine = (amount: number, delivery: "CASH" | "TANGIBLE") => ({ item: "washingMachine", amount: pence(amount), delivery, ...why });
  const byBank = await awardExample(table, { lines: [machine(700_00, "CASH")] });
  await started(table, byBank);
  const opened = (await everythingIn(table)).find(({ award }) => (award as LedgerEntry["award"])?.awardId === byBank.awardId);
  // As the bank's result puts it, without the batch that leads to it.
  const {
    kind: _kind,
    from: _from,
    to: _to,
    entryId: _entryId,
    pk: _pk,
    sk: _sk,
    itemKind: _itemKind,
    correlationId: _id,
    ...same
  } = opened ?? {};
  const payment = { ...same, ...placesOf("payment"), kind: "payment", entryId: "paid-by-bank" } as unknown as LedgerEntry;
  await table.client.send(new PutItemCommand({ TableName: table.name, Item: writeItem("ledgerEntry", ledgerKey(payment), payment) }));

  const paid = [machine(640_50, "TANGIBLE"), machine(500_00, "TANGIBLE"), machine(500_01, "TANGIBLE")];
  for (const line of paid) {
    const award = await awardExample(table, { lines: [line] });
    await started(table, award);
    for (const action of ["issue", "deliver"] as const) expect(await step(table, award, 0, action)).toMatchObject({ kind: "taken" });
    if (line.amount === pence(500_01)) expect(await step(table, award, 0, "return")).toMatchObject({ kind: "taken" });
  }
  const file = await fileOf(table, desk, storage.files, finance, { list: "openSpending", scheme: "CRF", ...quarter });
  const rows = parse(file, { columns: true, bom: true }) as Readonly<Record<string, string>>[];
  expect(Object.keys(rows[0] ?? {})).toEqual([
    ...["Date", "Department", "Beneficiary", "Summary of purpose", "Amount", "VAT that cannot be recovered", "Merchant category"],
  ]);
  expect(rows.map(({ Amount }) => Amount).toSorted()).toEqual(["-500.01", "500.01", "640.50", "700.00"]);
  expect(rows.find(({ Amount }) => Amount === "700.00")).toMatchObject({ Beneficiary: "REDACTED PERSONAL DATA" });
  expect(rows.find(({ Amount }) => Amount === "640.50")).toMatchObject({ Beneficiary: "White goods and heating" });
  const people = (await everythingIn(table))
    .filter(({ itemKind }) => itemKind === "case")
    .map(({ applicantName }) => String(applicantName));
  for (const person of people) expect(file.toString()).not.toContain(person);

  const entries = (await everythingIn(table)).filter(({ itemKind }) => itemKind === "ledgerEntry") as unknown as LedgerEntry[];
  const net = entries
    .filter(({ amount }) => amount > 500_00)
    .reduce((total, { amount, from, to }) => total + (to === "paid" ? amount : 0) - (from === "paid" ? amount : 0), 0);
  expect(rows.reduce((total, { Amount }) => total + Math.round(Number(Amount) * 100), 0)).toBe(net);
  const [asked] = await dynamoExports(table).of(finance.id);
  expect(asked?.sum).toBe(net);
});
