import { spawn } from "node:child_process";
import { chmod, copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, expect, test } from "vitest";

const script = fileURLToPath(new URL("../../../infra/local/ensure-deps.mjs", import.meta.url));
let root: string;

/** A checkout with only the script and a lock file, and a fake npm on the PATH. */
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "checkout-"));
  await mkdir(join(root, "infra/local"), { recursive: true });
  await mkdir(join(root, "bin"));
  await copyFile(script, join(root, "infra/local/ensure-deps.mjs"));
  await writeFile(join(root, "package-lock.json"), "{}");
});
afterEach(() => rm(root, { recursive: true }));

const npmDoes = async (commands: string) => {
  await writeFile(join(root, "bin/npm"), `#!/bin/sh\necho "$@" >> ${join(root, "runs")}\n${commands}\n`);
  await chmod(join(root, "bin/npm"), 0o755);
};
const installs = `sleep 0.3; mkdir -p ${"$"}PWD/node_modules`;
const runs = async () => (await readFile(join(root, "runs"), "utf8").catch(() => "")).split("\n").filter(Boolean);

const run = () =>
  new Promise<{ status: number | null; out: string; err: string }>((done) => {
    const path = `${join(root, "bin")}:${dirname(process.execPath)}:${process.env.PATH}`;
    const child = spawn(process.execPath, [join(root, "infra/local/ensure-deps.mjs")], { env: { ...process.env, PATH: path } });
    let [out, err] = ["", ""];
    child.stdout.on("data", (chunk) => {
      out += chunk;
    });
    child.stderr.on("data", (chunk) => {
      err += chunk;
    });
    child.once("close", (status) => done({ status, out, err }));
  });

test("packages of the lock file are installed once, and again when it changes", async () => {
  await npmDoes(installs);
  expect([(await run()).status, (await run()).status]).toEqual([0, 0]);
  expect(await runs()).toHaveLength(1);
  await writeFile(join(root, "package-lock.json"), '{"changed":true}');
  expect((await run()).status).toBe(0);
  expect(await runs()).toHaveLength(2);
});

test("an install writes nothing to a command's standard output", async () => {
  await npmDoes(`${installs}; echo added 400 packages`);
  const { out, err } = await run();
  expect(out).toBe("");
  expect(err).toContain("added 400 packages");
});

test("two commands at once install once", async () => {
  await npmDoes(installs);
  expect((await Promise.all([run(), run(), run()])).map(({ status }) => status)).toEqual([0, 0, 0]);
  expect(await runs()).toHaveLength(1);
});

test.each([
  ["npm error code EINTEGRITY", "A downloaded package is damaged"],
  ["npm error code ENOTFOUND", "The npm registry cannot be reached"],
  ["npm error something else", "The install failed: npm error something else"],
])("when npm says %s, one sentence says what to do", async (words, sentence) => {
  await npmDoes(`echo '${words}' >&2; exit 1`);
  const { status, err } = await run();
  expect(status).toBe(1);
  expect(err.trim().split("\n").at(-1)).toMatch(new RegExp(`^${sentence}`));
  expect(await runs()).toHaveLength(1);
});
