import * as z from "zod/mini";
import type { MatchCount, MatchingTotals, SettledAs } from "../../domain/scheme-draft/matching-trial.ts";
import type { TriedCase, Unknown } from "../../domain/scheme-draft/trial.ts";
import type { TrialTotals } from "../../domain/scheme-draft/trial-totals.ts";
import type { Publication, SchemeDraft } from "../scheme-drafts.ts";
import type { SchemeTrial, TrialPart, TrialResult } from "../scheme-trials.ts";
import { actor, byName, money, once, oneOf, type Shape } from "./pieces.ts";

/** Schemes as documents. Their content has formats of its own (domain/scheme). */

const version = once(() => z.object({ scheme: z.string(), version: z.int() }));

export const publishedScheme = once(
  (): z.ZodMiniType<Publication> =>
    z.object({
      code: z.string(),
      version: z.int(),
      document: z.string(),
      number: z.int(),
      draftId: z.string(),
      editors: z.array(actor()),
      publishedAt: z.string(),
      publishedBy: actor(),
    } satisfies Shape<Publication>),
);

export const publication = once(() => z.object({ code: z.string(), version: z.int() }));

export const schemeDraft = once(
  (): z.ZodMiniType<SchemeDraft> =>
    z.object({
      draftId: z.string(),
      version: z.int(),
      document: z.string(),
      startedFrom: z.string(),
      base: z.optional(version()),
      startedBy: actor(),
      editors: z.array(actor()),
      changedAt: z.string(),
      changedBy: actor(),
    } satisfies Shape<SchemeDraft>),
);

export const schemeTrial = once(
  (): z.ZodMiniType<SchemeTrial> =>
    z.object({
      trialId: z.string(),
      draftId: z.string(),
      draftVersion: z.int(),
      document: z.string(),
      inForce: version(),
      startedAt: z.string(),
      startedBy: actor(),
    } satisfies Shape<SchemeTrial>),
);

export const latestTrial = once(() => z.object({ trialId: z.string() }));

export const trialPart = once(
  (): z.ZodMiniType<TrialPart> => z.object({ trialId: z.string(), part: z.int(), after: z.string() } satisfies Shape<TrialPart>),
);

const matchingTotals = once((): z.ZodMiniType<MatchingTotals> => {
  const counts = z.partialRecord(oneOf<MatchCount>({ certain: true, possible: true, none: true, notKept: true }), z.int());
  const both = z.object({ inForce: counts, draft: counts } satisfies Shape<MatchingTotals["applications"]>);
  return z.object({
    applications: both,
    settled: z.partialRecord(oneOf<SettledAs>({ same: true, different: true, separate: true, left: true }), both),
  } satisfies Shape<MatchingTotals>);
});

const totals = once(
  (): z.ZodMiniType<TrialTotals> =>
    z.object({
      cases: z.int(),
      changes: z.partialRecord(
        oneOf<TriedCase["change"]>({ leftOut: true, same: true, helped: true, refused: true, more: true, less: true }),
        z.int(),
      ),
      helpedBy: byName(z.int()),
      refusedBy: byName(z.int()),
      costs: byName(z.object({ inForce: money(), draft: money() })),
      unknown: z.partialRecord(oneOf<Unknown>({ noUsualAmount: true, severalItems: true, itemInOneVersion: true }), z.int()),
      matching: z.optional(matchingTotals()),
    } satisfies Shape<TrialTotals>),
);

export const trialResult = once(
  (): z.ZodMiniType<TrialResult> =>
    z.object({ trialId: z.string(), part: z.int(), totals: totals(), upTo: z.string(), isLast: z.boolean() } satisfies Shape<TrialResult>),
);
