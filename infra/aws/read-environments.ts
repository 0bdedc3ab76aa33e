import { existsSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { Trouble } from "../trouble.ts";
import { type Configuration, configurationSchema } from "./configuration.ts";

/** Stacks' and secrets' names begin with it. */
const namePattern = /^[a-z][a-z0-9-]{0,30}$/;

const namesIn = (folder: string): readonly string[] =>
  readdirSync(folder)
    .filter((file) => file.endsWith(".ts"))
    .map((file) => file.slice(0, -".ts".length))
    .sort();

/** Every environment of a folder, or the named one. Throws a Trouble of one sentence for whatever is wrong. */
export const readEnvironments = async (folder: string, wanted?: string): Promise<ReadonlyMap<string, Configuration>> => {
  if (!existsSync(folder)) throw new Trouble(`There is no folder ${folder} with environments in it.`);
  const known = namesIn(folder);
  if (known.length === 0) throw new Trouble(`There is no environment’s file in ${folder}.`);
  if (wanted !== undefined && !known.includes(wanted))
    throw new Trouble(`There is no environment “${wanted}”: ${folder} has ${known.join(", ")}.`);
  const names = wanted === undefined ? known : [wanted];
  return new Map(await Promise.all(names.map(async (name) => [name, await readEnvironment(folder, name)] as const)));
};

const readEnvironment = async (folder: string, name: string): Promise<Configuration> => {
  const file = join(folder, `${name}.ts`);
  if (!namePattern.test(name)) throw new Trouble(`${file} is no name for an environment: use lower-case letters, digits and hyphens.`);
  const read = configurationSchema.safeParse(await exportedFrom(file));
  if (read.success) return read.data;
  const problems = read.error.issues.map(({ path, message }) => `${path.join(".") || "it"} ${message}`);
  throw new Trouble(`${file} cannot be used: ${problems.join("; ")}.`);
};

const exportedFrom = async (file: string): Promise<unknown> => {
  const module: { environment?: unknown } = await import(/* @vite-ignore */ pathToFileURL(resolve(file)).href).catch((error: unknown) => {
    throw new Trouble(`${file} cannot be read: ${error instanceof Error ? error.message.split("\n")[0] : error}`);
  });
  if (module.environment === undefined) throw new Trouble(`${file} exports no “environment”.`);
  return module.environment;
};
