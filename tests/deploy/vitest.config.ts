import { defineConfig } from "vitest/config";
import { patience } from "../vitest.config.ts";

/** One deployment for all of it, and one file after another: they share the clock. */
export default defineConfig({
  test: {
    ...patience,
    name: "deploy",
    include: ["tests/deploy/**/*.test.ts"],
    globalSetup: ["tests/deploy/setup.ts"],
    fileParallelism: false,
    silent: "passed-only",
  },
});
