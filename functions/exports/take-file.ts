import { isGone } from "../../shared/domain/export/export.ts";
import { columnsSeenBy } from "../../shared/domain/export/export-column.ts";
import { listOf } from "../../shared/domain/export/export-lists.ts";
import { isCaseId } from "../../shared/domain/ids.ts";
import { holdsOneOf, type Principal } from "../../shared/domain/principal.ts";
import type { ExportFiles } from "../../shared/store/export-files.ts";
import type { Exports } from "../../shared/store/exports.ts";

/** Long enough for a browser to follow it, and of little use to whoever finds it later. */
const linkSeconds = 60;

export type TakeOutcome =
  | { readonly kind: "taken"; readonly href: string; readonly fileName: string; readonly worksUntil: string }
  | { readonly kind: "notFound" | "notReady" | "gone" | "notTheirsNow" };

export type TakePorts = { readonly exports: Pick<Exports, "find">; readonly files: Pick<ExportFiles, "link"> };

/** Gives a link to the file of somebody's own export, if their roles still see all that is in it. */
export const takeFile = async (
  { exportId, by, now }: { readonly exportId: string; readonly by: Principal; readonly now: Date },
  { exports, files }: TakePorts,
): Promise<TakeOutcome> => {
  const asked = isCaseId(exportId) ? await exports.find(by.id, exportId) : undefined;
  if (!asked) return { kind: "notFound" };
  if (isGone(asked, now)) return { kind: "gone" };
  if (!asked.file) return { kind: "notReady" };
  const list = listOf(asked.list);
  const seen = new Set(columnsSeenBy(list.columns, by.roles).map(({ code }) => code));
  if (!holdsOneOf(by, list.who) || !asked.columns.every((code) => seen.has(code))) return { kind: "notTheirsNow" };
  const { key, name } = asked.file;
  const href = await files.link(key, linkSeconds);
  return { kind: "taken", href, fileName: name, worksUntil: new Date(now.getTime() + linkSeconds * 1_000).toISOString() };
};
