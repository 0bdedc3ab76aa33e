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
/** A trial’s counts of matches. Elsewhere the same names have fields of their own. */
const countsOfMatches = /\bmatching\.(settled|.+\.(inForce|draft))$/;

type Attributes = Record<string, AttributeValue>;

const isKeyedByData = (path: string): boolean => {
  const name = path.slice(path.lastIndexOf(".") + 1);
  return keyedByData.has(name) || rowsByData.has(name) || countsOfMatches.test(path);
};

const marked = (attributes: Attributes, path = ""): Attributes => {
  const inner = Object.fromEntries(Object.entries(attributes).map(([key, value]) => [key, markedValue(value, `${path}.${key}`)]));
  return isKeyedByData(path) ? inner : { ...inner, undeclared: { S: undeclared } };
};

const markedValue = (value: AttributeValue, path: string): AttributeValue => {
  if (value.M) return { M: marked(value.M, path) };
  return value.L ? { L: value.L.map((one) => markedValue(one, `${path}.`)) } : value;
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
