import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { checkPython } from "./python.ts";

/** A fake Python that prints this, or ends with an error without it. */
const pythonThatSays = async (folder: string, said: string): Promise<string> => {
  const python = join(folder, "python3");
  await writeFile(python, `#!/bin/sh\n${said ? `echo ${said}` : "exit 1"}\n`);
  await chmod(python, 0o755);
  return python;
};

test("one sentence says what to install for a missing, an old and an incomplete Python", async () => {
  const folder = await mkdtemp(join(tmpdir(), "python-"));
  const install = "Install Python 3.10 or newer with its venv module";

  await expect(checkPython(join(folder, "nowhere"))).rejects.toThrow(`Python was not found. ${install}`);
  await expect(pythonThatSays(folder, "3.9").then(checkPython)).rejects.toThrow(`Python 3.9 is too old. ${install}`);
  await expect(pythonThatSays(folder, "").then(checkPython)).rejects.toThrow(`Python cannot make an environment of its own. ${install}`);
  expect(await pythonThatSays(folder, "3.14").then(checkPython)).toBe("3.14");

  await rm(folder, { recursive: true });
});
