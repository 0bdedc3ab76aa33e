import { exportsBucket } from "../../system.ts";
import type { Actor } from "../principal.ts";
import type { ExportFilter } from "./export-column.ts";
import type { ExportListName } from "./export-lists.ts";

export const exportFormats = { csv: "CSV, for any program", xlsx: "XLSX, for a spreadsheet" } as const;
export type ExportFormat = keyof typeof exportFormats;

export const exportStates = { writing: "Being written", ready: "Ready", failed: "Cannot be written" } as const;
export type ExportState = keyof typeof exportStates;

/** One list that somebody asked for as a file, and how far it is. */
export type Export = {
  readonly exportId: string;
  readonly list: ExportListName;
  readonly format: ExportFormat;
  readonly filter: ExportFilter;
  readonly askedBy: Actor;
  readonly askedAt: string;
  /** The columns that the person could see when they asked. */
  readonly columns: readonly string[];
  readonly state: ExportState;
  /** Every attempt to write a part has a number of its own. */
  readonly attempts?: number;
  /** The next part to be written. */
  readonly part: number;
  readonly rows: number;
  /** Rows of households in which the person has declared an interest. */
  readonly leftOut: number;
  /** In pence, of the column that the list adds up. */
  readonly sum: number;
  readonly movedAt: string;
  /** Where its file is, once all of it is written. */
  readonly file?: { readonly key: string; readonly name: string; readonly bytes: number };
  readonly why?: string;
  readonly expiresAtSeconds: number;
};

const dayMs = 86_400_000;

/** When its file is deleted. Its record stays as long as the record of who took it. */
export const keptUntil = ({ askedAt }: Pick<Export, "askedAt">): Date => new Date(Date.parse(askedAt) + exportsBucket.keptDays * dayMs);
export const isGone = (asked: Pick<Export, "askedAt">, now: Date): boolean => keptUntil(asked) <= now;

const longestWait = 10 * 60_000;

/** Whether nothing has moved for so long that somebody should look. */
export const isStuck = ({ state, movedAt }: Pick<Export, "state" | "movedAt">, now: Date): boolean =>
  state === "writing" && now.getTime() - Date.parse(movedAt) > longestWait;

/** A finished file in the ZIP that a workbook is. */
export type XlsxEntry = {
  readonly name: string;
  readonly crc: number;
  readonly packed: number;
  readonly size: number;
  readonly offset: number;
};

/** How far a workbook is: all that the next part needs to go on with it. */
export type XlsxState = {
  readonly entries: readonly XlsxEntry[];
  /** Bytes written so far. */
  readonly offset: number;
  /** The sheet that rows go to. */
  readonly sheet: Omit<XlsxEntry, "name"> & { readonly rows: number };
};
