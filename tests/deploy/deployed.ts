import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { inject } from "vitest";
import type { Service } from "../journeys/service.ts";
import { clientSettings } from "./emulator/emulator.ts";

/** The addresses and names of the deployed service, for the processes of the tests. */
export type Deployed = {
  readonly origin: string;
  readonly endpoint: string;
  readonly tableName: string;
  /** The folder with the templates. */
  readonly assembly: string;
  readonly python: string;
  /** The emulator's gaps, as the setup printed them. */
  readonly gaps: readonly string[];
};

declare module "vitest" {
  interface ProvidedContext {
    deployed: Deployed;
  }
}

/** The deployed service, for the journeys. */
export const deployedService = (): Service => {
  const { origin, endpoint, tableName } = inject("deployed");
  return {
    origin,
    table: { client: new DynamoDBClient(clientSettings(endpoint)), name: tableName },
    setClock: async (to) => {
      const { status } = await fetch(`${origin}/sandbox/clock`, {
        method: "POST",
        redirect: "manual",
        body: new URLSearchParams({ day: to.toISOString().slice(0, 10) }),
      });
      if (status !== 303) throw new Error(`The clock was not moved: ${status}.`);
    },
  };
};
