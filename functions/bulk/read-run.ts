import type { WaitsFor } from "../../shared/domain/case/waiting-list.ts";
import { londonDay } from "../../shared/domain/dates.ts";
import { type EnvelopeId, envelopesToCharge, isSameEnvelope, purposeCodeOf } from "../../shared/domain/ledger/envelope.ts";
import { addPence, type Pence, zeroPence } from "../../shared/domain/money.ts";
import type { RunLook } from "../../shared/domain/run/look.ts";
import { countOutcomes, latestOutcomes, type RowOutcome, type Tallied } from "../../shared/domain/run/row-outcome.ts";
import type { Run } from "../../shared/domain/run/run.ts";
import { purposeOfItem, type Scheme } from "../../shared/domain/scheme/scheme.ts";
import { schemeAt } from "../../shared/domain/scheme/scheme-book.ts";
import type { Money } from "../../shared/store/money.ts";
import type { Runs } from "../../shared/store/runs.ts";
import type { Schemes } from "../../shared/store/schemes.ts";

export type ReadRunPorts = {
  readonly runs: Pick<Runs, "find" | "results" | "look" | "lastRequested">;
  readonly money: Pick<Money, "envelopes">;
  readonly schemes: Pick<Schemes, "book">;
};

/** A purpose's own money, and then its category's, count together in `left`. */
export type BudgetOfRun = WaitsFor & { readonly period: string; readonly needed: Pence; readonly left: Pence; readonly ofPurpose?: Pence };

export type RunNow = {
  readonly run: Run;
  /** The scheme that is open now. */
  readonly scheme?: Scheme;
  readonly outcomes: readonly RowOutcome[];
  /** Absent until the check has ended, and from runs of before it was kept. */
  readonly look?: RunLook;
  readonly counts: Tallied;
  /** The budgets of rows that are still to be awarded, or that the money did not reach. */
  readonly budgets: readonly BudgetOfRun[];
  readonly highest: Pence;
  readonly awarded: Pence;
  readonly isStuck: boolean;
};

const minutesToWait = 10;

/** Reads a run with what all of its rows have come to. */
export const readRun = async (runId: string, now: Date, { runs, money, schemes }: ReadRunPorts): Promise<RunNow | undefined> => {
  const run = await runs.find(runId);
  if (!run) return undefined;
  const [results, look] = await Promise.all([runs.results(runId), runs.look(runId)]);
  const outcomes = latestOutcomes(results);
  const open = outcomes.filter(({ kind }) => kind === "toAward" || kind === "noMoney");
  const scheme = schemeAt(await schemes.book(now), now);
  const isAtWork = run.state === "checking" || run.state === "running";
  const last = isAtWork ? await runs.lastRequested(runId) : undefined;
  return {
    run,
    ...(scheme && { scheme }),
    outcomes,
    ...(look && { look }),
    counts: countOutcomes(outcomes),
    budgets: scheme ? await budgetsFor(open, run.item, scheme, now, money) : [],
    highest: open.reduce<Pence>((most, { amount = zeroPence }) => (amount > most ? amount : most), zeroPence),
    awarded: sumOf(outcomes.filter(({ kind }) => kind === "awarded")),
    isStuck: last !== undefined && now.getTime() - Date.parse(last.askedAt) > minutesToWait * 60_000,
  };
};

const sumOf = (outcomes: readonly RowOutcome[]): Pence => addPence(outcomes.map(({ amount = zeroPence }) => amount));

const budgetsFor = async (
  open: readonly RowOutcome[],
  item: string,
  scheme: Scheme,
  now: Date,
  money: ReadRunPorts["money"],
): Promise<readonly BudgetOfRun[]> => {
  if (open.length === 0) return [];
  const envelopes = await money.envelopes(scheme.code);
  return [...Map.groupBy(open, ({ category = "" }) => category)].flatMap(([category, rows]): BudgetOfRun[] => {
    const purpose = purposeOfItem(scheme, item);
    const ids = envelopesToCharge(scheme, category, londonDay(now), false, purpose?.category === category ? purpose : undefined);
    const [id] = ids;
    if (!id) return [];
    const leftIn = (own: EnvelopeId) => envelopes.find((envelope) => isSameEnvelope(envelope, own))?.available ?? zeroPence;
    const code = purposeCodeOf(id.pot);
    return [
      {
        category,
        ...(code !== undefined && { purpose: code, ofPurpose: leftIn(id) }),
        period: id.period,
        needed: sumOf(rows),
        left: addPence(ids.map(leftIn)),
      },
    ];
  });
};

export const shortBudgets = ({ budgets }: Pick<RunNow, "budgets">): readonly BudgetOfRun[] =>
  budgets.filter(({ needed, left }) => needed > left);
