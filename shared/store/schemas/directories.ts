import * as z from "zod/mini";
import type { DirectoryDraft, DirectoryPublication } from "../directories.ts";
import { actor, once, type Shape } from "./pieces.ts";

/** The directory of services as documents. Their content has a format of its own (domain/directory). */

export const publishedDirectory = once(
  (): z.ZodMiniType<DirectoryPublication> =>
    z.object({
      version: z.int(),
      document: z.string(),
      number: z.int(),
      draftId: z.string(),
      editors: z.array(actor()),
      publishedAt: z.string(),
      publishedBy: actor(),
    } satisfies Shape<DirectoryPublication>),
);

export const directoryPublication = once(() => z.object({ version: z.int() }));

export const directoryDraft = once(
  (): z.ZodMiniType<DirectoryDraft> =>
    z.object({
      draftId: z.string(),
      version: z.int(),
      document: z.string(),
      startedFrom: z.string(),
      base: z.optional(z.object({ version: z.int() })),
      startedBy: actor(),
      editors: z.array(actor()),
      changedAt: z.string(),
      changedBy: actor(),
    } satisfies Shape<DirectoryDraft>),
);
