import { type FunctionName, type FunctionSpec, functions } from "../system.ts";

/** A queue has the name of the function that it is for. */
export type QueueName = {
  [F in FunctionName]: (typeof functions)[F] extends { consumes: object } ? F : never;
}[FunctionName];
export type QueueUse = NonNullable<FunctionSpec["consumes"]>;

/** Every declared queue. */
export const queues: ReadonlyMap<QueueName, QueueUse> = new Map(
  (Object.entries(functions) as [QueueName, FunctionSpec][]).flatMap(([name, { consumes }]) => (consumes ? [[name, consumes]] : [])),
);

export const isQueue = (name: string): name is QueueName => (queues as ReadonlyMap<string, QueueUse>).has(name);

/** How the sort keys of all items start that any queue is told of. */
export const wantedSortKeyPrefixes: readonly string[] = [...queues.values()].flatMap(
  ({ insertedSortKeyPrefixes }) => insertedSortKeyPrefixes,
);

/** The queues that are told of an item with this sort key. */
export const queuesFor = (sortKey: string): readonly QueueName[] =>
  [...queues].filter(([, use]) => use.insertedSortKeyPrefixes.some((prefix) => sortKey.startsWith(prefix))).map(([name]) => name);

/** Whose dead letters there are: every queue's, and those of the function that reads the table's stream for all of them. */
export type DeadLettersName = QueueName | "relay";

/** Where queues are, by name: what a function's variable says of those that it may use. */
export const urlsFrom = <Name extends string = QueueName>(variable: string): ((name: Name) => string) => {
  const urls = JSON.parse(variable) as Readonly<Partial<Record<Name, string>>>;
  return (name) => urls[name] ?? "";
};
