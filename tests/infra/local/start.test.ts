import { spawn } from "node:child_process";
import { chmod, mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, expect, test } from "vitest";

const local = (file: string) => fileURLToPath(new URL(`../../../infra/local/${file}`, import.meta.url));
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "start-"));
});
afterEach(() => rm(folder, { recursive: true }));

/** The output of a start that ends by itself. */
const run = (file: string, environment: Record<string, string>, ...given: string[]) =>
  new Promise<{ status: number | null; out: string; err: string }>((done) => {
    const child = spawn(process.execPath, [local(file), ...given], { env: { ...process.env, ...environment } });
    let [out, err] = ["", ""];
    child.stdout.on("data", (chunk) => {
      out += chunk;
    });
    child.stderr.on("data", (chunk) => {
      err += chunk;
    });
    child.once("close", (status) => done({ status, out, err }));
  });

const portInUse = async () => {
  const server = createServer((_request, response) => response.writeHead(404).end());
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return { port: String((server.address() as AddressInfo).port), close: () => server.close().closeAllConnections() };
};

const freePort = async () => {
  const { port, close } = await portInUse();
  close();
  return port;
};

/** A folder for the PATH with a `java` of this version. */
const withJava = async (version: string) => {
  await writeFile(join(folder, "java"), `#!/bin/sh\necho 'openjdk version "${version}" 2014-03-18' >&2\n`);
  await chmod(join(folder, "java"), 0o755);
  return { PATH: `${folder}:${process.env.PATH}` };
};

const startingNew = "Starting the service.\nStarting the store, and making it anew.\n";
const oneSentence = (words: string) => expect.stringMatching(new RegExp(`^${words}[^\\n]*\\n$`));

test("a port in use is told in one sentence", async () => {
  const { port, close } = await portInUse();
  const ended = await run("start.ts", { PORT: port, DATA: folder });
  close();
  expect(ended).toEqual({ status: 1, out: "Starting the service.\n", err: oneSentence(`Port ${port} is in use: stop what uses it`) });
});

test("a port that is no port is told in one sentence", async () => {
  expect(await run("start.ts", { PORT: "http", DATA: folder })).toEqual({ status: 1, out: "", err: oneSentence("PORT is “http”") });
});

test("a machine without Java is told in one sentence", async () => {
  const ended = await run("start.ts", { PORT: await freePort(), DATA: folder, PATH: folder });
  expect(ended).toEqual({ status: 1, out: startingNew, err: oneSentence("Java was not found") });
});

test.each(["1.8.0_292", "11.0.2"])("Java %s is too old, and is told so in one sentence", async (version) => {
  const ended = await run("start.ts", { PORT: await freePort(), DATA: folder, ...(await withJava(version)) });
  expect(ended).toEqual({ status: 1, out: startingNew, err: oneSentence("Java (8|11) is too old") });
});

test("a data folder that is a file is told in one sentence", async () => {
  const file = join(folder, "file");
  await writeFile(file, "");
  const ended = await run("start.ts", { PORT: await freePort(), DATA: file });
  expect(ended).toEqual({ status: 1, out: "Starting the service.\n", err: oneSentence("The data folder .* cannot be written to") });
});

test("a data folder of an earlier version is left alone, with one sentence about it", async () => {
  await mkdir(join(folder, "store"));
  const ended = await run("start.ts", { PORT: await freePort(), DATA: folder });
  expect(ended).toEqual({
    status: 1,
    out: "Starting the service.\n",
    err: oneSentence("The data folder .* was filled by another version"),
  });
  expect(await readdir(folder)).toEqual(["store"]);
});

test("a token for nobody, and one while the service is stopped, are told in one sentence each", async () => {
  expect(await run("token.ts", {}, "mayor")).toEqual({ status: 1, out: "", err: oneSentence("Name an account") });
  const stopped = await run("token.ts", { PORT: await freePort() }, "finance");
  expect(stopped).toEqual({ status: 1, out: "", err: oneSentence("The service does not answer on http://localhost:") });
});
