import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";
import { patience } from "../vitest.config.ts";

/** Runs the files in the order of their names, since they share a deployment. The race leaves cases on the waiting list. */
class ByName extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return files.toSorted((a, b) => a.moduleId.localeCompare(b.moduleId));
  }
}

/** One deployment and one clock for all files. */
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
