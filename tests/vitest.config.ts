import { defineConfig } from "vitest/config";

/** Far longer than any test takes, so that a slow machine fails none. */
export const patience = { testTimeout: 300_000, hookTimeout: 300_000, expect: { poll: { timeout: 60_000, interval: 100 } } };
const onDynamoDb = { ...patience, globalSetup: ["tests/setup/dynamodb.ts"] };
const project = (name: string, include: string[], more = {}) => ({ test: { name, include, ...more } });

/** One project for each kind of test, the fastest first. */
export default defineConfig({
  test: {
    maxWorkers: 2,
    // Show logs only of tests that fail.
    silent: "passed-only",
    projects: [
      project(
        "unit",
        [
          "tests/shared/*.test.ts",
          "tests/shared/domain/**/*.test.ts",
          "tests/shared/forms/**/*.test.ts",
          "tests/shared/pages/**/*.test.ts",
        ],
        patience,
      ),
      project(
        "store",
        [
          "tests/shared/store/**/*.test.ts",
          "tests/shared/http/**/*.test.ts",
          "tests/shared/stream/**/*.test.ts",
          "tests/functions/**/*.test.ts",
          "tests/setup/**/*.test.ts",
        ],
        onDynamoDb,
      ),
      project("invariants", ["tests/invariants/**/*.test.ts"], onDynamoDb),
      project("infra", ["tests/infra/**/*.test.ts"], patience),
      project("journeys", ["tests/journeys/**/*.test.ts"], { ...patience, fileParallelism: false }),
    ],
  },
});
