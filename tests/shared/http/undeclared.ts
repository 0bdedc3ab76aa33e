import { type AttributeValue, PutItemCommand, paginateScan } from "@aws-sdk/client-dynamodb";
import type { Table } from "../../../shared/store/items.ts";

export const undeclared = "never-comes-out";

/** Maps whose keys are data, such as categories. An extra key in them is data too, so they get none. */
const keyedByData = new Set([
  "inputs",
  "spent",
  "reached",
  "categories",
  "blanks",
  "awarded",
  "changes",
  "helpedBy",
  "refusedBy",
  "unknown",
]);
const rowsByData = new Set(["reached", "costs"]);

type Attributes = Record<string, AttributeValue>;

const marked = (attributes: Attributes, name?: string): Attributes => {
  const inner = Object.fromEntries(Object.entries(attributes).map(([key, value]) => [key, markedValue(value, key)]));
  return name !== undefined && (keyedByData.has(name) || rowsByData.has(name)) ? inner : { ...inner, undeclared: { S: undeclared } };
};

const markedValue = (value: AttributeValue, name: string): AttributeValue => {
  if (value.M) return { M: marked(value.M, name) };
  return value.L ? { L: value.L.map((one) => markedValue(one, "")) } : value;
};

/** Gives every item of a table, and every map in it, an undeclared field. */
export const markEveryItem = async ({ client, name: TableName }: Table): Promise<number> => {
  let items = 0;
  for await (const { Items = [] } of paginateScan({ client }, { TableName, ConsistentRead: true })) {
    for (const item of Items) {
      await client.send(new PutItemCommand({ TableName, Item: marked(item) }));
      items += 1;
    }
  }
  return items;
};
