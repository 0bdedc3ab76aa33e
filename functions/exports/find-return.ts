import { council } from "../../shared/council.ts";
import { isCaseId } from "../../shared/domain/ids.ts";
import type { ComputedReturn } from "../../shared/domain/return/computed-return.ts";
import { fileNameOf } from "../../shared/domain/return/file-name.ts";
import { layoutOf } from "../../shared/domain/return/layout.ts";
import type { PreparedReturn } from "../../shared/domain/return/prepared-return.ts";
import { schemeVersion } from "../../shared/domain/scheme/scheme-book.ts";
import { Fault } from "../../shared/fault.ts";
import type { Returns } from "../../shared/store/returns.ts";
import type { Schemes } from "../../shared/store/schemes.ts";
import type { ReturnToWrite } from "./return-files.ts";

export type ReturnFilePorts = { readonly returns: Pick<Returns, "find" | "figures">; readonly schemes: Pick<Schemes, "book"> };

export type FoundReturn =
  | { readonly kind: "notFound" }
  /** Its figures are still being counted. */
  | { readonly kind: "notCounted"; readonly prepared: PreparedReturn }
  | { readonly kind: "found"; readonly prepared: PreparedReturn; readonly wanted: ReturnToWrite; readonly fileName: string };

/** A prepared return with its kept figures, under the version of the scheme by which they were counted. */
export const findReturn = async (
  { path: { scheme: code = "", returnId = "" }, now }: { readonly path: Readonly<Record<string, string>>; readonly now: Date },
  { returns, schemes }: ReturnFilePorts,
): Promise<FoundReturn> => {
  const prepared = isCaseId(returnId) ? await returns.find(code, returnId) : undefined;
  if (!prepared) return { kind: "notFound" };
  const figures = await returns.figures(code, returnId);
  if (!figures) return { kind: "notCounted", prepared };
  const scheme = schemeVersion(await schemes.book(now), prepared.scheme, prepared.schemeVersion);
  const layout = scheme && layoutOf(scheme, prepared.code);
  if (!layout) throw new Fault("itemUnreadable");
  const { typed } = prepared;
  const computed = JSON.parse(figures.bytes) as ComputedReturn;
  return { kind: "found", prepared, wanted: { layout, computed, typed }, fileName: fileNameOf(layout, authorityIn(typed)) };
};

/** The department names files by the authority's code, which finance types on the return. */
const authorityIn = (typed: PreparedReturn["typed"]): string =>
  ["authorityCode", "authority"].flatMap(
    (field) => Object.entries(typed).find(([key, text]) => key.endsWith(`.${field}`) && text !== "")?.[1] ?? [],
  )[0] ?? council.name;
