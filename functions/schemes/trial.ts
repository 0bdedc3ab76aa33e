import { randomUUID } from "node:crypto";
import { addDays } from "../../shared/domain/dates.ts";
import { actorOf, type Principal } from "../../shared/domain/principal.ts";
import type { Scheme } from "../../shared/domain/scheme/scheme.ts";
import { type SchemeBook, schemeVersion } from "../../shared/domain/scheme/scheme-book.ts";
import { addTotals, noTotals, type TrialTotals } from "../../shared/domain/scheme-draft/trial-totals.ts";
import { Fault } from "../../shared/fault.ts";
import { hashOf } from "../../shared/store/case-writes.ts";
import type { SchemeDraft } from "../../shared/store/scheme-drafts.ts";
import type { SchemeTrial, SchemeTrials, TrialProgress } from "../../shared/store/scheme-trials.ts";
import type { Schemes } from "../../shared/store/schemes.ts";
import { schemeIn } from "./check-document.ts";
import { versionInForce } from "./versions.ts";

export type TrialPorts = {
  readonly trials: Pick<SchemeTrials, "start" | "read" | "latestOf">;
  readonly schemes: Pick<Schemes, "freshBook">;
};

export type TrialStart = {
  readonly draft: SchemeDraft;
  readonly by: Principal;
  readonly now: Date;
  /** A program's own id of this start, so that a retry finds the same trial. A page sends none. */
  readonly startId?: string;
};

/** A trial's progress, with the two versions that it compares. */
export type TrialView = {
  readonly trial: SchemeTrial;
  readonly draft: Scheme;
  readonly inForce: Scheme;
  readonly totals: TrialTotals;
  readonly from: string;
  /** Every case decided up to this moment has been tried; absent before the first part is done. */
  readonly upTo?: string;
  /** Parts done. */
  readonly parts: number;
  readonly isDone: boolean;
  /** It should have ended by now. */
  readonly isStuck: boolean;
  readonly isOfThisDraft: boolean;
};

const daysOfCases = 365;
const minutesToWait = 15;

const since = ({ startedAt }: SchemeTrial): string => `${addDays(startedAt.slice(0, 10), -daysOfCases)}${startedAt.slice(10)}`;

/** Starts a trial of a draft on the cases of the last year. While one of the same version is at work, a page starts no other. */
export const startTrial = async ({ draft, by, now, startId }: TrialStart, ports: TrialPorts): Promise<TrialView> => {
  const before = await readTrial(draft, now, ports);
  if (before && !startId && isAtWork(before)) return before;

  const book = await ports.schemes.freshBook();
  const inForce = versionInForce(draft, book, now);
  const trial: SchemeTrial = {
    trialId: startId ? hashOf(`${by.id} ${draft.draftId} ${startId}`).slice(0, 32) : randomUUID(),
    draftId: draft.draftId,
    draftVersion: draft.version,
    document: draft.document,
    inForce: { scheme: inForce.code, version: inForce.version },
    startedAt: now.toISOString(),
    startedBy: actorOf(by),
  };
  await ports.trials.start(trial, since(trial));
  const started = await ports.trials.read(trial.trialId);
  if (!started) throw new Fault("itemUnreadable");
  return viewOf(started, draft, now, book);
};

/** At work on the current version of the draft, so nobody needs another. */
export const isAtWork = ({ isOfThisDraft, isDone, isStuck }: TrialView): boolean => isOfThisDraft && !isDone && !isStuck;

export const readTrial = async (draft: SchemeDraft, now: Date, { trials, schemes }: TrialPorts): Promise<TrialView | undefined> => {
  const progress = await trials.latestOf(draft.draftId);
  return progress && viewOf(progress, draft, now, await schemes.freshBook());
};

const viewOf = ({ trial, results }: TrialProgress, draft: SchemeDraft, now: Date, book: SchemeBook): TrialView => {
  const inForce = schemeVersion(book, trial.inForce.scheme, trial.inForce.version);
  if (!inForce) throw new Fault("itemUnreadable");
  const isDone = results.some(({ isLast }) => isLast);
  const upTo = results
    .map((result) => result.upTo)
    .sort()
    .at(-1);
  return {
    trial,
    draft: schemeIn(trial),
    inForce,
    totals: results.map(({ totals }) => totals).reduce(addTotals, noTotals),
    from: since(trial),
    ...(upTo && { upTo }),
    parts: results.length,
    isDone,
    isStuck: !isDone && now.getTime() - Date.parse(trial.startedAt) > minutesToWait * 60_000,
    isOfThisDraft: trial.draftVersion === draft.version,
  };
};
