import type { TestProject } from "vitest/node";
import { type DynamoDbLocal, startDynamoDbLocal } from "../../infra/local/dynamodb-local.ts";

declare module "vitest" {
  interface ProvidedContext {
    dynamoDbEndpoint: string;
  }
}

let engine: DynamoDbLocal | undefined;

/** One real engine, in memory, for all tests of a project; each file makes a table of its own. */
export const setup = async (project: TestProject): Promise<void> => {
  engine = await startDynamoDbLocal();
  project.provide("dynamoDbEndpoint", engine.endpoint);
};

export const teardown = async (): Promise<void> => {
  await engine?.stop();
};
