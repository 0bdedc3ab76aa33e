import * as z from "zod/mini";
import type { FoundOfAward } from "../../domain/return/merge-entries.ts";
import type { BookStanding, Round, StoredPart } from "../line-book.ts";
import { byName, cuts, delivery, once, type Shape } from "./pieces.ts";

/** The line books of schemes, from which returns are computed. */

const round = once(
  (): z.ZodMiniType<Round> =>
    z.object({
      startedAt: z.string(),
      begun: z.string(),
      open: byName(z.object({ after: z.string(), since: z.string() })),
    } satisfies Shape<Round>),
);

export const lineBook = once(
  (): z.ZodMiniType<BookStanding> =>
    z.object({
      scheme: z.string(),
      version: z.int(),
      positions: byName(z.string()),
      round: z.optional(round()),
      readTo: z.optional(z.string()),
      progress: z.object({ parts: z.int(), done: z.int(), entries: z.int() } satisfies Shape<BookStanding["progress"]>),
    } satisfies Shape<BookStanding>),
);

export const bookPart = once(
  (): z.ZodMiniType<StoredPart> => z.object({ version: z.int(), lines: z.string(), aside: z.string() } satisfies Shape<StoredPart>),
);

export const foundOfAward = once(
  (): z.ZodMiniType<FoundOfAward & { readonly awardId: string }> =>
    z.object({
      awardId: z.string(),
      cuts: z.optional(cuts()),
      deliveries: z.optional(z.array(delivery())),
      together: z.optional(z.array(z.string())),
    } satisfies Shape<FoundOfAward & { readonly awardId: string }>),
);
