import { mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Trouble } from "../trouble.ts";
import { identityPath } from "./identity-clients.ts";

/** One file for each running service of this tree, named for its port, wherever the service keeps its data. */
export const runningFolder = fileURLToPath(new URL("../../.local/running", import.meta.url));

export const originOn = (port: string): string => `http://localhost:${port}`;

/** Lets other commands find a service. Returns how to take the note back. */
export const noteRunning = async (origin: string, folder = runningFolder): Promise<() => Promise<void>> => {
  const file = join(folder, new URL(origin).port);
  await mkdir(folder, { recursive: true });
  await writeFile(file, "");
  return () => rm(file, { force: true });
};

/** Another program may have taken the port of a killed host: only our own sign-in answers for its own origin. */
const answers = async (origin: string): Promise<boolean> => {
  try {
    const response = await fetch(`${origin}${identityPath}/.well-known/openid-configuration`, { signal: AbortSignal.timeout(5000) });
    return ((await response.json()) as { readonly issuer?: string }).issuer === `${origin}${identityPath}`;
  } catch {
    return false;
  }
};

/** The one service that runs from this tree. A killed host's note names a port that does not answer. */
export const findRunning = async (folder = runningFolder): Promise<string> => {
  const noted = (await readdir(folder).catch(() => [])).filter((name) => /^\d+$/.test(name)).map(originOn);
  const running = (await Promise.all(noted.map(async (origin) => ((await answers(origin)) ? [origin] : [])))).flat().toSorted();
  const [only, ...others] = running;
  if (!only) throw new Trouble("The service does not run: start it with npm start, then run the same command again.");
  if (others.length > 0) throw new Trouble(`Several services run: ${running.join(", ")}. Set PORT to the one that you mean.`);
  return only;
};
