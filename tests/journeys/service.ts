import type { Host } from "../../infra/local/host.ts";
import type { Table } from "../../shared/store/items.ts";

/** A running service, on this machine or deployed. */
export type Service = {
  readonly origin: string;
  readonly table: Table;
  /** Sets the service's clock. */
  setClock(to: Date): void | Promise<void>;
};

export const serviceOn = ({ origin, client, tableName, setClock }: Host): Service => ({
  origin,
  table: { client, name: tableName },
  setClock,
});
