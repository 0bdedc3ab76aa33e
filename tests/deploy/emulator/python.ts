import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { Trouble } from "../../../infra/trouble.ts";

const run = promisify(execFile);
const requirements = fileURLToPath(new URL("requirements.txt", import.meta.url));
const cache = fileURLToPath(new URL("../../../node_modules/.cache", import.meta.url));

const oldest = [3, 10] as const;
const ask = `Install Python ${oldest.join(".")} or newer with its venv module, and make sure that \`python3\` is on the PATH, or set PYTHON to where it is.`;

/** The version of this Python. An error says in one sentence why the emulator cannot run on it. */
export const checkPython = async (python: string): Promise<string> => {
  const { stdout } = await run(python, ["-c", "import sys, venv, ensurepip; print(*sys.version_info[:2], sep='.')"]).catch(
    (error: { code?: unknown }) => {
      throw new Trouble(error.code === "ENOENT" ? `Python was not found. ${ask}` : `Python cannot make an environment of its own. ${ask}`);
    },
  );
  const version = stdout.trim();
  const [major = 0, minor = 0] = version.split(".").map(Number);
  if (major < oldest[0] || (major === oldest[0] && minor < oldest[1])) throw new Trouble(`Python ${version} is too old. ${ask}`);
  return version;
};

/** The folder with the commands of `requirements.txt`, installed from PyPI once and then kept. */
export const installedPython = async (python = process.env.PYTHON ?? "python3"): Promise<string> => {
  const version = await checkPython(python);
  const wanted = createHash("sha256")
    .update(await readFile(requirements))
    .digest("hex")
    .slice(0, 12);
  const folder = join(cache, `deploy-python-${version}-${wanted}`);
  const bin = join(folder, "bin");
  const isThere = await run(join(bin, "python"), ["-c", "import ministack, cfnlint"]).then(
    () => true,
    () => false,
  );
  if (isThere) return bin;

  await rm(folder, { recursive: true, force: true });
  try {
    await run(python, ["-m", "venv", folder]);
    await run(join(bin, "python"), ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--requirement", requirements]);
  } catch (error) {
    // The next run would take half an installation for a whole one.
    await rm(folder, { recursive: true, force: true });
    const said = String((error as { stderr?: unknown }).stderr ?? error).trim();
    throw new Trouble(`The emulator could not be installed from PyPI: check that this machine reaches it, and try again.\n${said}`);
  }
  return bin;
};
