import { timeLeftMs } from "../../shared/deadline.ts";
import type { Export } from "../../shared/domain/export/export.ts";
import type { Cell, Column } from "../../shared/domain/export/export-column.ts";
import { listOf } from "../../shared/domain/export/export-lists.ts";
import { Fault } from "../../shared/fault.ts";
import type { ExportFiles } from "../../shared/store/export-files.ts";
import type { ExportPart, Exports } from "../../shared/store/exports.ts";
import { readItem } from "../../shared/store/items.ts";
import { consume } from "../../shared/stream/consume.ts";
import type { ConsumedQueue } from "../../shared/stream/consumed-queue.ts";
import { contentTypes, fileWriter } from "./file-writer.ts";
import type { RowPorts } from "./list-rows.ts";
import { readRows } from "./read-rows.ts";

export type WriteExportsPorts = RowPorts & {
  readonly exports: Pick<Exports, "find" | "attempt" | "finishPart">;
  readonly files: Pick<ExportFiles, "add" | "finish">;
  /** The bytes at which a part ends. Smaller in tests. */
  readonly partBytes?: number;
};

/** As much as a part holds in memory, and well above the smallest piece that the store of files takes. */
const usualPartBytes = 8 * 1024 ** 2;
/** A part that has less time than this left keeps what it has and leaves the rest to the next. */
const leastTimeMs = 10_000;

/** Writes the parts of exports that the queue brings. Each part asks for the next in the write that keeps its own rows. */
export const createWriteExports = ({ queue, ...ports }: WriteExportsPorts & { readonly queue: ConsumedQueue }) =>
  consume(
    "writeExports",
    async ({ item, now }) => {
      const part = readItem("exportPart", item);
      return { exportId: part.exportId, part: part.part, outcome: await writePart(part, now, ports) };
    },
    queue,
  );

const writePart = async (part: ExportPart, now: Date, ports: WriteExportsPorts): Promise<string> => {
  const { exports } = ports;
  const wanted = await exports.find(part.staffId, part.exportId);
  // It is gone after some days, finished or not.
  if (!wanted) return "gone";
  if (wanted.state !== "writing" || wanted.part !== part.part) return "alreadyFinished";
  const { after, next } = part.isEnd ? await putTogether(wanted, part, ports) : await writeRows(wanted, part, ports);
  const moved = { ...after, part: part.part + 1, movedAt: now.toISOString() };
  const { kind } = await exports.finishPart(
    wanted,
    moved,
    next && { staffId: part.staffId, exportId: part.exportId, part: moved.part, expiresAtSeconds: part.expiresAtSeconds, ...next },
  );
  return kind;
};

type Step = { readonly after: Export; readonly next?: Pick<ExportPart, "place" | "isEnd" | "written" | "xlsx"> };

const tooLargeForWorkbook =
  "It has more rows than a spreadsheet file of this kind can hold. Ask for it as CSV, or for fewer days at a time.";

const writeRows = async (wanted: Export, part: ExportPart, ports: WriteExportsPorts): Promise<Step> => {
  const { files, exports, partBytes = usualPartBytes } = ports;
  const list = listOf(wanted.list);
  const columns = list.columns.filter(({ code }) => wanted.columns.includes(code));
  const writer = fileWriter({
    format: wanted.format,
    title: list.label,
    columns,
    isStart: part.part === 1,
    ...(part.xlsx && { xlsx: part.xlsx }),
  });
  let { place } = part;
  let { rows, leftOut, sum } = wanted;
  let isEnd = false;
  do {
    const read = await readRows(wanted, place, ports);
    writer.add(read.rows.map((row) => cellsOf(columns, row)));
    rows += read.rows.length;
    leftOut += read.leftOut ?? 0;
    if (list.sums !== undefined) sum += sumOf(read.rows, list.sums);
    place = read.next;
    isEnd = place === undefined;
    if (writer.isFull()) return { after: { ...wanted, state: "failed", why: tooLargeForWorkbook } };
  } while (!isEnd && writer.written() < partBytes && timeLeftMs() > leastTimeMs);
  if (isEnd) writer.end();
  const { bytes, xlsx } = writer.close();
  const attempt = {
    exportId: wanted.exportId,
    number: await exports.attempt(part.staffId, wanted.exportId),
    type: contentTypes[wanted.format],
    name: fileNameOf(wanted),
  };
  const written = await files.add(part.written, bytes, attempt, isEnd);
  return {
    after: { ...wanted, rows, leftOut, sum },
    next: { written, ...(isEnd ? { isEnd: true } : { place, ...(xlsx && { xlsx }) }) },
  };
};

const cellsOf = (columns: readonly Column[], row: Readonly<Record<string, Cell>>): readonly Cell[] => columns.map(({ code }) => row[code]);

const sumOf = (rows: readonly Readonly<Record<string, Cell>>[], column: string): number =>
  rows.reduce((total, { [column]: cell }) => total + (typeof cell === "number" ? cell : 0), 0);

/** In a part of its own: an upload is finished once, and only a part that comes again finds it so. */
const putTogether = async (wanted: Export, { written }: ExportPart, { files }: WriteExportsPorts): Promise<Step> => {
  const key = await files.finish(written);
  if (key === "") throw new Fault("fileNotWritten");
  return { after: { ...wanted, state: "ready", file: { key, name: fileNameOf(wanted), bytes: written.bytes } } };
};

/** As in "entries-CRF-2026-04-01-to-2026-06-30.csv": letters, digits and hyphens, which every system takes. */
const fileNameOf = ({ list, filter, format, askedAt }: Export): string => {
  const { scheme, category, status, from, to } = filter;
  const days = from || to ? [from, to && `to-${to}`] : [`on-${askedAt.slice(0, 10)}`];
  const name = [list, scheme, category, status, ...days].filter((part) => part !== undefined).join("-");
  return `${name.replaceAll(/[^\w-]/g, "")}.${format}`;
};
