import { stat } from "node:fs/promises";
import { stateFile } from "./state-file.ts";

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
  ...stateFile<Position>({
    file,
    what: "the place up to which changes were told to the queues",
    without: "The changes of the last day are then told once more, and nothing is done twice.",
  }),
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
