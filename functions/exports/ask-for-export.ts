import { createHash } from "node:crypto";
import type * as z from "zod/mini";
import { accessDays } from "../../shared/domain/access.ts";
import { londonDay } from "../../shared/domain/dates.ts";
import type { Export } from "../../shared/domain/export/export.ts";
import { columnsSeenBy, type ExportFilter } from "../../shared/domain/export/export-column.ts";
import { type ExportList, listOf } from "../../shared/domain/export/export-lists.ts";
import { caseIdFrom } from "../../shared/domain/ids.ts";
import { actorOf, holdsOneOf, type Principal } from "../../shared/domain/principal.ts";
import { categoryOf, type Scheme } from "../../shared/domain/scheme/scheme.ts";
import { schemeAsOf } from "../../shared/domain/scheme/scheme-book.ts";
import type { Problem } from "../../shared/forms/form.ts";
import type { exportRequest } from "../../shared/http/contracts/exports-contracts.ts";
import { hashOf } from "../../shared/store/case-writes.ts";
import type { Exports } from "../../shared/store/exports.ts";
import { grantLedger } from "../../shared/store/money.ts";
import type { Schemes } from "../../shared/store/schemes.ts";

export type ExportRequest = z.output<typeof exportRequest>;

export type ToAsk = { readonly request: ExportRequest; readonly by: Principal; readonly now: Date; readonly sendingId: string };

export type AskOutcome =
  | { readonly kind: "asked"; readonly export: Export }
  /** Their roles do not see this list. */
  | { readonly kind: "notTheirs" }
  | { readonly kind: "notPossible"; readonly problems: readonly Problem[] }
  /** The sending's id has asked for another file. */
  | { readonly kind: "otherUnderThisId" };

export type AskPorts = { readonly exports: Pick<Exports, "ask">; readonly schemes: Pick<Schemes, "book"> };

/** Asks for a list as a file. A retry finds the same export, since its id follows from the sending. */
export const askForExport = async ({ request, by, now, sendingId }: ToAsk, { exports, schemes }: AskPorts): Promise<AskOutcome> => {
  const { list: name, format, ...filter } = request;
  const list = listOf(name);
  if (!holdsOneOf(by, list.who)) return { kind: "notTheirs" };
  const scheme = filter.scheme === undefined ? undefined : schemeAsOf(await schemes.book(now), filter.scheme, londonDay(now));
  const problems = filterProblems(list, filter, scheme);
  if (problems.length > 0) return { kind: "notPossible", problems };

  const exportId = caseIdFrom(
    createHash("sha256")
      .update(hashOf(["export", by.id, sendingId]))
      .digest(),
  );
  const wanted: Export = {
    ...{ exportId, list: name, format, filter },
    askedBy: actorOf(by),
    askedAt: now.toISOString(),
    columns: columnsSeenBy(list.columns, by.roles).map(({ code }) => code),
    ...{ state: "writing", part: 1, rows: 0, leftOut: 0, sum: 0 },
    movedAt: now.toISOString(),
    expiresAtSeconds: Math.floor(now.getTime() / 1000) + accessDays * 86_400,
  };
  const kept = await exports.ask(wanted);
  const isSame = hashOf([kept.list, kept.format, kept.filter]) === hashOf([name, format, filter]);
  return isSame ? { kind: "asked", export: kept } : { kind: "otherUnderThisId" };
};

const missing: { readonly [F in keyof ExportFilter]-?: string } = {
  scheme: "Select a scheme",
  category: "Select a category",
  status: "Select a status",
  from: "Enter the first day",
  to: "Enter the last day",
};

/** Every fault of the filter by its field, in the order of the page. */
const filterProblems = ({ filters }: ExportList, filter: ExportFilter, scheme: Scheme | undefined): readonly Problem[] => {
  const fields = Object.keys(missing) as (keyof ExportFilter)[];
  const uses = fields.flatMap((field): Problem[] => {
    if (filter[field] === undefined) return filters[field] === "needed" ? [{ path: [field], message: missing[field] }] : [];
    return filters[field] === undefined ? [{ path: [field], message: "This list cannot be narrowed by this" }] : [];
  });
  const { scheme: code, category, from, to } = filter;
  const isCategory = category === undefined || (scheme && (categoryOf(scheme, category) || category === grantLedger(scheme.code).category));
  return [
    ...uses,
    ...(code !== undefined && filters.scheme && !scheme
      ? [{ path: ["scheme"], message: "There is no such scheme. Select one of the list" }]
      : []),
    ...(scheme && filters.category && !isCategory
      ? [{ path: ["category"], message: "The scheme has no such category. Select one of the list" }]
      : []),
    ...(from !== undefined && to !== undefined && from > to
      ? [{ path: ["to"], message: "The last day must be the same as or after the first day" }]
      : []),
  ];
};
