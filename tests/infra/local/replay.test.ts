import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { DynamoDBClient, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { afterAll, beforeAll, expect, test } from "vitest";
import { lockDataFolder } from "../../../infra/local/data-folder.ts";
import { createTable, localSettings, startDynamoDbLocal, tableName } from "../../../infra/local/dynamodb-local.ts";
import { type Table, values } from "../../../shared/store/items.ts";
import { eventKey } from "../../../shared/store/keys.ts";
import { generateCases } from "../../generator/cases.ts";
import { storeCases } from "../../generator/store.ts";

const script = fileURLToPath(new URL("../../../infra/local/replay.ts", import.meta.url));
const cases = generateCases({ cases: 8 });
let folder = "";

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "replay-"));
  await onStore(async (table) => {
    await createTable(table.client, table.name);
    await storeCases(table, cases);
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

type Ran = { readonly code: number; readonly said: string };

/** Runs the command on a data folder. */
const run = (data: string): Promise<Ran> =>
  new Promise((done) => {
    execFile(process.execPath, [script], { env: { ...process.env, DATA: data, TABLE_NAME: "" } }, (error, stdout, stderr) =>
      done({ code: Number(error?.code ?? 0), said: stdout + stderr }),
    );
  });

test("replay makes every stored decision of a data folder again, and says how many", async () => {
  expect(await run(folder)).toEqual({
    code: 0,
    said: expect.stringMatching(
      /^8 stored cases \(\d awarded, \d refused\) and 0 awards of lists, 16 assessments made again: all came out the same\n$/,
    ),
  });
});

test("replay names each case that differs, by its rule and nobody's answers, and fails", async () => {
  const [one] = cases;
  if (!one) throw new Error("There are generated cases.");
  const flip = (verdict: string) => (table: Table) =>
    table.client.send(
      new UpdateItemCommand({
        TableName: table.name,
        Key: values(eventKey(one.caseId, 2)),
        UpdateExpression: "SET detail.assessment.results[1].verdict = :verdict",
        ExpressionAttributeValues: values({ ":verdict": verdict }),
      }),
    );
  await onStore(flip("fail"));
  const { code, said } = await run(folder);
  await onStore(flip("pass"));
  expect(code).toBe(1);
  const [named, all] = said.split("\n");
  expect(named).toBe(`${one.caseId} oldEnough: was fail by version 1, is now pass by version 1`);
  expect(all).toMatch(/^8 stored cases .* 16 assessments made again: 1 differs$/);
});

test("replay says that a running service must stop first, and says so where there is nothing to replay", async () => {
  const lock = await lockDataFolder(folder);
  const whileRunning = await run(folder);
  await lock.release();
  expect(whileRunning).toMatchObject({ code: 1, said: expect.stringContaining("stop that one") });
  expect(await run(join(folder, "not-there"))).toMatchObject({ code: 1, said: expect.stringContaining("There is nothing to replay") });
  expect(await run("memory")).toMatchObject({ code: 1, said: expect.stringContaining("nothing is kept") });
});
