import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { DynamoDBClient, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createTable, localSettings, startDynamoDbLocal, tableName } from "../../../infra/local/dynamodb-local.ts";
import type { HouseholdClaims } from "../../../shared/domain/household/household.ts";
import { type Table, values } from "../../../shared/store/items.ts";
import { shardKey } from "../../../shared/store/keys.ts";
import { allocateExample } from "../../examples.ts";
import { spendExample } from "../../functions/report/story.ts";
import { everythingIn } from "../../setup/table.ts";

const script = fileURLToPath(new URL("../../../infra/local/reconcile.ts", import.meta.url));
const shard = values(shardKey({ scheme: "CRF", category: "CRISIS_PAYMENT", period: "whole", pot: "ordinary" }, 0));
let folder = "";

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "reconcile-"));
  await onStore(async (table) => {
    await createTable(table.client, table.name);
    await spendExample(table);
    await allocateExample(table, "HSF7", "ENERGY_WATER", 1_00);
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

/** Runs the command on a data folder. */
const run = (data: string): Promise<{ readonly code: number; readonly said: string }> =>
  new Promise((done) => {
    execFile(process.execPath, [script], { env: { ...process.env, DATA: data, TABLE_NAME: "" } }, (error, stdout, stderr) =>
      done({ code: Number(error?.code ?? 0), said: stdout + stderr }),
    );
  });

test("reconcile checks every scheme of a data folder against its ledger, and prints the totals", async () => {
  expect(await run(folder)).toEqual({
    code: 0,
    said: "12 ledger entries of 5 schemes: every balance, count, line and household equals its ledger\n",
  });
});

test("reconcile names each figure that does not equal its ledger, by its place, and fails", async () => {
  await onStore((table) =>
    table.client.send(
      new UpdateItemCommand({
        TableName: table.name,
        Key: shard,
        UpdateExpression: "SET available = available + :one, payments = payments + :one",
        ExpressionAttributeValues: values({ ":one": 1 }),
      }),
    ),
  );
  const { code, said } = await run(folder);
  expect(code).toBe(1);
  expect(said).toBe(
    [
      "available of CRF CRISIS_PAYMENT#whole#ordinary is 105816, and should be 105815",
      "payments of CRF CRISIS_PAYMENT#whole#ordinary shard 0 is 4, and should be 3",
      "12 ledger entries of 5 schemes: 2 figures do not equal their ledger",
      "",
    ].join("\n"),
  );
});

test("reconcile names a household that was helped twice for one need, and an award that its scheme's days do not hold", async () => {
  await onStore(async (table) => {
    const items = await everythingIn(table);
    const helped = items.find((item) => item.itemKind === "household" && (item as unknown as HouseholdClaims).claims.length > 0);
    const entry = items.find(({ itemKind, kind }) => itemKind === "ledgerEntry" && kind === "award");
    const [claim] = (helped as unknown as HouseholdClaims | undefined)?.claims ?? [];
    if (!helped || !entry || !claim) throw new Error("The example has helped somebody.");
    const change = (item: typeof helped, UpdateExpression: string, at: object, names?: Record<string, string>) =>
      table.client.send(
        new UpdateItemCommand({
          TableName: table.name,
          Key: values({ pk: item.pk, sk: item.sk }),
          UpdateExpression,
          ...(names && { ExpressionAttributeNames: names }),
          ExpressionAttributeValues: values(at as Record<string, unknown>),
        }),
      );
    await change(helped, "SET claims = list_append(claims, :second)", { ":second": [{ ...claim, awardId: "SECOND-A1" }] });
    await change(entry, "SET #at = :late", { ":late": "2029-04-01T10:00:00.000Z" }, { "#at": "at" });
  });
  const { code, said } = await run(folder);
  expect(code).toBe(1);
  expect(said).toMatch(/the claim of award SECOND-A1 for \w+ of household H-[\w-]+ in CRF is dated [\d-]+, against award /);
  expect(said).toMatch(/the day of entry \S+ of CRF \S+ is 2029-04-01, and should be between 2026-04-01 and 2029-03-31/);
});

test("reconcile says so where there is nothing to check", async () => {
  expect(await run(join(folder, "not-there"))).toMatchObject({ code: 1, said: expect.stringContaining("There is nothing to reconcile") });
  expect(await run("memory")).toMatchObject({ code: 1, said: expect.stringContaining("nothing is kept") });
});
