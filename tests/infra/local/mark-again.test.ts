import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { DeleteItemCommand, DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { afterAll, beforeAll, expect, test } from "vitest";
import { submitApplication } from "../../../functions/apply/submit-application.ts";
import { createTable, localSettings, startDynamoDbLocal, tableName } from "../../../infra/local/dynamodb-local.ts";
import { localSecrets } from "../../../infra/local/local-secrets.ts";
import { resident } from "../../../shared/domain/principal.ts";
import { dynamoApplications } from "../../../shared/store/applications.ts";
import { dynamoCases } from "../../../shared/store/cases.ts";
import { type Table, values } from "../../../shared/store/items.ts";
import { dynamoSchemes } from "../../../shared/store/schemes.ts";
import { aDayInCrf, allocateExample, applicationLike } from "../../examples.ts";
import { csvOf, openDesk, ran, rowFor } from "../../functions/bulk/desk.ts";
import { everythingIn } from "../../setup/table.ts";

const script = fileURLToPath(new URL("../../../infra/local/mark-again.ts", import.meta.url));
let folder = "";
let marks: readonly Record<string, unknown>[] = [];

const onStore = async <T>(does: (table: Table) => Promise<T>): Promise<T> => {
  const store = await startDynamoDbLocal({ folder: join(folder, "store") });
  const client = new DynamoDBClient(localSettings(store.endpoint, tableName));
  try {
    return await does({ client, name: tableName });
  } finally {
    client.destroy();
    await store.stop();
  }
};
const marksIn = async (table: Table) => (await everythingIn(table)).filter(({ itemKind }) => itemKind === "person");

/** An application, and a list’s row that was awarded, whose marks are taken away, as if another fold had made them. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "mark-again-"));
  const { matchingKey: key } = await localSecrets(folder);
  await onStore(async (table) => {
    await createTable(table.client, table.name);
    const application = applicationLike({ people: [{ name: "Łukasz Nowak", dateOfBirth: "1984-03-09", relationship: "self" }] });
    const ports = {
      applications: dynamoApplications(table),
      cases: dynamoCases(table),
      schemes: dynamoSchemes(table),
      matchingKey: async () => key,
    };
    await submitApplication({ caseId: "7KM3-AAAA-0001", application, by: resident, now: aDayInCrf }, ports);
    marks = await marksIn(table);
    await allocateExample(table, "CRF", "CRISIS_PAYMENT", 1_000_00);
    await ran(await openDesk(table), csvOf([rowFor(1)]));
    for (const { pk, sk } of await marksIn(table))
      await table.client.send(new DeleteItemCommand({ TableName: table.name, Key: values({ pk: String(pk), sk: String(sk) }) }));
  });
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const run = (): Promise<string> =>
  new Promise((done) => {
    execFile(process.execPath, [script], { env: { ...process.env, DATA: folder, TABLE_NAME: "" } }, (_, stdout, stderr) =>
      done(stdout + stderr),
    );
  });

test("the people of earlier applications are marked as they would be today, once", async () => {
  expect(marks).toHaveLength(1);
  expect(await run()).toBe("2 applications and rows of lists looked at, 2 people marked anew\n");
  const anew = await onStore(marksIn);
  expect(anew).toHaveLength(2);
  expect(anew).toEqual(expect.arrayContaining([...marks]));
  expect(await run()).toBe("2 applications and rows of lists looked at, 0 people marked anew\n");
  expect(await onStore(marksIn)).toEqual(anew);
});
