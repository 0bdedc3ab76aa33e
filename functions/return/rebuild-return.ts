import { computeReturn } from "../../shared/domain/return/compute-return.ts";
import { bytesOf } from "../../shared/domain/return/return-bytes.ts";
import { type FoundReturn, findReturn, sha256, type Wanted } from "./find-return.ts";
import type { OpenCellPorts } from "./open-cell.ts";

/** In order of precedence. */
export type Rebuilt =
  | { readonly kind: "notFound" }
  | { readonly kind: "notCounted"; readonly found: FoundReturn }
  | { readonly kind: "rebuilt"; readonly found: FoundReturn; readonly isSame: boolean; readonly kept: string; readonly rebuilt: string };

/** Counts a return again as of its own instant. Later corrections have later times, so they change nothing. */
export const rebuildReturn = async (wanted: Wanted, ports: OpenCellPorts): Promise<Rebuilt> => {
  const found = await findReturn(wanted, ports);
  if (!found) return { kind: "notFound" };
  const { prepared, scheme, layout } = found;
  const [figures, book] = await Promise.all([ports.returns.figures(scheme.code, prepared.returnId), ports.books.kept(scheme.code)]);
  if (!figures || !book) return { kind: "notCounted", found };
  const [kept, rebuilt] = [sha256(figures.bytes), sha256(bytesOf(computeReturn(layout, scheme, book, prepared.window)))];
  return { kind: "rebuilt", found, isSame: kept === rebuilt, kept, rebuilt };
};
