import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { DynamoDBClient, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createTable, localSettings, startDynamoDbLocal, tableName } from "../../../infra/local/dynamodb-local.ts";
import { type Table, values } from "../../../shared/store/items.ts";
import { spendExample } from "../../functions/report/story.ts";
import { everythingIn } from "../../setup/table.ts";

const script = fileURLToPath(new URL("../../return-check/return-check.ts", import.meta.url));
let folder = "";

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "return-check-"));
  await onStore(async (table) => {
    await createTable(table.client, table.name);
    await spendExample(table);
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
