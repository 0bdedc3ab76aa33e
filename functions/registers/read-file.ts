import { createHash } from "node:crypto";
import type { Day } from "../../shared/domain/dates.ts";
import { readRegister } from "../../shared/domain/register/read-register.ts";
import type { RegisterKind } from "../../shared/domain/register/register.ts";
import type { RowFault } from "../../shared/domain/register/register-row.ts";
import type { NewFile } from "../../shared/store/registers.ts";

/** Why nothing of a file is kept: one sentence about the whole, or every fault of every row. */
export type FileRefusal =
  | { readonly kind: "unreadable"; readonly because: string }
  | { readonly kind: "faulty"; readonly faults: readonly RowFault[]; readonly faultyRows: number; readonly rows: number };

/** So many rows with mended letters are kept, to be looked at. */
const mendedKept = 20;

/** Reads a file whole, or not at all. Its id follows from what is in it. */
export const readFile = (
  list: Uint8Array | string,
  kind: RegisterKind,
  today: Day,
): FileRefusal | { readonly kind: "file"; readonly file: NewFile } => {
  const bytes = typeof list === "string" ? new TextEncoder().encode(list) : list;
  const read = readRegister(bytes, kind, today);
  if (read.kind === "refused") return { kind: "unreadable", because: read.because };
  if (read.kind === "faulty") return read;
  const { rows, readAs, ignored, mended, withoutUprn } = read;
  const fileId = createHash("sha256").update(bytes).digest("hex").slice(0, 24);
  const about = {
    fileId,
    readAs,
    ...(ignored.length > 0 && { ignored }),
    ...(mended.length > 0 && { mended: mended.slice(0, mendedKept) }),
    ...(withoutUprn > 0 && { withoutUprn }),
  };
  return { kind: "file", file: { about, rows } };
};
