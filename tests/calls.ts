import type { Table } from "../shared/store/items.ts";

/** Records the names of the commands that a client sends from now on, in order. */
export const callsOf = (table: Table): readonly string[] => {
  const sent: string[] = [];
  table.client.middlewareStack.add(
    (next, { commandName }) =>
      (args) => {
        sent.push(commandName ?? "");
        return next(args);
      },
    { step: "initialize" },
  );
  return sent;
};
