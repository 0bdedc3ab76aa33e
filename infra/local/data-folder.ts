import { createHash } from "node:crypto";
import { access, constants, mkdir, realpath, rm } from "node:fs/promises";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { Trouble } from "../trouble.ts";

/** The data folder that DATA names: none for "memory", `.local/` by default. */
export const dataFolderFrom = (given: string | undefined): string | undefined => {
  if (given === "memory") return undefined;
  return given ? resolve(given) : fileURLToPath(new URL("../../.local", import.meta.url));
};

const isListening = (socket: string): Promise<boolean> =>
  new Promise((answer) => {
    const attempt = connect(socket);
    attempt.once("connect", () => {
      attempt.destroy();
      answer(true);
    });
    attempt.once("error", () => answer(false));
  });

const listen = (socket: string) =>
  new Promise<ReturnType<typeof createServer>>((done, failed) => {
    const server = createServer((caller) => caller.destroy());
    server.once("error", failed).listen(socket, () => done(server));
  });

/**
 * Locks a data folder for one host. The lock is a socket, which the operating system closes however the process ends, so
 * a killed host never locks out the next.
 */
export const lockDataFolder = async (folder: string): Promise<{ release(): Promise<void> }> => {
  try {
    await mkdir(folder, { recursive: true });
    await access(folder, constants.W_OK);
  } catch {
    throw new Trouble(`The data folder ${folder} cannot be written to: set DATA to a folder that can, or DATA=memory to keep nothing.`);
  }
  const name = createHash("sha256")
    .update(await realpath(folder))
    .digest("hex")
    .slice(0, 16);
  const socket = join(tmpdir(), `hardship-support-${name}.sock`);
  const server = await listen(socket).catch(async () => {
    if (await isListening(socket)) {
      throw new Trouble(
        `The data folder ${folder} is in use by a service that is running already: stop that one, or set DATA to another folder.`,
      );
    }
    // A killed host left the socket's file.
    await rm(socket, { force: true });
    return listen(socket);
  });
  return { release: () => new Promise((done) => server.close(() => done())) };
};
