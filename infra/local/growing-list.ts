import { appendFile, readFile } from "node:fs/promises";

/** A list that only grows: a file with one JSON value a line, or in memory. */
export const growingList = <T>(file: string | undefined) => {
  const kept: T[] = [];
  return {
    add: async (value: T): Promise<void> => {
      if (file) await appendFile(file, `${JSON.stringify(value)}\n`);
      else kept.push(value);
    },
    all: async (): Promise<readonly T[]> => {
      if (!file) return kept;
      const lines = (await readFile(file, "utf8").catch(() => "")).split("\n").filter(Boolean);
      return lines.map((line) => JSON.parse(line) as T);
    },
  };
};
