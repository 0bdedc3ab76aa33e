import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/**
 * Installs the packages of package-lock.json unless they are there already. It runs before any install and on an older
 * Node: plain JavaScript of Node 20, without dependencies.
 */
const root = fileURLToPath(new URL("../..", import.meta.url));
const modules = join(root, "node_modules");
const stamp = join(modules, ".installed");
// Outside node_modules, which an install empties.
const lock = join(root, ".local", "install-lock");
const abandonedSeconds = 30;

const wanted = createHash("sha256")
  .update(readFileSync(join(root, "package-lock.json")))
  .digest("hex");
const isInstalled = () => existsSync(stamp) && readFileSync(stamp, "utf8") === wanted;

/** @param {string} sentence */
const fail = (sentence) => {
  process.stderr.write(`${sentence}\n`);
  process.exitCode = 1;
};

const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

/** Whether this process may install. A killed process leaves an old lock behind. */
const takeLock = () => {
  mkdirSync(join(root, ".local"), { recursive: true });
  try {
    mkdirSync(lock);
    return true;
  } catch {
    const touchedAt = existsSync(lock) ? statSync(lock).mtimeMs : 0;
    if (Date.now() - touchedAt > abandonedSeconds * 1000) rmSync(lock, { recursive: true, force: true });
    return false;
  }
};

const whatWentWrong = (words) => {
  if (/EINTEGRITY|EBADCHECKSUM|TAR_BAD_ARCHIVE|Z_DATA_ERROR/i.test(words)) {
    return "A downloaded package is damaged: run `npm cache clean --force` and then the same command again.";
  }
  if (/ENOTFOUND|ECONNREFUSED|ECONNRESET|ETIMEDOUT|EAI_AGAIN|ENETUNREACH|network/i.test(words)) {
    return "The npm registry cannot be reached: check the network (and `npm config get registry`), then run the same command again.";
  }
  if (/ENOSPC/.test(words)) return "The disk is full: the install needs 1 GB; make room and run the same command again.";
  return `The install failed: ${
    words
      .trim()
      .split("\n")
      .find((line) => /npm (error|ERR!)/.test(line)) ?? "npm did not say why"
  }. Run \`npm ci\` to see all of it.`;
};

const install = async () => {
  process.stderr.write("Installing what this needs. The first time takes a minute.\n");
  // npm writes to stderr, since another program may read a command's output, as with a token.
  const npm = spawn("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"], { cwd: root, stdio: ["ignore", process.stderr, "pipe"] });
  let words = "";
  npm.stderr.on("data", (chunk) => {
    words += chunk;
  });
  const began = Date.now();
  const alive = setInterval(() => {
    utimesSync(lock, new Date(), new Date());
    process.stderr.write(`Still installing, after ${Math.round((Date.now() - began) / 1000)} seconds.\n`);
  }, 5000);
  const status = await new Promise((done) => npm.once("error", () => done(1)).once("close", done));
  clearInterval(alive);
  if (status !== 0) return fail(whatWentWrong(words));
  writeFileSync(stamp, wanted);
};

/** npm installs Node where the machine's is older. Where that failed, the next step would fail without a reason. */
const checkNode = () => {
  const { stdout = "" } = spawnSync("node", ["--version"], { cwd: root, encoding: "utf8" });
  if (Number(/^v(\d+)/.exec(stdout ?? "")?.[1]) >= 24) return;
  fail(
    `This needs Node 24 or newer and found ${(stdout ?? "").trim() || "none"}: install it from https://nodejs.org, then run the same command again.`,
  );
};

while (!isInstalled() && process.exitCode !== 1) {
  if (!takeLock()) {
    await pause(500);
    continue;
  }
  try {
    if (!isInstalled()) await install();
  } finally {
    rmSync(lock, { recursive: true, force: true });
  }
}
if (process.exitCode !== 1) checkNode();
