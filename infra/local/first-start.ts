import { access, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Trouble } from "../trouble.ts";

/** Raised when what the product stores on this machine can no longer be read as it was: it holds demonstration data only. */
const storeFormat = "3";

const isThere = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );

export type Start = {
  readonly isFirst: boolean;
  /** Where the store's files are; it keeps none without one. */
  readonly storeFolder?: string;
  finish(): Promise<void>;
};

const storeIn = (folder: string) => join(folder, "store");
const formatIn = (folder: string) => join(folder, "store-format");
const markIn = (folder: string) => join(folder, "first-start-unfinished");

/** Whether a folder has a store that a first start came to the end of filling. */
export const isFilled = async (folder: string): Promise<boolean> => (await isThere(storeIn(folder))) && !(await isThere(markIn(folder)));

/**
 * Begins a start on a data folder's store. A first start that was cut short, before it was ready for anyone,
 * begins again from nothing, so that no one ever meets a half-filled table.
 */
export const beginStart = async (folder: string): Promise<Start> => {
  const [storeFolder, mark] = [storeIn(folder), markIn(folder)];
  const isFirst = !(await isFilled(folder));
  if (!isFirst) await expectReadable(folder);
  if (isFirst) {
    await writeFile(formatIn(folder), storeFormat);
    await writeFile(mark, "");
    await rm(storeFolder, { recursive: true, force: true });
    await mkdir(storeFolder);
  }
  return { isFirst, storeFolder, finish: () => rm(mark, { force: true }) };
};

const expectReadable = async (folder: string): Promise<void> => {
  const format = await readFile(formatIn(folder), "utf8").catch(() => "1");
  if (format !== storeFormat) {
    throw new Trouble(
      `The data folder ${folder} was filled by another version of this product: move it away, or set DATA to another folder.`,
    );
  }
};

/** Where nothing is kept, every start is the first. */
export const beginInMemory = (): Start => ({ isFirst: true, finish: async () => undefined });
