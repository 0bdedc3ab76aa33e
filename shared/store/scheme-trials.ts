import type { Actor } from "../domain/principal.ts";
import type { SchemeCode } from "../domain/scheme/scheme.ts";
import type { TrialTotals } from "../domain/scheme-draft/trial-totals.ts";
import { commit } from "./commit.ts";
import { findItem, isKind, putNew, readItem, readItems, type Table, writeItem } from "./items.ts";
import { latestTrialKey, trialKey, trialPartition, trialPartKey, trialResultKey } from "./keys.ts";
import { queryAll } from "./slices.ts";

/** A trial of a draft as the draft was when the trial began. Later edits change nothing about it. */
export type SchemeTrial = {
  readonly trialId: string;
  readonly draftId: string;
  readonly draftVersion: number;
  readonly document: string;
  /** The published version that it is compared with. */
  readonly inForce: { readonly scheme: SchemeCode; readonly version: number };
  readonly startedAt: string;
  readonly startedBy: Actor;
};

/** The next part of a trial: the cases that were decided after a place in their list. */
export type TrialPart = { readonly trialId: string; readonly part: number; readonly after: string };

export type TrialResult = {
  readonly trialId: string;
  readonly part: number;
  readonly totals: TrialTotals;
  /** Every case that was decided up to then has been tried. */
  readonly upTo: string;
  readonly isLast: boolean;
};

export type TrialProgress = { readonly trial: SchemeTrial; readonly results: readonly TrialResult[] };

export type SchemeTrials = {
  /** Two starts under one id make one trial. */
  start(trial: SchemeTrial, after: string): Promise<{ kind: "started" | "alreadyStarted" }>;
  read(trialId: string): Promise<TrialProgress | undefined>;
  latestOf(draftId: string): Promise<TrialProgress | undefined>;
  /** Keeps the result of a part and starts the next, together and once: a part that comes again counts no case twice. */
  finishPart(result: TrialResult, next: TrialPart | undefined): Promise<{ kind: "finished" | "alreadyFinished" }>;
};

export const dynamoSchemeTrials = (table: Table): SchemeTrials => {
  const putPart = (part: TrialPart) => putNew(table, writeItem("trialPart", trialPartKey(part.trialId, part.part), part));

  const read = async (trialId: string): Promise<TrialProgress | undefined> => {
    const items = await queryAll(table, trialPartition(trialId));
    const about = items.find((item) => isKind("schemeTrial", item));
    return (
      about && {
        trial: readItem("schemeTrial", about),
        results: readItems("trialResult", items),
      }
    );
  };

  return {
    read,

    async start(trial, after) {
      const { trialId, draftId } = trial;
      const committed = await commit(table, {
        trial: putNew(table, writeItem("schemeTrial", trialKey(trialId), trial)),
        part: putPart({ trialId, part: 1, after }),
        latest: { Put: { TableName: table.name, Item: writeItem("latestTrial", latestTrialKey(draftId), { trialId }) } },
      });
      return { kind: committed.kind === "committed" ? "started" : "alreadyStarted" };
    },

    async latestOf(draftId) {
      const latest = await findItem(table, "latestTrial", latestTrialKey(draftId));
      return latest && read(latest.trialId);
    },

    async finishPart(result, next) {
      const committed = await commit(table, {
        result: putNew(table, writeItem("trialResult", trialResultKey(result.trialId, result.part), result)),
        next: next && putPart(next),
      });
      return { kind: committed.kind === "committed" ? "finished" : "alreadyFinished" };
    },
  };
};
