import { mkdir, readFile, rename, stat, writeFile } from "node:fs/promises";
import { dirname } from "node:path";

/**
 * Where a consumer is in the stream. The emulator starts numbering anew once it has dropped all records,
 * so that a number alone says nothing; its shards are named by the time they began, and sort by it.
 */
export type Position = { readonly shard: string; readonly sequence: string };

export const isAfter = (a: Position, b: Position | undefined): boolean =>
  b === undefined || a.shard > b.shard || (a.shard === b.shard && a.sequence > b.sequence);

/** What has been taken for good. Kept in a file, so that a host that is killed goes on from there. */
export type Checkpoint = {
  read(): Promise<Position | undefined>;
  write(position: Position): Promise<void>;
  /** When it was last written. */
  writtenAt(): Promise<Date | undefined>;
};

export const fileCheckpoint = (file: string): Checkpoint => ({
  async read() {
    const kept = await readFile(file, "utf8").catch(() => undefined);
    return kept === undefined ? undefined : (JSON.parse(kept) as Position);
  },
  async write(position) {
    await mkdir(dirname(file), { recursive: true });
    // Replaced in one step: a host killed here leaves the old one or the new one.
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
