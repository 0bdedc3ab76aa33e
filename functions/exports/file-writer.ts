import type { ExportFormat, XlsxState } from "../../shared/domain/export/export.ts";
import type { Cell, Column } from "../../shared/domain/export/export-column.ts";
import { csvHeading, csvRows } from "./csv-writer.ts";
import { xlsxWriter } from "./xlsx-writer.ts";

/** Writes rows into a file of either kind, a part at a time. */
export type FileWriter = {
  add(rows: readonly (readonly Cell[])[]): void;
  /** The bytes that stand ready so far. */
  written(): number;
  isFull(): boolean;
  end(): void;
  /** All bytes of this part, and what the next part goes on from. */
  close(): { readonly bytes: Buffer; readonly xlsx?: XlsxState };
};

export const contentTypes: Readonly<Record<ExportFormat, string>> = {
  csv: "text/csv; charset=utf-8",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
};

const csvWriter = (columns: readonly Column[], isStart: boolean): FileWriter => {
  const out: Buffer[] = isStart ? [Buffer.from(csvHeading(columns))] : [];
  return {
    add: (rows) => {
      if (rows.length > 0) out.push(Buffer.from(csvRows(columns, rows)));
    },
    written: () => out.reduce((sum, { length }) => sum + length, 0),
    isFull: () => false,
    end: () => undefined,
    close: () => ({ bytes: Buffer.concat(out) }),
  };
};

type ToWrite = {
  readonly format: ExportFormat;
  readonly title: string;
  readonly columns: readonly Column[];
  readonly isStart: boolean;
  readonly xlsx?: XlsxState;
};

export const fileWriter = ({ format, title, columns, isStart, xlsx }: ToWrite): FileWriter => {
  if (format === "csv") return csvWriter(columns, isStart);
  const writer = xlsxWriter(title, columns, xlsx);
  return {
    ...writer,
    close: () => {
      writer.pack();
      return { bytes: writer.take(), xlsx: writer.state() };
    },
  };
};
