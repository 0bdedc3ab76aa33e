import { AsyncLocalStorage } from "node:async_hooks";
import { DynamoDBClient, DynamoDBServiceException } from "@aws-sdk/client-dynamodb";
import { type FunctionName, type FunctionSpec, functions } from "../../shared/system.ts";
import { type Grant, grantsOf } from "../table-grants.ts";
import { type Act, actsOf } from "./calls-on-table.ts";

const running = new AsyncLocalStorage<FunctionName>();

/** One thing that a function did to the items under one way in which partition keys begin. */
export type Used = { readonly name: FunctionName; readonly action: string; readonly of: Grant["of"]; readonly keyStart: string };

const listeners = new Set<(used: Used) => void>();

/** Tells of everything that functions do to their table from now on, until what it returns is called. */
export const listenToUse = (listener: (used: Used) => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** Does something as a function does it: what it asks of DynamoDB meanwhile is held to what the function declares. */
export const asFunction = <T>(name: FunctionName, work: () => T): T => running.run(name, work);

const keyStartFor = (grants: readonly Grant[], { action, of, partition }: Act): string | undefined =>
  grants
    .filter((grant) => grant.of === of && grant.actions.includes(action))
    .flatMap(({ keyStarts }) => keyStarts)
    .find((start) => partition.startsWith(start));

/** As DynamoDB refuses it. The message names no more of the key than which family it is of. */
const denied = (name: FunctionName, { action, of, partition }: Act) =>
  new DynamoDBServiceException({
    name: "AccessDeniedException",
    $fault: "client",
    $metadata: { httpStatusCode: 400 },
    message: `${name} is not authorized to perform dynamodb:${action} on ${partition.split("#")[0]}# of the ${of}: shared/system.ts does not say so.`,
  });

const holdTo = (name: FunctionName, command: { readonly input: object }) => {
  const { table }: FunctionSpec = functions[name];
  const grants = table ? grantsOf(table) : [];
  for (const act of actsOf(command)) {
    const keyStart = keyStartFor(grants, act);
    if (keyStart === undefined) throw denied(name, act);
    for (const listener of listeners) listener({ name, action: act.action, of: act.of, keyStart });
  }
};

// DynamoDB Local asks nobody for permission. The functions make their own clients, so every client is held here; what is
// asked outside any function, by a test or by the host itself, goes through.
const send = DynamoDBClient.prototype.send as (this: DynamoDBClient, ...sent: unknown[]) => Promise<unknown>;
DynamoDBClient.prototype.send = async function (this: DynamoDBClient, ...sent: unknown[]) {
  const name = running.getStore();
  if (name) holdTo(name, sent[0] as { readonly input: object });
  return send.apply(this, sent);
} as typeof DynamoDBClient.prototype.send;
