import { mkdir, readFile, rename, stat, writeFile } from "node:fs/promises";
import { dirname } from "node:path";

/**
 * A consumer's place in the stream. The emulator may number records from the start again, so a sequence number needs its
 * shard. Shards' names sort by the time when they began.
 */
export type Position = { readonly shard: string; readonly sequence: string };

export const isAfter = (a: Position, b: Position | undefined): boolean =>
  b === undefined || a.shard > b.shard || (a.shard === b.shard && a.sequence > b.sequence);

/** The place up to which all records are finished. A file keeps it for the next start. */
export type Checkpoint = {
  read(): Promise<Position | undefined>;
  write(position: Position): Promise<void>;
  writtenAt(): Promise<Date | undefined>;
};

export const fileCheckpoint = (file: string): Checkpoint => ({
  async read() {
    const kept = await readFile(file, "utf8").catch(() => undefined);
    return kept === undefined ? undefined : (JSON.parse(kept) as Position);
  },
  async write(position) {
    await mkdir(dirname(file), { recursive: true });
    // A rename is atomic: a host killed here leaves the old place or the new one.
    await writeFile(`${file}.next`, JSON.stringify(position));
    await rename(`${file}.next`, file);
  },
  writtenAt: () =>
    stat(file).then(
      ({ mtime }) => mtime,
      () => undefined,
    ),
});

export const memoryCheckpoint = (): Checkpoint => {
  let kept: Position | undefined;
  return {
    read: async () => kept,
    write: async (position) => {
      kept = position;
    },
    writtenAt: async () => undefined,
  };
};
