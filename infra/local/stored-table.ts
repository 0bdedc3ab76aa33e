import { join } from "node:path";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { dynamoTable } from "../../shared/store/client.ts";
import type { Table } from "../../shared/store/items.ts";
import { Trouble } from "../trouble.ts";
import { dataFolderFrom, lockDataFolder } from "./data-folder.ts";
import { localSettings, startDynamoDbLocal, tableName } from "./dynamodb-local.ts";
import { isFilled } from "./first-start.ts";

/**
 * Opens the table on AWS that TABLE_NAME names, or else the data folder of a stopped service on this machine: only one
 * store can use its files.
 */
export const withStoredTable = async <T>(what: string, use: (table: Table) => Promise<T>): Promise<T> => {
  const { TABLE_NAME: onAws, DATA: data } = process.env;
  if (onAws) return use(dynamoTable(onAws));
  const folder = dataFolderFrom(data);
  if (!folder) throw new Trouble(`With DATA=memory nothing is kept, so there is nothing to ${what}: set DATA to a folder.`);
  if (!(await isFilled(folder)))
    throw new Trouble(`There is nothing to ${what} in the data folder ${folder}: run npm start first, or set DATA to another folder.`);

  await using started = new AsyncDisposableStack();
  const lock = await lockDataFolder(folder);
  started.defer(() => lock.release());
  const store = await startDynamoDbLocal({ folder: join(folder, "store") });
  started.defer(() => store.stop());
  const client = new DynamoDBClient(localSettings(store.endpoint, tableName));
  started.defer(() => client.destroy());
  // Awaited, since returning stops the store.
  return await use({ client, name: tableName });
};
