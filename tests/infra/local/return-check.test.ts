import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { DynamoDBClient, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createTable, localSettings, startDynamoDbLocal, tableName } from "../../../infra/local/dynamodb-local.ts";
import type { Award } from "../../../shared/domain/award/award.ts";
import { type LedgerEntry, placesOf } from "../../../shared/domain/ledger/ledger.ts";
import { pence } from "../../../shared/domain/money.ts";
import { commit } from "../../../shared/store/commit.ts";
import { putNew, type Table, values, writeItem } from "../../../shared/store/items.ts";
import { ledgerKey } from "../../../shared/store/keys.ts";
import { allocateExample } from "../../examples.ts";
import { awardExample } from "../../functions/fulfil/room.ts";
import { everythingIn } from "../../setup/table.ts";

const script = fileURLToPath(new URL("../../return-check/return-check.ts", import.meta.url));
let folder = "";

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "return-check-"));
  await onStore(async (table) => {
    await createTable(table.client, table.name);
    await allocateExample(table, "CRF", "CRISIS_PAYMENT", 1_000_00);
    const award = await awardExample(table, { lines: [{ item: "foodParcel", amount: pence(20_00), delivery: "VOUCHER" }] });
    await pay(table, award);
  });
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const onStore = async (does: (table: Table) => Promise<unknown>): Promise<void> => {
  const store = await startDynamoDbLocal({ folder: join(folder, "store") });
  const client = new DynamoDBClient(localSettings(store.endpoint, tableName));
  try {
    await does({ client, name: tableName });
  } finally {
    client.destroy();
    await store.stop();
  }
};

/** The line as it stands once its voucher has reached the household. */
const pay = async (table: Table, { awardId, caseId, householdId, committedAt: at, by, drawnOn: [drawnOn] }: Award): Promise<void> => {
  if (!drawnOn) throw new Error("An award draws on an envelope.");
  const notCounted = { inCategory: false, inScheme: false };
  const entry: LedgerEntry = {
    ...drawnOn,
    ...{ entryId: `${awardId}.1-2`, kind: "payment", amount: pence(20_00), ...placesOf("payment"), at, by, why: "Item" },
    award: { awardId, caseId, householdId, line: 0, item: "foodParcel", countsAward: notCounted, countsHousehold: notCounted },
  };
  await commit(table, { entry: putNew(table, writeItem("ledgerEntry", ledgerKey(entry), entry)) });
};

const run = (data: string): Promise<{ readonly code: number; readonly said: string }> =>
  new Promise((done) => {
    execFile(process.execPath, [script], { env: { ...process.env, DATA: data, TABLE_NAME: "" } }, (error, stdout, stderr) =>
      done({ code: Number(error?.code ?? 0), said: stdout + stderr }),
    );
  });

test("return-check recomputes every return of a data folder, and finds what the service has", async () => {
  const { code, said } = await run(folder);
  expect(code, said).toBe(0);
  expect(said).toMatch(/^CRF \w+: \d+ cells from \d+ entries: every cell is the same$/m);
  expect(said).toMatch(/^HSF7 FINAL_RETURN: \d+ cells from 0 entries: every cell is the same$/m);
});

test("return-check names each figure that an entry does not bear out any more, and fails", async () => {
  await onStore(async (table) => {
    const [paid] = (await everythingIn(table)).filter(({ itemKind, kind }) => itemKind === "ledgerEntry" && kind === "payment");
    await table.client.send(
      new UpdateItemCommand({
        TableName: table.name,
        Key: values({ pk: paid?.pk, sk: paid?.sk }),
        UpdateExpression: "SET amount = amount + :more",
        ExpressionAttributeValues: values({ ":more": 100 }),
      }),
    );
  });
  const { code, said } = await run(folder);
  expect(code).toBe(1);
  expect(said).toMatch(/^CRF \w+ \w+\.\w+\.\w+\.spend: the service has \d+, recomputed it is \d+$/m);
  expect(said).toMatch(/^CRF \w+: \d+ cells from \d+ entries: \d+ cells differ$/m);
});

test("return-check says so where there is nothing to check", async () => {
  expect(await run(join(folder, "not-there"))).toMatchObject({ code: 1, said: expect.stringContaining("There is nothing to check") });
});
