import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { promisify } from "node:util";
import { Trouble } from "../trouble.ts";

/** SHA-256 of the name, size and content of every file of DynamoDB Local 1.25.1, in order of name. */
const expected = "b141b598a331bfdd156c49d8822592d1a572cc64cea8c445fa0e21931387ff58";

/** Throws a Trouble unless this is the very DynamoDB Local that the tests ran on. */
export const checkEmulator = async (folder: string): Promise<void> => {
  const found = await checksumOf(folder).catch(() => "missing");
  if (found === expected) return;
  const what = found === "missing" ? "is missing from node_modules" : "in node_modules is not the one that this was tested with";
  throw new Trouble(`DynamoDB Local ${what}: delete the node_modules folder and run the same command again.`);
};

const checksumOf = async (folder: string): Promise<string> => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
    .toSorted();
  const hash = createHash("sha256");
  for (const file of files) {
    const content = await readFile(file);
    hash.update(`${relative(folder, file)}\0${content.length}\0`).update(content);
  }
  return hash.digest("hex");
};

const oldestJava = 17;
const installJava = "Install Java 17 or newer, for example Temurin from https://adoptium.net, and make sure that `java` is on the PATH.";

/** DynamoDB Local is a Java program. Throws a Trouble where it cannot run. */
export const checkJava = async (): Promise<void> => {
  const { stderr } = await promisify(execFile)("java", ["-version"]).catch(() => {
    throw new Trouble(`Java was not found. ${installJava}`);
  });
  // Java 8 and before called themselves 1.8 and so on.
  const [, major] = /version "(?:1\.)?(\d+)/.exec(stderr) ?? [];
  if (Number(major) < oldestJava) throw new Trouble(`Java ${major} is too old. ${installJava}`);
};
