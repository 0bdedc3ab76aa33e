import {
  BatchGetItemCommand,
  DeleteItemCommand,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  TransactGetItemsCommand,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from "@aws-sdk/client-dynamodb";
import type { Item } from "../../shared/store/items.ts";
import { table } from "../../shared/system.ts";
import type { Grant } from "../table-grants.ts";

/** One action on the items under one partition key, as AWS authorises it. A put says which fields it names. */
export type TableAction = {
  readonly action: string;
  readonly of: Grant["of"];
  readonly partition: string;
  readonly fields?: readonly string[];
};

const partitionOf = (item: Item | undefined) => item?.[table.partitionKey]?.S ?? "";
const onItem = (action: string, item: Item | undefined): TableAction => ({ action, of: "table", partition: partitionOf(item) });

type Named = {
  readonly ConditionExpression?: string | undefined;
  readonly UpdateExpression?: string | undefined;
  readonly ExpressionAttributeNames?: Readonly<Record<string, string>> | undefined;
};

const words = [
  "SET",
  "REMOVE",
  "ADD",
  "if_not_exists",
  "AND",
  "OR",
  "NOT",
  "IN",
  "BETWEEN",
  "attribute_exists",
  "attribute_not_exists",
  "begins_with",
  "contains",
  "size",
];
const namesIn = ({ ConditionExpression = "", UpdateExpression = "", ExpressionAttributeNames: names }: Named) =>
  [...`${UpdateExpression} ${ConditionExpression}`.matchAll(/(?<![:\w.#])[#a-zA-Z]\w*/g)]
    .map(([name]) => names?.[name] ?? name)
    .filter((name) => !words.includes(name));

/** AWS counts the fields of the item or its key, and those that an expression names. */
const naming = (action: string, item: Item | undefined, named: Named): TableAction => ({
  ...onItem(action, item),
  fields: [...Object.keys(item ?? {}), ...namesIn(named)],
});

/** The actions of a call, item by item. A command that no function uses gets an action that no declaration allows. */
export const actionsOf = (command: { readonly input: object }): TableAction[] => {
  if (command instanceof GetItemCommand) return [onItem("GetItem", command.input.Key)];
  if (command instanceof PutItemCommand) return [naming("PutItem", command.input.Item, command.input)];
  if (command instanceof UpdateItemCommand) return [naming("UpdateItem", command.input.Key, command.input)];
  if (command instanceof DeleteItemCommand) return [onItem("DeleteItem", command.input.Key)];
  if (command instanceof QueryCommand) return [actionOfQuery(command)];
  if (command instanceof BatchGetItemCommand) {
    const requests = Object.values(command.input.RequestItems ?? {});
    return requests.flatMap(({ Keys = [] }) => Keys.map((key) => onItem("BatchGetItem", key)));
  }
  if (command instanceof TransactGetItemsCommand) return (command.input.TransactItems ?? []).map(({ Get }) => onItem("GetItem", Get?.Key));
  if (command instanceof TransactWriteItemsCommand) {
    return (command.input.TransactItems ?? []).flatMap(({ Put, Update, Delete, ConditionCheck }) => [
      ...(Put ? [naming("PutItem", Put.Item, Put)] : []),
      ...(Update ? [naming("UpdateItem", Update.Key, Update)] : []),
      ...(Delete ? [onItem("DeleteItem", Delete.Key)] : []),
      ...(ConditionCheck ? [naming("ConditionCheckItem", ConditionCheck.Key, ConditionCheck)] : []),
    ]);
  }
  return [{ action: command.constructor.name.replace(/Command$/, ""), of: "table", partition: "" }];
};

const actionOfQuery = ({ input }: QueryCommand): TableAction => {
  const { IndexName, KeyConditionExpression = "", ExpressionAttributeNames: names, ExpressionAttributeValues: given } = input;
  const { partitionKey } = IndexName ? table.index : table;
  const equals = [...KeyConditionExpression.matchAll(/([#\w]+)\s*=\s*(:\w+)/g)];
  const [, , value = ""] = equals.find(([, name = ""]) => (names?.[name] ?? name) === partitionKey) ?? [];
  return { action: "Query", of: IndexName ? "index" : "table", partition: given?.[value]?.S ?? "" };
};
