import { AsyncLocalStorage } from "node:async_hooks";
import { DynamoDBClient, DynamoDBServiceException } from "@aws-sdk/client-dynamodb";
import { type FunctionName, type FunctionSpec, functions } from "../../shared/system.ts";
import { type Grant, grantsOf } from "../table-grants.ts";
import { actionsOf, type TableAction } from "./calls-on-table.ts";

const running = new AsyncLocalStorage<FunctionName>();

/** One action of a function on the items with one partition-key prefix. */
export type Used = { readonly name: FunctionName; readonly action: string; readonly of: Grant["of"]; readonly keyStart: string };

const listeners = new Set<(used: Used) => void>();

/** Calls the listener for each action of a function on the table. Returns a function that stops it. */
export const listenToUse = (listener: (used: Used) => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** Runs work as a function: its DynamoDB calls may only do what the function declares. */
export const asFunction = <T>(name: FunctionName, work: () => T): T => running.run(name, work);

const keyStartFor = (grants: readonly Grant[], { action, of, partition, fields = [] }: TableAction): string | undefined =>
  grants
    .filter((grant) => grant.of === of && grant.actions.includes(action))
    .filter((grant) => fields.every((field) => grant.fields?.includes(field) ?? true))
    .flatMap(({ keyStarts }) => keyStarts)
    .find((start) => partition.startsWith(start));

/** DynamoDB's own refusal. The message names the family of the key, and not the key. */
const denied = (name: FunctionName, { action, of, partition, fields }: TableAction) =>
  new DynamoDBServiceException({
    name: "AccessDeniedException",
    $fault: "client",
    $metadata: { httpStatusCode: 400 },
    message: `${name} is not authorized to perform dynamodb:${action} on ${partition.split("#")[0]}# of the ${of}${fields ? ` with ${fields.join(", ")}` : ""}: shared/system.ts does not say so.`,
  });

const check = (name: FunctionName, command: { readonly input: object }) => {
  const { table }: FunctionSpec = functions[name];
  const grants = table ? grantsOf(table) : [];
  for (const action of actionsOf(command)) {
    const keyStart = keyStartFor(grants, action);
    if (keyStart === undefined) throw denied(name, action);
    for (const listener of listeners) listener({ name, action: action.action, of: action.of, keyStart });
  }
};

// DynamoDB Local checks no permission. The functions make their own clients, so the check is in every client. Calls
// outside a function, by a test or by the host, go through.
const send = DynamoDBClient.prototype.send as (this: DynamoDBClient, ...sent: unknown[]) => Promise<unknown>;
DynamoDBClient.prototype.send = async function (this: DynamoDBClient, ...sent: unknown[]) {
  const name = running.getStore();
  if (name) check(name, sent[0] as { readonly input: object });
  return send.apply(this, sent);
} as typeof DynamoDBClient.prototype.send;
