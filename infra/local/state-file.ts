import { mkdir, open, readFile, rename } from "node:fs/promises";
import { dirname } from "node:path";
import { Trouble } from "../trouble.ts";

/** A value of the local host in a file. A killed host or a full disk leaves the last whole value. */
export type StateFile<T> = {
  /** Undefined before the first write. Throws a trouble that names the file and what may be done. */
  read(): Promise<T | undefined>;
  write(value: T): Promise<void>;
};

export type StateOf = {
  readonly file: string;
  /** As in "the times of the scheduled work". */
  readonly what: string;
  /** The cost of deleting the file, as a sentence. */
  readonly without: string;
  readonly mode?: number;
};

export const stateFile = <T>({ file, what, without, mode }: StateOf): StateFile<T> => ({
  async read() {
    const kept = await readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
      if (error.code === "ENOENT") return undefined;
      throw new Trouble(`The file ${file} with ${what} cannot be opened (${error.code}): let this user read it, and start again.`);
    });
    if (kept === undefined) return undefined;
    try {
      return JSON.parse(kept) as T;
    } catch {
      throw new Trouble(`The file ${file} with ${what} is damaged. Delete it and start again. ${without}`);
    }
  },
  async write(value) {
    await mkdir(dirname(file), { recursive: true });
    const next = await open(`${file}.next`, "w", mode);
    try {
      await next.writeFile(JSON.stringify(value));
      // Without this, a machine that loses power may rename the file before its content is on the disk.
      await next.sync();
    } finally {
      await next.close();
    }
    // A rename is atomic: a host killed here leaves the old file or the new one.
    await rename(`${file}.next`, file);
  },
});
