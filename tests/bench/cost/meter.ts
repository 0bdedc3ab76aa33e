import { AsyncLocalStorage } from "node:async_hooks";
import { DynamoDBClient, GetItemCommand } from "@aws-sdk/client-dynamodb";
import { type LoadHandler, loadHandler } from "../../../infra/local/invoke.ts";
import type { Item } from "../../../shared/store/items.ts";
import { type FunctionSpec, functions, table as schema } from "../../../shared/system.ts";
import { readUnitsOf, type Write, writesOf, writtenAs } from "./units.ts";

/** The work of functions during one step. */
export type Reading = {
  readonly runs: number;
  readonly requests: number;
  /** Messages taken from queues, one for each consumer that was told. */
  readonly messages: number;
  readonly milliseconds: number;
  readonly readUnits: number;
  readonly writeUnits: number;
  /** The write units of each partition of the table and of its index. */
  readonly partitions: ReadonlyMap<string, number>;
};

type Event = {
  readonly Records?: readonly { readonly eventSource?: string }[];
  readonly requestContext?: object;
  readonly routeKey?: string;
};

/** Functions that the clock runs again and again belong to no application. */
const isByTheClock = ({ schedule }: FunctionSpec) => schedule !== undefined && "everyMinutes" in schedule;

/** Counts what functions do: how often they run, and their calls on the table by DynamoDB's own rules. */
export const startMeter = () => {
  const running = new AsyncLocalStorage<true>();
  let [runs, requests, messages, milliseconds, readUnits] = [0, 0, 0, 0, 0];
  let writes: Write[] = [];
  const routes = new Map<string, number>();
  /** Each item's place in the index when it was last read. */
  const listed = new Map<string, string>();

  const inner = DynamoDBClient.prototype.send as (this: DynamoDBClient, ...sent: unknown[]) => Promise<unknown>;
  DynamoDBClient.prototype.send = async function (this: DynamoDBClient, ...sent: unknown[]) {
    const answer = await inner.apply(this, sent);
    if (running.getStore()) {
      const command = sent[0] as { readonly input: object };
      readUnits += readUnitsOf(command, answer as object);
      writes.push(...writesOf(command));
    }
    return answer;
  } as typeof DynamoDBClient.prototype.send;

  const load: LoadHandler = async (name) => {
    const handler = await loadHandler(name);
    if (isByTheClock(functions[name])) return handler;
    return async (event, context) => {
      const { Records: records = [], requestContext, routeKey = "" } = event as Event;
      if (routeKey) routes.set(routeKey, (routes.get(routeKey) ?? 0) + 1);
      runs += 1;
      requests += requestContext ? 1 : 0;
      messages += records.filter(({ eventSource }) => eventSource === "aws:sqs").length;
      const start = performance.now();
      try {
        return await running.run(true, () => handler(event, context));
      } finally {
        milliseconds += performance.now() - start;
      }
    };
  };

  /** The units of all writes, by the items as they now are. */
  const unitsWritten = async (client: DynamoDBClient, tableName: string) => {
    const partitions = new Map<string, number>();
    const add = (partition: string | undefined, units: number) =>
      partition && partitions.set(partition, (partitions.get(partition) ?? 0) + units);
    let total = 0;
    for (const write of writes) {
      const { Item: item = {} as Item } = await client.send(
        new GetItemCommand({ TableName: tableName, Key: write.key, ConsistentRead: true }),
      );
      const { units, indexUnits } = writtenAs(write, item);
      total += units + indexUnits;
      const pk = write.key[schema.partitionKey]?.S;
      add(pk, units);
      const name = JSON.stringify(write.key);
      const listPk = item[schema.index.partitionKey]?.S;
      const [before, each] = [listed.get(name) ?? listPk, indexUnits / (write.isNew ? 1 : 2)];
      if (indexUnits > 0) add(listPk, each);
      if (indexUnits > 0 && !write.isNew) add(before, each);
      if (listPk) listed.set(name, listPk);
    }
    return { total, partitions };
  };

  return {
    load,
    /** The counts since the last reading. */
    async read(client: DynamoDBClient, tableName: string): Promise<Reading> {
      const written = await unitsWritten(client, tableName);
      const reading = { runs, requests, messages, milliseconds, readUnits, writeUnits: written.total, partitions: written.partitions };
      [runs, requests, messages, milliseconds, readUnits] = [0, 0, 0, 0, 0];
      writes = [];
      return reading;
    },
    /** Requests of the busiest route, of all that were counted. */
    busiestRoute: () => Math.max(0, ...routes.values()),
    stop(): void {
      DynamoDBClient.prototype.send = inner as typeof DynamoDBClient.prototype.send;
    },
  };
};
