import * as z from "zod/mini";
import type { Measure } from "../../domain/axes.ts";
import type { Adjustment } from "../../domain/return/adjustment.ts";
import type { CheckFailure, Place } from "../../domain/return/check-failure.ts";
import type { Window } from "../../domain/return/line-book.ts";
import type {
  Certificate,
  CountAsked,
  Filing,
  PreparedReturn,
  Recount,
  ReturnFigures,
  ReturnPeriod,
  ReturnState,
} from "../../domain/return/prepared-return.ts";
import { actor, byName, once, oneOf, type Shape } from "./pieces.ts";

/** Returns to the department: prepared, certified, filed, and counted again. */

const window = once((): z.ZodMiniType<Window> => z.object({ from: z.string(), to: z.string(), asOf: z.string() } satisfies Shape<Window>));

export const preparedReturn = once(
  (): z.ZodMiniType<PreparedReturn> =>
    z.object({
      returnId: z.string(),
      scheme: z.string(),
      schemeVersion: z.int(),
      code: z.string(),
      window: window(),
      number: z.int(),
      why: z.optional(z.string()),
      state: oneOf<ReturnState>({ counting: true, prepared: true, certified: true, filed: true, sentBack: true, replaced: true }),
      version: z.int(),
      preparedBy: actor(),
      preparedAt: z.string(),
      typed: byName(z.string()),
      typedBy: z.array(actor()),
      certificate: z.optional(z.object({ by: actor(), at: z.string(), name: z.string(), hash: z.string() } satisfies Shape<Certificate>)),
      filing: z.optional(z.object({ by: actor(), at: z.string(), reference: z.string() } satisfies Shape<Filing>)),
      sentBack: z.optional(
        z.object({ by: actor(), at: z.string(), why: z.string() } satisfies Shape<NonNullable<PreparedReturn["sentBack"]>>),
      ),
    } satisfies Shape<PreparedReturn>),
);

export const returnPeriod = once(
  (): z.ZodMiniType<ReturnPeriod> => z.object({ returnId: z.string(), number: z.int() } satisfies Shape<ReturnPeriod>),
);

const adjustment = once(
  (): z.ZodMiniType<Adjustment> =>
    z.object({ returnId: z.string(), cell: z.string(), filed: z.int(), now: z.int() } satisfies Shape<Adjustment>),
);

const place = once(
  (): z.ZodMiniType<Place> =>
    z.object({
      table: z.string(),
      row: z.optional(z.string()),
      column: z.optional(z.string()),
      measure: z.optional(oneOf<Measure>({ spend: true, volumes: true, households: true })),
    } satisfies Shape<Place>),
);

const failure = once(
  (): z.ZodMiniType<CheckFailure> => z.object({ check: z.string(), at: place(), says: z.string() } satisfies Shape<CheckFailure>),
);

/** The figures as they are stored: their text is compressed. */
export type StoredFigures = Omit<ReturnFigures, "bytes"> & { readonly packed: string };

export const returnFigures = once(
  (): z.ZodMiniType<StoredFigures> =>
    z.object({
      returnId: z.string(),
      packed: z.string(),
      countedAt: z.string(),
      carried: z.array(adjustment()),
      failures: z.array(failure()),
    } satisfies Shape<StoredFigures>),
);

export const recount = once(
  (): z.ZodMiniType<Recount> =>
    z.object({
      returnId: z.string(),
      asOf: z.string(),
      by: actor(),
      at: z.string(),
      adjustments: z.array(adjustment()),
    } satisfies Shape<Recount>),
);

export const countAsked = once(
  (): z.ZodMiniType<CountAsked> =>
    z.object({
      scheme: z.string(),
      returnId: z.string(),
      asOf: z.string(),
      what: oneOf<CountAsked["what"]>({ prepare: true, recount: true }),
      by: actor(),
    } satisfies Shape<CountAsked>),
);
