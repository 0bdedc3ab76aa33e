import { join } from "node:path";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { dynamoTable } from "../../shared/store/client.ts";
import type { Table } from "../../shared/store/items.ts";
import { Trouble } from "../trouble.ts";
import { dataFolderFrom, holdDataFolder } from "./data-folder.ts";
import { localSettings, startDynamoDbLocal, tableName } from "./dynamodb-local.ts";
import { isFilled } from "./first-start.ts";

/**
 * Does something with everything that is stored: in the table on AWS that TABLE_NAME names, or else in the data folder
 * of a service on this machine, which has to be stopped meanwhile, since its files are one store's at a time.
 */
export const withStoredTable = async <T>(what: string, use: (table: Table) => Promise<T>): Promise<T> => {
  const { TABLE_NAME: onAws, DATA: data } = process.env;
  if (onAws) return use(dynamoTable(onAws));
  const folder = dataFolderFrom(data);
  if (!folder) throw new Trouble(`With DATA=memory nothing is kept, so there is nothing to ${what}: set DATA to a folder.`);
  if (!(await isFilled(folder)))
    throw new Trouble(`There is nothing to ${what} in the data folder ${folder}: run npm start first, or set DATA to another folder.`);

  await using started = new AsyncDisposableStack();
  const hold = await holdDataFolder(folder);
  started.defer(() => hold.release());
  const store = await startDynamoDbLocal({ folder: join(folder, "store") });
  started.defer(() => store.stop());
  const client = new DynamoDBClient(localSettings(store.endpoint, tableName));
  started.defer(() => client.destroy());
  // Awaited here, since the store is stopped on the way out.
  return await use({ client, name: tableName });
};
