import { formatDay } from "../dates.ts";
import { becomes, compareRows, isSame, withStop } from "../document/compare-rows.ts";
import { plainFieldInWords } from "../document/field-words.ts";
import type { Directory, ReasonRow, Service } from "./directory.ts";
import { type DirectoryField, reasonFields, serviceFields } from "./directory-fields.ts";

/** The parts of a directory, as a comparison names them. */
export const directoryParts = { start: "First day", reasons: "Reasons for a referral", services: "Services" } as const;
export type DirectoryPart = keyof typeof directoryParts;

/** One difference between two directories, in words. */
export type DirectoryChange = { readonly part: DirectoryPart; readonly sentence: string };

type Row = Service | ReasonRow;
type Fields = { readonly [field: string]: DirectoryField };
type Sides = { readonly before: Directory; readonly after: Directory };

const fieldOf = (row: Row, field: string): unknown => (row as { readonly [field: string]: unknown })[field];

const rowsWith = (fields: Fields, { before, after }: Sides) => ({
  key: ({ code }: Row) => code,
  changed: (was: Row, is: Row) =>
    Object.entries(fields).flatMap(([name, field]) =>
      isSame(fieldOf(was, name), fieldOf(is, name))
        ? []
        : [becomes(field.label, plainFieldInWords(field, fieldOf(was, name), before), plainFieldInWords(field, fieldOf(is, name), after))],
    ),
  fields: (row: Row, side: keyof Sides) =>
    Object.entries(fields).map(
      ([name, field]) => [field.label, plainFieldInWords(field, fieldOf(row, name), { before, after }[side])] as const,
    ),
});

/** The changes between two versions of the directory, as sentences for staff. */
export const compareDirectories = (before: Directory, after: Directory): readonly DirectoryChange[] => {
  const sides = { before, after };
  const reasons = {
    ...rowsWith(reasonFields, sides),
    title: directoryParts.reasons,
    word: "Reason",
    name: (row: Row) => ("label" in row ? row.label : row.code),
  };
  const services = {
    ...rowsWith(serviceFields, sides),
    title: directoryParts.services,
    word: "Service",
    name: (row: Row) => ("name" in row ? row.name : row.code),
  };
  const sentences: { readonly [part in DirectoryPart]: readonly string[] } = {
    start:
      before.startsOn === after.startsOn
        ? []
        : [becomes("First day of this version", formatDay(before.startsOn), formatDay(after.startsOn))],
    reasons: compareRows<Row>(reasons, before.reasons, after.reasons),
    services: compareRows<Row>(services, before.services, after.services),
  };
  return (Object.keys(directoryParts) as DirectoryPart[]).flatMap((part) =>
    sentences[part].map((sentence) => ({ part, sentence: withStop(sentence) })),
  );
};
