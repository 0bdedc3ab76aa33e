import type { Table } from "../../shared/store/items.ts";

/** Any command of the client. */
export type Command = { readonly input: object };
export type Send = (command: Command) => Promise<unknown>;

/** The same table with something in front of its client, which sends each command onward or does not. */
export const inFront = (table: Table, stand: (command: Command, onward: Send) => Promise<unknown>): Table => ({
  name: table.name,
  client: new Proxy(table.client, {
    get: (client, property) =>
      property === "send"
        ? (command: Command) => stand(command, (sent) => client.send(sent as never) as Promise<unknown>)
        : Reflect.get(client, property),
  }),
});
