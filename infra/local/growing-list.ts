import { appendFile, readFile } from "node:fs/promises";

/** A list that only grows: a file with one JSON value a line, or in memory. */
export const growingList = <T>(file: string | undefined) => {
  const kept: T[] = [];
  return {
    add: async (value: T): Promise<void> => {
      // The line begins with its break, so that it never joins one that was cut short.
      if (file) await appendFile(file, `\n${JSON.stringify(value)}`);
      else kept.push(value);
    },
    all: async (): Promise<readonly T[]> => {
      if (!file) return kept;
      const lines = (await readFile(file, "utf8").catch(() => "")).split("\n").filter(Boolean);
      return lines.flatMap((line) => wholeLine<T>(line) ?? []);
    },
  };
};

/** A host killed while it wrote leaves a part of a line, which nobody was told of. */
const wholeLine = <T>(line: string): T | undefined => {
  try {
    return JSON.parse(line) as T;
  } catch {
    return undefined;
  }
};
