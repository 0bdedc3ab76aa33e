import { readFile } from "node:fs/promises";
import { expect, inject, test } from "vitest";
import { lint } from "./app.ts";

test("cfn-lint finds nothing in any template of any environment", async () => {
  const { python, assembly } = inject("deployed");
  expect(await lint(python, assembly)).toBe("");
});

test("infra/README.md lists everything that the emulator leaves out, and its replacement here", async () => {
  const written = await readFile("infra/README.md", "utf8");
  for (const gap of inject("deployed").gaps) expect(written).toContain(`| ${gap} |`);
});
