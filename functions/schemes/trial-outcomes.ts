import type { Outcomes } from "../../shared/http/act.ts";
import { json, problem } from "../../shared/http/reply.ts";
import { trialPath } from "./scheme-paths.ts";
import type { TrialView } from "./trial.ts";

/** A trial as the API gives it. */
export const trialReply = ({ trial, totals, from, upTo, parts, isDone, isStuck, isOfThisDraft }: TrialView) => ({
  trialId: trial.trialId,
  draftId: trial.draftId,
  draftVersion: trial.draftVersion,
  isOfThisDraft,
  inForce: { scheme: trial.inForce.scheme, version: trial.inForce.version },
  startedAt: trial.startedAt,
  from,
  upTo,
  parts,
  isDone,
  isStuck,
  cases: totals.cases,
  changes: totals.changes,
  helpedBy: totals.helpedBy,
  refusedBy: totals.refusedBy,
  costs: Object.entries(totals.costs).map(([category, { inForce, draft }]) => ({ category, inForce, draft })),
  unknown: totals.unknown,
  ...(totals.matching && { matching: totals.matching }),
});

export type TrialOutcome = { readonly kind: "started"; readonly trial: TrialView } | { readonly kind: "notFound" };

/** A trial takes a while, so the API says 202. */
export const trialOutcomes: Outcomes<TrialOutcome> = {
  started: { page: ({ trial: { trial } }) => ({ to: trialPath(trial.draftId) }), api: ({ trial }) => json(trialReply(trial), 202) },
  notFound: { page: () => ({ status: 404 }), api: () => problem("not-found") },
};
