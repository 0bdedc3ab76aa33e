import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { Trouble } from "../trouble.ts";

const oldest = 17;
const ask = "Install Java 17 or newer, for example Temurin from https://adoptium.net, and make sure that `java` is on the PATH.";

/** DynamoDB Local is a Java program. Says in one sentence what is wrong where it could not run. */
export const checkJava = async (): Promise<void> => {
  const { stderr } = await promisify(execFile)("java", ["-version"]).catch(() => {
    throw new Trouble(`Java was not found. ${ask}`);
  });
  // Java 8 and before called themselves 1.8 and so on.
  const [, major] = /version "(?:1\.)?(\d+)/.exec(stderr) ?? [];
  if (Number(major) < oldest) throw new Trouble(`Java ${major} is too old. ${ask}`);
};
