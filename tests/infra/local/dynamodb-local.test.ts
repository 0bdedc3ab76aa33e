import { spawn } from "node:child_process";
import { once } from "node:events";
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DescribeTableCommand, DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { expect, test, vi } from "vitest";
import { createTable, localSettings, startDynamoDbLocal } from "../../../infra/local/dynamodb-local.ts";
import { table } from "../../../shared/system.ts";

const answers = (endpoint: string) =>
  fetch(endpoint).then(
    () => true,
    () => false,
  );

test("the declared table is created once", async () => {
  const store = await startDynamoDbLocal();
  const client = new DynamoDBClient(localSettings(store.endpoint, "things"));
  expect([await createTable(client, "things"), await createTable(client, "things")]).toEqual([true, false]);
  const { Table: made } = await client.send(new DescribeTableCommand({ TableName: "things" }));
  expect(made).toMatchObject({
    KeySchema: [{ AttributeName: table.partitionKey }, { AttributeName: table.sortKey }],
    GlobalSecondaryIndexes: [{ IndexName: table.index.name, Projection: { ProjectionType: "ALL" } }],
    StreamSpecification: { StreamEnabled: true, StreamViewType: "NEW_AND_OLD_IMAGES" },
    BillingModeSummary: { BillingMode: "PAY_PER_REQUEST" },
  });
  await store.stop();
  expect(await answers(store.endpoint)).toBe(false);
});

test("the engine listens on the loopback address alone", async () => {
  const store = await startDynamoDbLocal();
  // Linux sends this address to this machine as well: a server that listens on every address answers it.
  const elsewhere = store.endpoint.replace("127.0.0.1", "127.0.0.2");
  expect([await answers(store.endpoint), await answers(elsewhere)]).toEqual([true, false]);
  await store.stop();
});

test("the engine ends with the process that started it, even one that is killed", async () => {
  const module = new URL("../../../infra/local/dynamodb-local.ts", import.meta.url).href;
  const program = `const { endpoint } = await (await import(${JSON.stringify(module)})).startDynamoDbLocal(); process.stdout.write(endpoint);`;
  const owner = spawn(process.execPath, ["--input-type=module", "-e", program], { stdio: ["ignore", "pipe", "inherit"] });
  const [endpoint] = (await once(owner.stdout, "data")).map(String);
  expect(await answers(endpoint ?? "")).toBe(true);
  owner.kill("SIGKILL");
  await vi.waitFor(async () => expect(await answers(endpoint ?? "")).toBe(false), 10_000);
});

test("a DynamoDB Local that differs by one byte, by a file or altogether is not started", async () => {
  const emulator = await mkdtemp(join(tmpdir(), "emulator-"));
  const start = () => startDynamoDbLocal({ emulator });
  await expect(start()).rejects.toThrow(/^DynamoDB Local in node_modules is not the one that this was tested with: [^\n]*$/);
  await cp("node_modules/amplify-dynamodb-simulator/emulator", emulator, { recursive: true });
  await (await start()).stop();

  const library = join(emulator, "DynamoDBLocal_lib/libsqlite4java-linux-amd64.so");
  const bytes = await readFile(library);
  await writeFile(library, bytes.with(1000, bytes.readUInt8(1000) ^ 1));
  await expect(start()).rejects.toThrow("is not the one that this was tested with");
  await writeFile(library, bytes);
  await writeFile(join(emulator, "log4j2.xml"), "<Configuration/>");
  await expect(start()).rejects.toThrow("is not the one that this was tested with");
  await rm(emulator, { recursive: true });
  await expect(start()).rejects.toThrow("DynamoDB Local is missing from node_modules");
});
