import { everyReturn } from "../axes.ts";
import type { SchemeDocument } from "./scheme.ts";
import { shippedSchemes } from "./shipped.ts";

/** The sections that lay returns out. No document had them before. */
const laidOut = ["returnTables", "returnFields", "administration", "contributions", "returnCells"] as const;
type LaidOut = Pick<SchemeDocument, (typeof laidOut)[number]>;

const another = <Row extends object>(rows: readonly Row[], from: string) =>
  rows.map((row) => ({ ...row, verified: false, source: `A document from before this section did not say. Taken from ${from}.` }));

/** The sections of the document that ships for the scheme; or else, unverified, those of its fund's newest, for every return. */
const sectionsFor = (code: unknown, fund: unknown): LaidOut | undefined => {
  const own = shippedSchemes.find((shipped) => shipped.code === code);
  if (own) return own;
  const like = shippedSchemes.findLast((shipped) => shipped.about.fund === fund);
  return (
    like && {
      returnTables: another(like.returnTables, like.about.name).map((table) => ({ ...table, returns: [everyReturn] })),
      returnFields: another(like.returnFields, like.about.name),
      administration: another(like.administration, like.about.name),
      contributions: another(like.contributions, like.about.name),
      returnCells: another(like.returnCells, like.about.name),
    }
  );
};

type Early = {
  readonly code?: unknown;
  readonly about?: { readonly fund?: unknown; readonly start?: unknown };
  readonly returns?: unknown;
  readonly categories?: unknown;
};

/** "Final return" becomes FINAL_RETURN, as the shipped documents call it. */
const codeFrom = (name: unknown, index: number): string => {
  const words =
    String(name)
      .toUpperCase()
      .match(/[A-Z0-9]+/g) ?? [];
  const code = words.join("_").slice(0, 40);
  return /^[A-Z]/.test(code) ? code : `RETURN_${index + 1}`;
};

const withCode = (row: unknown, index: number, { code: scheme, about }: Early): unknown => {
  if (typeof row !== "object" || row === null) return row;
  const { name, from } = row as { readonly name?: unknown; readonly from?: unknown };
  const code = codeFrom(name, index);
  const shipped = shippedSchemes.find((one) => one.code === scheme)?.returns.find((one) => one.code === code);
  const { counts = "paid", cumulative = from === about?.start, fileName } = shipped ?? {};
  return { code, counts, cumulative, ...(fileName && { fileName }), ...row };
};

const withPublicName = (row: unknown, { code: scheme }: Early): unknown => {
  if (typeof row !== "object" || row === null) return row;
  const { code } = row as { readonly code?: unknown };
  const shipped = shippedSchemes.find((one) => one.code === scheme)?.categories.find((one) => one.code === code);
  return { ...(shipped?.publicName && { publicName: shipped.publicName }), ...row };
};

/** Fills in what a stored document from before these sections does not say. What it says itself stays as it is. */
export const withLaterReturns = (document: Early): unknown => {
  if (laidOut.every((section) => section in document)) return document;
  const { code, about, returns, categories } = document;
  const sections = sectionsFor(code, about?.fund);
  return {
    ...(sections && Object.fromEntries(laidOut.map((section) => [section, sections[section]]))),
    ...document,
    ...(Array.isArray(categories) && { categories: categories.map((row) => withPublicName(row, document)) }),
    ...(Array.isArray(returns) && { returns: returns.map((row, index) => withCode(row, index, document)) }),
  };
};
