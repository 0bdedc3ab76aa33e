import { isDeepStrictEqual } from "node:util";
import { marshall } from "@aws-sdk/util-dynamodb";
import { readItem } from "../../../shared/store/items.ts";
import { kindNames } from "../../../shared/store/kinds.ts";
import { grouped } from "./everything.ts";

/** The fields that an item has beside those of its kind. */
const ofTheTable = ["pk", "sk", "listPk", "listSk", "itemKind", "itemFormat", "correlationId"];

/** Every item reads as its kind, and whole: reading loses a field that no schema names. */
export const itemTroubles = (items: readonly Record<string, unknown>[]): readonly string[] => {
  const byKind = grouped(items, ({ itemKind }) => String(itemKind));
  return kindNames.flatMap((kind) =>
    (byKind.get(kind) ?? []).flatMap((item) => {
      const stored = Object.fromEntries(Object.entries(item).filter(([name]) => !ofTheTable.includes(name)));
      const read: Readonly<Record<string, unknown>> = readItem(kind, marshall(item));
      // A draft that was sent has no answers any more, and reads as one with none.
      const expected = kind === "draft" ? { answers: {}, ...stored } : stored;
      return isDeepStrictEqual(read, expected)
        ? []
        : [`A ${kind} reads as ${JSON.stringify(read)} and was stored as ${JSON.stringify(stored)}.`];
    }),
  );
};
