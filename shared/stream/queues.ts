import { toldOf } from "../store/kinds.ts";
import { type FunctionSpec, functions, type QueueName } from "../system.ts";

export type QueueUse = NonNullable<FunctionSpec["consumes"]>;

/** Every declared queue. */
export const queues: ReadonlyMap<QueueName, QueueUse> = new Map(
  (Object.entries(functions) as [QueueName, FunctionSpec][]).flatMap(([name, { consumes }]) => (consumes ? [[name, consumes]] : [])),
);

export const isQueue = (name: string): name is QueueName => (queues as ReadonlyMap<string, QueueUse>).has(name);

/** The starts of the sort keys that each queue is told of. */
export const toldPrefixes: ReadonlyMap<QueueName, readonly string[]> = new Map([...queues.keys()].map((name) => [name, toldOf(name)]));

/** The starts of the sort keys that any queue is told of. */
export const wantedSortKeyPrefixes: readonly string[] = [...toldPrefixes.values()].flat();

/** The queues that are told of an item with this sort key. */
export const queuesFor = (sortKey: string): readonly QueueName[] =>
  [...toldPrefixes].filter(([, prefixes]) => prefixes.some((prefix) => sortKey.startsWith(prefix))).map(([name]) => name);

/** Every queue has dead letters, and so has the function that reads the table's stream. */
export type DeadLettersName = QueueName | "relay";

/** The addresses of queues by name, from a function's variable. */
export const urlsFrom = <Name extends string = QueueName>(variable: string): ((name: Name) => string) => {
  const urls = JSON.parse(variable) as Readonly<Partial<Record<Name, string>>>;
  return (name) => urls[name] ?? "";
};
