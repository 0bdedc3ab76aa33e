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
  /** A program's own id for this start: sent again, it is the same trial. */
  readonly startId?: string;
};

/** How a trial stands, with the two versions that it compares. */
export type TrialView = {
  readonly trial: SchemeTrial;
  readonly draft: Scheme;
  readonly inForce: Scheme;
  readonly totals: TrialTotals;
  readonly from: string;
  /** The moment up to which every decided case has been tried; none before the first part is done. */
  readonly upTo?: string;
  /** How many parts of the year have been worked out. */
  readonly parts: number;
  readonly isDone: boolean;
  /** It has not come to its end in the time that it ought to take. */
  readonly isStuck: boolean;
  readonly isOfThisDraft: boolean;
};

const daysOfCases = 365;
const minutesToWait = 15;

const since = ({ startedAt }: SchemeTrial): string => `${addDays(startedAt.slice(0, 10), -daysOfCases)}${startedAt.slice(10)}`;

/** Begins a trial of a draft as it is now on the cases of the last year. One that is still at work on the same draft is not begun again. */
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

/** What is tried now is the draft as it is: nobody need begin again before it is done. */
export const isAtWork = ({ isOfThisDraft, isDone, isStuck }: TrialView): boolean => isOfThisDraft && !isDone && !isStuck;

/** The newest trial of a draft. */
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
