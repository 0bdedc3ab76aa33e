import { toldOf } from "../store/kinds.ts";
import { type FunctionSpec, functions, type QueueName } from "../system.ts";

export type QueueUse = NonNullable<FunctionSpec["consumes"]>;

/** Every declared queue. */
export const queues: ReadonlyMap<QueueName, QueueUse> = new Map(
  (Object.entries(functions) as [QueueName, FunctionSpec][]).flatMap(([name, { consumes }]) => (consumes ? [[name, consumes]] : [])),
);

export const isQueue = (name: string): name is QueueName => (queues as ReadonlyMap<string, QueueUse>).has(name);

/** How the sort keys start of the items that each queue is told of. */
export const toldPrefixes: ReadonlyMap<QueueName, readonly string[]> = new Map([...queues.keys()].map((name) => [name, toldOf(name)]));

/** How the sort keys of all items start that any queue is told of. */
export const wantedSortKeyPrefixes: readonly string[] = [...toldPrefixes.values()].flat();

/** The queues that are told of an item with this sort key. */
export const queuesFor = (sortKey: string): readonly QueueName[] =>
  [...toldPrefixes].filter(([, prefixes]) => prefixes.some((prefix) => sortKey.startsWith(prefix))).map(([name]) => name);

/** Whose dead letters there are: every queue's, and those of the function that reads the table's stream for all of them. */
export type DeadLettersName = QueueName | "relay";

/** Where queues are, by name: what a function's variable says of those that it may use. */
export const urlsFrom = <Name extends string = QueueName>(variable: string): ((name: Name) => string) => {
  const urls = JSON.parse(variable) as Readonly<Partial<Record<Name, string>>>;
  return (name) => urls[name] ?? "";
};
