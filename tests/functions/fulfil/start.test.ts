import { PutItemCommand } from "@aws-sdk/client-dynamodb";
import { beforeEach, expect, test } from "vitest";
import { createStart, startLines } from "../../../functions/fulfil/start-lines.ts";
import { dynamoAwards } from "../../../shared/store/awards.ts";
import { type Item, type Table, writeItem } from "../../../shared/store/items.ts";
import { approvedKey } from "../../../shared/store/keys.ts";
import { callsOf } from "../../calls.ts";
import { aDayInCrf, allocateExample, applicationLike } from "../../examples.ts";
import { expectConsistent } from "../../invariants/audit.ts";
import { freshTable } from "../../setup/table.ts";
import { deliverTo, insertOf, insertsIn, itemsIn, queueOn } from "../../stream.ts";
import { awardExample, bed, cash, food, fridge, linesOf, portsOf, step, voucher } from "./room.ts";

let table: Table;

beforeEach(async () => {
  table = await freshTable();
  await allocateExample(table, "CRF", "CRISIS_PAYMENT", 5_000_00);
});

const consumer = () => createStart({ ...portsOf(table), awards: dynamoAwards(table), queue: queueOn(table) });

test("each of the five kinds of help goes to its fulfiller", async () => {
  const award = await awardExample(table, { lines: [voucher, cash, fridge, bed, food] });
  expect(await deliverTo(consumer(), await insertsIn(table, "AWARD#"))).toEqual([]);
  const lines = await linesOf(table, award);
  expect(lines.map(({ fulfiller, state }) => [fulfiller, state])).toEqual([
    ["codes", "issued"],
    ["bank", "approved"],
    ["whiteGoods", "approved"],
    ["furniture", "approved"],
    ["foodNetwork", "approved"],
  ]);
  const { lines: store } = portsOf(table);
  expect(await store.onList("whiteGoods", "approved", { limit: 10 })).toMatchObject({ items: [{ item: "fridgeFreezer" }] });
  expect(await insertsIn(table, "ORDER#")).toHaveLength(1);
  await expectConsistent(table);
});

test("cash goes as a code to a resident who asked for a code", async () => {
  const application = applicationLike({ payTo: { way: "cashCode", phone: "07700 900982" } });
  const award = await awardExample(table, { lines: [cash], application });
  await startLines(award, aDayInCrf, portsOf(table));
  expect(await linesOf(table, award)).toMatchObject([{ fulfiller: "codes", state: "issued", orders: 1 }]);
});

test("an award that the queue brings twice at once, and again an hour late, is given out once", async () => {
  const award = await awardExample(table, { lines: [voucher, bed] });
  await Promise.all([startLines(award, aDayInCrf, portsOf(table)), startLines(award, aDayInCrf, portsOf(table))]);
  const anHourLater = new Date(aDayInCrf.getTime() + 3_600_000);
  expect(await deliverTo(consumer(), await insertsIn(table, "AWARD#", anHourLater))).toEqual([]);
  expect((await linesOf(table, award)).map(({ version }) => version)).toEqual([1, 1]);
  expect(await insertsIn(table, "ORDER#")).toHaveLength(1);
});

test("an award that awaits a second approval is given to nobody before it is approved", async () => {
  const award = await awardExample(table, { lines: [voucher] });
  const put = (item: Item) => table.client.send(new PutItemCommand({ TableName: table.name, Item: item }));
  const [item = {}] = await itemsIn(table, "AWARD#");
  await put({ ...item, awaitsApproval: { BOOL: true } });
  await deliverTo(consumer(), await insertsIn(table, "AWARD#"));
  expect(await linesOf(table, award)).toMatchObject([{ state: "approved", version: 0 }]);

  const { caseId, awardId } = award;
  const approved = writeItem("approved", approvedKey(caseId, awardId), { caseId, awardId });
  await put(item);
  await put(approved);
  await deliverTo(consumer(), [insertOf(approved, "2")]);
  expect(await linesOf(table, award)).toMatchObject([{ state: "issued", fulfiller: "codes" }]);
});

test("a line that was cancelled first is given to nobody", async () => {
  const award = await awardExample(table, { lines: [voucher, bed] });
  expect(await step(table, award, 0, "cancel")).toMatchObject({ kind: "taken" });
  await startLines(award, aDayInCrf, portsOf(table));
  expect(await linesOf(table, award)).toMatchObject([{ state: "cancelled" }, { state: "approved", fulfiller: "furniture" }]);
  expect(await insertsIn(table, "ORDER#")).toHaveLength(0);
  await expectConsistent(table);
});

test("an award of three lines is given out in two reads and one write", async () => {
  const award = await awardExample(table, { lines: [voucher, bed, food] });
  const calls = callsOf(table);
  await startLines(award, aDayInCrf, portsOf(table));
  expect(calls).toEqual(["BatchGetItemCommand", "BatchGetItemCommand", "TransactWriteItemsCommand"]);
});
