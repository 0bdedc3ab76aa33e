import { BatchWriteItemCommand, DeleteItemCommand } from "@aws-sdk/client-dynamodb";
import { expect, test } from "vitest";
import { countReturn } from "../../../functions/return/count-return.ts";
import { prepareReturn } from "../../../functions/return/prepare-return.ts";
import { rebuildReturn } from "../../../functions/return/rebuild-return.ts";
import type { Award } from "../../../shared/domain/award/award.ts";
import { type EntryKind, entryKinds, type LedgerEntry } from "../../../shared/domain/ledger/ledger.ts";
import { pence } from "../../../shared/domain/money.ts";
import type { Table } from "../../../shared/store/items.ts";
import { writeItem } from "../../../shared/store/items.ts";
import { ledgerKey } from "../../../shared/store/keys.ts";
import { dynamoLineBooks } from "../../../shared/store/line-book.ts";
import { dynamoMoney } from "../../../shared/store/money.ts";
import { dynamoNights } from "../../../shared/store/nights.ts";
import { dynamoReturns } from "../../../shared/store/returns.ts";
import { aDayInCrf, allocateExample } from "../../examples.ts";
import { everythingIn, freshTable } from "../../setup/table.ts";
import { awardExample } from "../fulfil/room.ts";
import { dev, returnCode, returnScheme } from "./desk.ts";

/** The ledger is read by the service's own clock, so everything here lies in its past. */
const scheme = {
  ...returnScheme,
  returns: returnScheme.returns.map((row) => ({ ...row, to: "2026-11-20", counts: "committed" as const })),
};
const schemes = { book: async () => [scheme], freshBook: async () => [scheme] };
const fuel = { item: "fuelTopUp", amount: pence(49_00), delivery: "CASH" } as const;
const nextDay = new Date("2026-11-21T09:00:00.000Z");

const countedOn = async (table: Table) => {
  const [returns, books] = [dynamoReturns(table), dynamoLineBooks(table)];
  const request = { code: returnCode };
  const asked = await prepareReturn({ scheme, request, by: dev, now: nextDay, sendingId: "a return" }, { returns });
  if (asked.kind !== "preparing") throw new Error("The return was prepared.");
  const { returnId, window } = asked.prepared;
  const counted = await countReturn({ scheme: "CRF", returnId, asOf: window.asOf, what: "prepare", by: dev }, nextDay, {
    returns,
    schemes,
    books,
  });
  return { returnId, counted };
};

/** An entry by which money of a line comes back, or is paid again. */
const entryOf = (award: Award, kind: EntryKind, number: number): LedgerEntry => ({
  ...{ scheme: "CRF", category: "CRISIS_PAYMENT", period: "whole", pot: "ordinary" },
  ...{ entryId: `later-${number}`, kind, shard: 0, amount: pence(number % 2 ? 1_00 : 2_00), why: "A correction." },
  ...{ from: entryKinds[kind].from, to: entryKinds[kind].to, by: dev },
  at: new Date(nextDay.getTime() + 60_000 * (number + 1)).toISOString(),
  award: {
    ...{ awardId: award.awardId, caseId: award.caseId, householdId: award.householdId, line: 0, item: "fuelTopUp" },
    countsAward: { inCategory: false, inScheme: false },
    countsHousehold: { inCategory: false, inScheme: false },
  },
});

test("a return rebuilt from the ledger after 500 later corrections, and after people were forgotten, has the same hash", async () => {
  const table = await freshTable();
  await allocateExample(table, "CRF", "CRISIS_PAYMENT", 10_000_00);
  const awards: Award[] = [];
  for (let number = 0; number < 10; number += 1) {
    awards.push(await awardExample(table, { lines: [fuel], at: aDayInCrf }));
  }
  const { returnId, counted } = await countedOn(table);
  expect(counted).toBe("counted");
  const figures = await dynamoReturns(table).figures("CRF", returnId);
  expect(JSON.parse(figures?.bytes ?? "{}").totals).toEqual({ spend: 490_00, volumes: 10, households: 10, administration: 0 });

  const kinds = ["cancellation", "payment"] as const;
  const entries = Array.from({ length: 500 }, (_, number) => entryOf(awards[number % 10] as Award, kinds[number % 2] as EntryKind, number));
  for (let from = 0; from < entries.length; from += 25) {
    const puts = entries
      .slice(from, from + 25)
      .map((entry) => ({ PutRequest: { Item: writeItem("ledgerEntry", ledgerKey(entry), entry) } }));
    await table.client.send(new BatchWriteItemCommand({ RequestItems: { [table.name]: puts } }));
  }
  // Everything of the cases and households is gone; the ledger and the book of lines are coded and stay.
  for (const { pk, sk } of (await everythingIn(table)) as unknown as readonly { pk: string; sk: string }[])
    if (/^(CASE|HOUSEHOLD)#/.test(pk))
      await table.client.send(new DeleteItemCommand({ TableName: table.name, Key: { pk: { S: pk }, sk: { S: sk } } }));

  await dynamoLineBooks(table).upTo(scheme);
  const ports = {
    ...{ returns: dynamoReturns(table), schemes, money: dynamoMoney(table), nights: dynamoNights(table) },
    books: dynamoLineBooks(table),
  };
  const rebuilt = await rebuildReturn({ scheme: "CRF", returnId, now: nextDay }, ports);
  expect(rebuilt).toMatchObject({ kind: "rebuilt", isSame: true });

  const again = { scheme: "CRF", returnId, asOf: "2026-11-22T00:00:00.000Z", what: "recount", by: dev } as const;
  expect(await countReturn(again, nextDay, { returns: dynamoReturns(table), schemes, books: dynamoLineBooks(table) })).toBe("countedAgain");
  const [recount] = await dynamoReturns(table).recounts("CRF", returnId);
  expect(recount?.adjustments).toContainEqual(expect.objectContaining({ cell: "CATEGORY.CRISIS_PAYMENT.spend.spend", filed: 490_00 }));
});
