import { access, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Trouble } from "../trouble.ts";

/** Raise this when old data folders become unreadable. They hold demonstration data only, so nothing migrates them. */
const storeFormat = "3";

const isThere = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );

export type Start = {
  readonly isFirst: boolean;
  /** The folder of the store's files; without it the store is in memory. */
  readonly storeFolder?: string;
  finish(): Promise<void>;
};

const storeIn = (folder: string) => join(folder, "store");
const formatIn = (folder: string) => join(folder, "store-format");
const markIn = (folder: string) => join(folder, "first-start-unfinished");

/** Whether a first start has filled the folder's store completely. */
export const isFilled = async (folder: string): Promise<boolean> => (await isThere(storeIn(folder))) && !(await isThere(markIn(folder)));

/**
 * Begins a start on a data folder. A first start that was cut short begins again from nothing, so that nobody meets a
 * half-filled table.
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

/** In memory every start is the first. */
export const beginInMemory = (): Start => ({ isFirst: true, finish: async () => undefined });
