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
import { dynamoHouseholdIdentities } from "../../../shared/store/household-identities.ts";
import { type Table, values } from "../../../shared/store/items.ts";
import { dynamoSchemes } from "../../../shared/store/schemes.ts";
import { aDayInCrf, allocateExample, applicationLike } from "../../examples.ts";
import { csvOf, openDesk, ran, rowFor } from "../../functions/bulk/desk.ts";
import { everythingIn } from "../../setup/table.ts";

const script = fileURLToPath(new URL("../../../infra/local/index-households.ts", import.meta.url));
let folder = "";

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
const indexIn = async (table: Table) =>
  (await everythingIn(table)).filter(({ itemKind }) => itemKind === "matchKey" || itemKind === "householdIdentity");
/** The sealed text is another one each time. */
const hashesOf = (items: readonly Record<string, unknown>[]) =>
  items.flatMap(({ hash }) => (typeof hash === "string" ? [hash] : [])).toSorted();

const household = { address: { kind: "settled", line1: "91 Split Road", postcode: "CV1 2AB" } } as const;
const applicationBy = (name: string) =>
  applicationLike({ ...household, people: [{ name, dateOfBirth: "1984-03-09", relationship: "self" }] });
const apply = (table: Table, key: string, caseId: string, name = "Łukasz Nowak") =>
  submitApplication(
    { caseId, application: applicationBy(name), by: resident, now: aDayInCrf },
    {
      applications: dynamoApplications(table),
      identities: dynamoHouseholdIdentities(table, async () => key),
      schemes: dynamoSchemes(table),
      matchingKey: async () => key,
    },
  );
const householdOfCase = async (table: Table, caseId: string) => (await dynamoCases(table).find(caseId))?.householdId;

let before: readonly string[] = [];

/** An application, and a list’s row that was awarded, whose index is taken away, as if both were from before there was one. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "index-households-"));
  const { matchingKey: key } = await localSecrets(folder);
  await onStore(async (table) => {
    await createTable(table.client, table.name);
    await apply(table, key, "7KM3-AAAA-0001");
    before = hashesOf(await indexIn(table));
    await allocateExample(table, "CRF", "CRISIS_PAYMENT", 1_000_00);
    await ran(await openDesk(table), csvOf([rowFor(1)]));
    for (const { pk, sk } of await indexIn(table))
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

test("a household from before there was an index is found after the command, and the command changes nothing the second time", async () => {
  const { matchingKey: key } = await localSecrets(folder);
  expect(before.length).toBeGreaterThan(3);
  expect(await run()).toBe("2 households looked at, 0 brought in line, 2 added\n");
  const anew = hashesOf(await onStore(indexIn));
  expect(anew).toEqual(expect.arrayContaining([...before]));
  expect(await run()).toBe("2 households looked at, 0 brought in line, 0 added\n");
  expect(hashesOf(await onStore(indexIn))).toEqual(anew);
  await onStore(async (table) => {
    await apply(table, key, "7KM3-AAAA-0002");
    expect(await householdOfCase(table, "7KM3-AAAA-0002")).toBe("H-7KM3-AAAA-0001");
  });
});
