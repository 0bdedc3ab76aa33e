import { randomUUID } from "node:crypto";
import { DynamoDBClient, ScanCommand, type ScanCommandOutput } from "@aws-sdk/client-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import { inject } from "vitest";
import { createTable, localSettings } from "../../infra/local/dynamodb-local.ts";
import type { Table } from "../../shared/store/items.ts";

/** Each store keeps a few threads until the engine ends, and each table slows the others of its store a little. */
const tablesInAStore = 20;
let store = "";
let tables = 0;

/** A table of its own on the project's engine. */
export const freshTable = async (endpoint = inject("dynamoDbEndpoint")): Promise<Table> => {
  const name = `test-${randomUUID()}`;
  if (tables % tablesInAStore === 0) store = name;
  tables += 1;
  return tableIn(endpoint, store, name);
};

/** The same in a store of its own, for tens of thousands of items: in a common store they would slow the tests that follow. */
export const freshLargeTable = async (endpoint = inject("dynamoDbEndpoint")): Promise<Table> => {
  const name = `test-${randomUUID()}`;
  return tableIn(endpoint, name, name);
};

const tableIn = async (endpoint: string, store: string, name: string): Promise<Table> => {
  const client = new DynamoDBClient(localSettings(endpoint, store));
  await createTable(client, name);
  return { client, name };
};

/** Even a refused request leaves these: records of looking, and the form itself for the page that shows it again. */
const leftByLooking: readonly unknown[] = ["access", "seen", "returnedForm"];

/** Everything in the table that requests change, for checks that recompute from the ground up. */
export const everythingIn = async (table: Table): Promise<Record<string, unknown>[]> => {
  const found: Record<string, unknown>[] = [];
  let start: ScanCommandOutput["LastEvaluatedKey"];
  do {
    const page: ScanCommandOutput = await table.client.send(
      new ScanCommand({ TableName: table.name, ExclusiveStartKey: start, ConsistentRead: true }),
    );
    found.push(...(page.Items ?? []).map((item) => unmarshall(item)).filter(({ itemKind }) => !leftByLooking.includes(itemKind)));
    start = page.LastEvaluatedKey;
  } while (start);
  return found;
};
