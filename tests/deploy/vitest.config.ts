import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";
import { patience } from "../vitest.config.ts";

/** One file after another by their names, since they share a deployment: the race leaves people in line for money, so it comes late. */
class ByName extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return files.toSorted((a, b) => a.moduleId.localeCompare(b.moduleId));
  }
}

/** One deployment for all of it, and one clock. */
export default defineConfig({
  test: {
    ...patience,
    name: "deploy",
    include: ["tests/deploy/**/*.test.ts"],
    globalSetup: ["tests/deploy/setup.ts"],
    fileParallelism: false,
    sequence: { sequencer: ByName },
    silent: "passed-only",
  },
});
