import { defineConfig } from "vitest/config";

const onDynamoDb = { globalSetup: ["tests/setup/dynamodb.ts"], testTimeout: 30_000, hookTimeout: 60_000 };
const project = (name: string, include: string[], more = {}) => ({ test: { name, include, ...more } });

/** The folders that the tests mirror, from what runs in a blink to a person's whole path in a browser. */
export default defineConfig({
  test: {
    maxWorkers: 2,
    // What a test makes the service log is shown only where the test fails.
    silent: "passed-only",
    projects: [
      project("unit", ["tests/shared/domain/**/*.test.ts", "tests/*.test.ts"]),
      project("store", ["tests/shared/store/**/*.test.ts", "tests/shared/http/**/*.test.ts", "tests/functions/**/*.test.ts"], onDynamoDb),
      project("invariants", ["tests/invariants/**/*.test.ts"], { ...onDynamoDb, testTimeout: 300_000 }),
      project("infra", ["tests/infra/**/*.test.ts"], { testTimeout: 120_000, hookTimeout: 120_000 }),
      project("journeys", ["tests/journeys/**/*.test.ts"], { testTimeout: 120_000, hookTimeout: 120_000, fileParallelism: false }),
    ],
  },
});
