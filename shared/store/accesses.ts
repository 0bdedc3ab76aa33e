import { PutItemCommand } from "@aws-sdk/client-dynamodb";
import { type Access, accessDays } from "../domain/access.ts";
import { type Day, londonDay } from "../domain/dates.ts";
import { table as schema } from "../system.ts";
import { type Item, readItem, type Table, writeItem } from "./items.ts";
import { accessKey, accessList, accessListKey, accessPartition } from "./keys.ts";
import { type BadCursor, querySlice, type Slice, type SliceWanted } from "./slices.ts";

/** Access records for auditors, the newest first. */
export type Accesses = {
  onDay(day: Day, wanted: SliceWanted): Promise<Slice<Access> | BadCursor>;
  /** All that is kept about one case, batch, run or person. */
  about(of: string, wanted: SliceWanted): Promise<Slice<Access> | BadCursor>;
};

export const putAccess = async (table: Table, access: Access): Promise<void> => {
  const { at, accessId, of } = access;
  const keys = { ...accessKey(londonDay(new Date(at)), at, accessId), ...(of !== undefined && accessListKey(of, at, accessId)) };
  const expiresAtSeconds = Math.floor(Date.parse(at) / 1000) + accessDays * 86_400;
  await table.client.send(new PutItemCommand({ TableName: table.name, Item: writeItem("access", keys, { ...access, expiresAtSeconds }) }));
};

const readAccess = (item: Item): Access => readItem("access", item);

export const dynamoAccesses = (table: Table): Accesses => ({
  onDay: (day, wanted) =>
    querySlice(
      table,
      { partition: { name: "pk", value: accessPartition(day) }, keyNames: ["pk", "sk"], ScanIndexForward: false },
      wanted,
      readAccess,
    ),

  about: (of, wanted) =>
    querySlice(
      table,
      {
        IndexName: schema.index.name,
        partition: { name: "listPk", value: accessList(of) },
        keyNames: ["pk", "sk", "listSk"],
        ScanIndexForward: false,
      },
      wanted,
      readAccess,
    ),
});
