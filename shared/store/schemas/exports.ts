import * as z from "zod/mini";
import { type Export, exportFormats, exportStates } from "../../domain/export/export.ts";
import type { ExportFilter } from "../../domain/export/export-column.ts";
import { exportLists } from "../../domain/export/export-lists.ts";
import type { ExportPart, PutTogether } from "../exports.ts";
import { actor, once, oneOf, type Shape } from "./pieces.ts";

/** Lists that people asked for as files. */

export const storedExport = once(
  (): z.ZodMiniType<Export> =>
    z.object({
      exportId: z.string(),
      list: oneOf(exportLists),
      format: oneOf(exportFormats),
      filter: z.object({
        scheme: z.optional(z.string()),
        category: z.optional(z.string()),
        status: z.optional(z.string()),
        from: z.optional(z.string()),
        to: z.optional(z.string()),
      } satisfies Shape<ExportFilter>),
      askedBy: actor(),
      askedAt: z.string(),
      columns: z.array(z.string()),
      state: oneOf(exportStates),
      attempts: z.optional(z.int()),
      part: z.int(),
      rows: z.int(),
      leftOut: z.int(),
      sum: z.int(),
      movedAt: z.string(),
      file: z.optional(z.object({ key: z.string(), name: z.string(), bytes: z.int() } satisfies Shape<NonNullable<Export["file"]>>)),
      why: z.optional(z.string()),
      expiresAtSeconds: z.int(),
    } satisfies Shape<Export>),
);

const putTogether = once(
  (): z.ZodMiniType<PutTogether> =>
    z.object({
      upload: z.optional(
        z.object({
          key: z.string(),
          uploadId: z.string(),
          pieces: z.array(
            z.object({ number: z.int(), etag: z.string(), crc32: z.optional(z.string()) } satisfies Shape<
              NonNullable<PutTogether["upload"]>["pieces"][number]
            >),
          ),
        } satisfies Shape<NonNullable<PutTogether["upload"]>>),
      ),
      rest: z.optional(z.string()),
      bytes: z.int(),
    } satisfies Shape<PutTogether>),
);

const entry = once(() => z.object({ name: z.string(), crc: z.int(), packed: z.int(), size: z.int(), offset: z.int() }));
const sheet = once(() => z.object({ rows: z.int(), crc: z.int(), packed: z.int(), size: z.int(), offset: z.int() }));

export const exportPart = once(
  (): z.ZodMiniType<ExportPart> =>
    z.object({
      staffId: z.string(),
      exportId: z.string(),
      part: z.int(),
      place: z.optional(z.string()),
      isEnd: z.optional(z.literal(true)),
      written: putTogether(),
      xlsx: z.optional(
        z.object({ entries: z.array(entry()), offset: z.int(), sheet: sheet() } satisfies Shape<NonNullable<ExportPart["xlsx"]>>),
      ),
      expiresAtSeconds: z.int(),
    } satisfies Shape<ExportPart>),
);
