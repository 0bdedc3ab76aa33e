import {
  BatchGetItemCommand,
  DeleteItemCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  ScanCommand,
  TransactGetItemsCommand,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from "@aws-sdk/client-dynamodb";
import { expect, test } from "vitest";
import { asFunction, listenToUse, type Used } from "../../../infra/local/declared-access.ts";
import type { FunctionName } from "../../../shared/system.ts";

/** The client sends nothing: a call that passes the check fails with these words. */
const letThrough = "let through";
const client = new DynamoDBClient({
  region: "eu-west-2",
  credentials: { accessKeyId: "a", secretAccessKey: "b" },
  maxAttempts: 1,
  requestHandler: { handle: () => Promise.reject(new Error(letThrough)) } as never,
});

const TableName = "a-table";
const keyed = (pk: string) => ({ pk: { S: pk }, sk: { S: "A" } });
const get = (pk: string) => new GetItemCommand({ TableName, Key: keyed(pk) });
const queryOf = (name: string, value: string, IndexName?: string) =>
  new QueryCommand({
    TableName,
    IndexName,
    KeyConditionExpression: "#partition = :partition AND begins_with(sk, :start)",
    ExpressionAttributeNames: { "#partition": name },
    ExpressionAttributeValues: { ":partition": { S: value }, ":start": { S: "A" } },
  });
const writeOf = (...items: object[]) => new TransactWriteItemsCommand({ TransactItems: items as never });
const change = (pk: string) => ({ TableName, Key: keyed(pk), UpdateExpression: "SET a = :a" });

const outcomeOf = (name: FunctionName, command: { readonly input: object }): Promise<string> =>
  asFunction(name, () => client.send(command as never)).then(
    () => "answered",
    (error: Error) => (error.message === letThrough ? letThrough : error.name),
  );

test.each<[FunctionName, string, { readonly input: object }]>([
  ["report", "a ledger, whole", queryOf("pk", "LEDGER#CRF")],
  ["assess", "a case", get("CASE#1")],
  ["assess", "the case list, in the index", queryOf("listPk", "QUEUE#waiting", "worklist")],
  ["fulfil", "the lists of work, in the index", queryOf("listPk", "FULFIL#codes", "worklist")],
  [
    "award",
    "a case and its household at once",
    new BatchGetItemCommand({ RequestItems: { [TableName]: { Keys: [keyed("CASE#1"), keyed("HOUSEHOLD#1")] } } }),
  ],
  [
    "fulfil",
    "a case and its household at one instant",
    new TransactGetItemsCommand({ TransactItems: [{ Get: { TableName, Key: keyed("CASE#1") } }] }),
  ],
  [
    "award",
    "a charge",
    writeOf({ Update: change("CASE#1") }, { Put: { TableName, Item: keyed("LEDGER#1") } }, { ConditionCheck: change("ENVELOPE#CRF") }),
  ],
])("%s may do what it declares: %s", async (name, _, command) => {
  expect(await outcomeOf(name, command)).toBe(letThrough);
});

test.each<[FunctionName, string, { readonly input: object }]>([
  ["report", "another family than its own", get("CASE#1")],
  ["report", "writing what it may read", new PutItemCommand({ TableName, Item: keyed("LEDGER#1") })],
  ["report", "changing what it may read", new UpdateItemCommand(change("LEDGER#1"))],
  ["report", "deleting what it may read", new DeleteItemCommand({ TableName, Key: keyed("LEDGER#1") })],
  ["assess", "a partner's list, in the index", queryOf("listPk", "PARTNER#earlyHelp", "worklist")],
  ["assess", "a case's family, in the index", queryOf("listPk", "CASE#1", "worklist")],
  [
    "award",
    "one item too many in a batch",
    new BatchGetItemCommand({ RequestItems: { [TableName]: { Keys: [keyed("CASE#1"), keyed("STAFF#1")] } } }),
  ],
  [
    "report",
    "one item too many at one instant",
    new TransactGetItemsCommand({ TransactItems: [{ Get: { TableName, Key: keyed("CASE#1") } }] }),
  ],
  [
    "award",
    "one write too many in a transaction",
    writeOf({ Update: change("CASE#1") }, { Delete: { TableName, Key: keyed("SCHEME#1") } }),
  ],
  ["award", "a condition on what it may only read", writeOf({ ConditionCheck: change("SCHEME#1") })],
  ["assess", "a call that no function makes", new ScanCommand({ TableName })],
  ["site", "anything at all without a table declared", get("CASE#1")],
])("%s is refused, as AWS would refuse it: %s", async (name, _, command) => {
  expect(await outcomeOf(name, command)).toBe("AccessDeniedException");
});

const applied = { ...keyed("CASE#1"), itemKind: { S: "application" }, application: { M: {} }, contentHash: { S: "h" } };
const putOf = (item: object) => writeOf({ Put: { TableName, Item: item, ConditionExpression: "attribute_not_exists(pk)" } });

test("the public function puts an application, and is refused an award, a decision, an update and a deletion of one", async () => {
  expect(await outcomeOf("apply", putOf(applied))).toBe(letThrough);
  const refused = [
    putOf({ ...keyed("CASE#1"), itemKind: { S: "award" }, awardId: { S: "A" }, lines: { L: [] } }),
    putOf({ ...keyed("CASE#1"), itemKind: { S: "case" }, status: { S: "awarded" }, decision: { M: {} } }),
    new PutItemCommand({ TableName, Item: applied, ConditionExpression: "attribute_not_exists(awardId)" }),
    writeOf({ Update: change("CASE#1") }),
    new DeleteItemCommand({ TableName, Key: keyed("CASE#1") }),
    putOf(keyed("LEDGER#1")),
  ];
  for (const command of refused) expect(await outcomeOf("apply", command)).toBe("AccessDeniedException");
});

test("a function that notes who opened what can begin no session and change no record", async () => {
  expect(await outcomeOf("report", new PutItemCommand({ TableName, Item: { ...keyed("ACCESS#2026-11-20"), at: { S: "t" } } }))).toBe(
    letThrough,
  );
  expect(await outcomeOf("report", new PutItemCommand({ TableName, Item: keyed("SESSION#hash") }))).toBe("AccessDeniedException");
  expect(await outcomeOf("report", new PutItemCommand({ TableName, Item: { ...keyed("SEEN#hash"), principal: { M: {} } } }))).toBe(
    "AccessDeniedException",
  );
  expect(await outcomeOf("report", new DeleteItemCommand({ TableName, Key: keyed("ACCESS#2026-11-20") }))).toBe("AccessDeniedException");
});

test("a call outside any function passes, and a listener hears the actions of functions", async () => {
  const told: Used[] = [];
  const stop = listenToUse((used) => told.push(used));
  await expect(client.send(get("STAFF#1"))).rejects.toThrow(letThrough);
  await outcomeOf("award", get("CASE#1"));
  stop();
  await outcomeOf("award", get("CASE#2"));

  expect(told).toEqual([{ name: "award", action: "GetItem", of: "table", keyStart: "CASE#" }]);
});
