import { statfs } from "node:fs/promises";
import { setTimeout as pause } from "node:timers/promises";
import { Trouble } from "../trouble.ts";

/** The bytes that this user may still write to the disk of a folder. */
export type FreeBytes = (folder: string) => Promise<number>;

/**
 * On a full disk DynamoDB Local answers a write with success and keeps nothing. So the host stops while there is still
 * room for whatever is under way.
 */
const leastMegabytes = 100;
const megabyte = 2 ** 20;
const askAgainMilliseconds = 1000;

export type DiskSpace = {
  /** Says what to do where too little is left; undefined where there is enough. */
  refusal(): Promise<string | undefined>;
  /** Waits until there is enough, or until the signal. */
  untilEnough(signal: AbortSignal): Promise<void>;
};

const freeOnDisk: FreeBytes = async (folder) => {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
};

export const diskSpace = (folder: string, freeBytes: FreeBytes = freeOnDisk): DiskSpace => {
  const refusal = async () => {
    const left = Math.floor((await freeBytes(folder)) / megabyte);
    if (left >= leastMegabytes) return undefined;
    return `The disk with ${folder} has ${left} MB left, and what is written now might be lost: make room for ${leastMegabytes} MB.`;
  };
  return {
    refusal,
    async untilEnough(signal) {
      while (!signal.aborted && (await refusal())) await pause(askAgainMilliseconds, undefined, { signal }).catch(() => undefined);
    },
  };
};

/** A host in memory fills no disk. */
export const noDisk: DiskSpace = { refusal: async () => undefined, untilEnough: async () => undefined };

export const expectSpace = async (space: DiskSpace): Promise<void> => {
  const refusal = await space.refusal();
  if (refusal) throw new Trouble(refusal);
};
