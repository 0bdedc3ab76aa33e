import type { Host } from "../../infra/local/host.ts";
import type { Table } from "../../shared/store/items.ts";

/** A service that is up and running, wherever it runs. */
export type Service = {
  readonly origin: string;
  readonly table: Table;
  /** Puts the service's clock to a moment. */
  setClock(to: Date): void | Promise<void>;
};

export const serviceOn = ({ origin, client, tableName, setClock }: Host): Service => ({
  origin,
  table: { client, name: tableName },
  setClock,
});
