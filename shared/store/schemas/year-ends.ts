import * as z from "zod/mini";
import {
  type DeedOutcomes,
  type DeedSum,
  type DeedSums,
  type OutcomeCounts,
  type PartDone,
  type PlanItem,
  type PlanKind,
  type PlanMoneyMoved,
  type PlanPart,
  planDeeds,
  planKinds,
  planOutcomes,
  planStates,
  type YearEndPart,
  type YearEndPlan,
  yearEndPasses,
} from "../../domain/year-end/year-end-plan.ts";
import { actor, drawnOn, money, once, oneOf, type Shape } from "./pieces.ts";

/** The plans of a scheme's end. */

const deed = once(() => oneOf(planDeeds));

const sums = once(
  (): z.ZodMiniType<DeedSums> =>
    z.partialRecord(deed(), z.object({ items: z.int(), amount: money(), firstPart: z.int() } satisfies Shape<DeedSum>)),
);

const outcomes = once(
  (): z.ZodMiniType<DeedOutcomes> => z.partialRecord(deed(), z.partialRecord(oneOf(planOutcomes), z.int()) as z.ZodMiniType<OutcomeCounts>),
);

export const yearEndPlan = once(
  (): z.ZodMiniType<YearEndPlan> =>
    z.object({
      planId: z.string(),
      scheme: z.string(),
      kind: oneOf(planKinds),
      state: oneOf(planStates),
      preparedBy: actor(),
      preparedAt: z.string(),
      reference: z.optional(z.string()),
      parts: z.optional(z.int()),
      sums: z.optional(sums()),
      standing: z.optional(z.object({ reserved: money(), committed: money() } satisfies Shape<NonNullable<YearEndPlan["standing"]>>)),
      hash: z.optional(z.string()),
      signedBy: z.optional(actor()),
      signedAt: z.optional(z.string()),
      outcomes: z.optional(outcomes()),
      doneAt: z.optional(z.string()),
      thrownAwayBy: z.optional(actor()),
      thrownAwayAt: z.optional(z.string()),
    } satisfies Shape<YearEndPlan>),
);

export const yearEndOpen = once(
  (): z.ZodMiniType<{ kind: PlanKind; planId: string }> => z.object({ kind: oneOf(planKinds), planId: z.string() }),
);

const item = once(
  (): z.ZodMiniType<PlanItem> =>
    z.object({
      deed: deed(),
      of: z.string(),
      seen: z.string(),
      amount: z.optional(money()),
      what: z.optional(z.string()),
      until: z.optional(z.string()),
      caseId: z.optional(z.string()),
      shard: z.optional(drawnOn()),
    } satisfies Shape<PlanItem>),
);

export const yearEndItems = once(
  (): z.ZodMiniType<PlanPart> => z.object({ planId: z.string(), part: z.int(), items: z.array(item()) } satisfies Shape<PlanPart>),
);

export const yearEndMoved = once(
  (): z.ZodMiniType<PlanMoneyMoved> => z.object({ planId: z.string(), entryId: z.string() } satisfies Shape<PlanMoneyMoved>),
);

export const yearEndDone = once(
  (): z.ZodMiniType<PartDone> =>
    z.object({ planId: z.string(), part: z.int(), outcomes: z.array(oneOf(planOutcomes)) } satisfies Shape<PartDone>),
);

export const yearEndPart = once(
  (): z.ZodMiniType<YearEndPart> =>
    z.object({
      planId: z.string(),
      scheme: z.string(),
      pass: oneOf(yearEndPasses),
      part: z.int(),
      list: z.optional(
        z.object({ source: z.int(), after: z.optional(z.string()), hash: z.string(), sums: sums() } satisfies Shape<
          NonNullable<YearEndPart["list"]>
        >),
      ),
      outcomes: z.optional(outcomes()),
    } satisfies Shape<YearEndPart>),
);
