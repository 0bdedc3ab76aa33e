import type { Clock } from "../../shared/clock.ts";
import { type Day, londonDay } from "../../shared/domain/dates.ts";
import { type HouseholdClaims, noClaims } from "../../shared/domain/household/household.ts";
import type { HouseholdIdentity } from "../../shared/domain/identity/identity.ts";
import { identityOf } from "../../shared/domain/identity/identity-of.ts";
import type { RowOutcome } from "../../shared/domain/run/row-outcome.ts";
import { checkPass, type Run, schemeOverWords } from "../../shared/domain/run/run.ts";
import type { KnownHere, RowOfList, WorkedOut } from "../../shared/domain/run/work-out-row.ts";
import { workOutRow } from "../../shared/domain/run/work-out-row.ts";
import { schemeAt } from "../../shared/domain/scheme/scheme-book.ts";
import { again, retry } from "../../shared/retry.ts";
import type { Destinations } from "../../shared/store/destinations.ts";
import type { FoundCandidates } from "../../shared/store/household-identities.ts";
import type { KnownPeople } from "../../shared/store/known-people.ts";
import { type RowToRecord, type RunAwards, rowsInAWrite } from "../../shared/store/run-awards.ts";
import type { RunResult, Runs } from "../../shared/store/runs.ts";
import type { Schemes } from "../../shared/store/schemes.ts";
import { describedByRow } from "./described-by-row.ts";
import { goesToOf } from "./goes-to.ts";

export type ListPorts = {
  readonly runs: Pick<Runs, "results" | "keep">;
  readonly runAwards: RunAwards;
  readonly knownPeople: KnownPeople;
  readonly schemes: Pick<Schemes, "book">;
  readonly destinations: Pick<Destinations, "others">;
  readonly matchingKey: () => Promise<string>;
};

export type ListPart = { readonly run: Run; readonly clock: Clock; readonly part: number; readonly rows: readonly RowOfList[] };

/**
 * Works out each row of a part; in a pass after the check, makes as many awards at once as one transaction takes. A part may
 * be delivered again at any point: outcomes that an earlier try kept stay.
 */
export const decideList = async (decided: ListPart, ports: ListPorts): Promise<void> => {
  const { run, part } = decided;
  let kept = await keptOf(decided, ports);
  let waiting = waitingIn(decided, kept);
  if (run.pass === checkPass) {
    if (kept.number === 0) await check(decided, ports);
    return;
  }
  let ahead = lookUp(waiting.slice(0, rowsInAWrite), decided, ports);
  const recordNext = async (): Promise<typeof again | undefined> => {
    const [now, later] = [waiting.slice(0, rowsInAWrite), waiting.slice(rowsInAWrite)];
    const known = await ahead;
    // The next rows are looked up while these are written. The write's own conditions catch a change in between.
    const further = lookUp(later.slice(0, rowsInAWrite), decided, ports);
    const worked = await workOut(now, known, decided, ports);
    const recorded = await ports.runAwards.record(worked, { runId: run.runId, part, pass: run.pass, number: kept.number });
    if (recorded.kind === "recorded") {
      kept = { ...kept, number: kept.number + 1 };
      waiting = later;
      ahead = further;
      return undefined;
    }
    kept = await keptOf(decided, ports);
    waiting = waitingIn(decided, kept);
    ahead = lookUp(waiting.slice(0, rowsInAWrite), decided, ports);
    return waiting.length > 0 ? again : undefined;
  };
  while (waiting.length > 0) await retry(recordNext);
};

type KnownRow = KnownHere & { readonly own: HouseholdIdentity; readonly found: FoundCandidates };

type Kept = { readonly number: number; readonly results: readonly RunResult[] };

const keptOf = async ({ run, part }: ListPart, { runs }: ListPorts): Promise<Kept> => {
  const results = await runs.results(run.runId, part);
  return { number: results.filter(({ pass }) => pass === run.pass).length, results };
};

/** Rows that the check passed, or that the money did not reach in an earlier pass. */
const waitingIn = ({ run, rows }: ListPart, { results }: Kept): readonly RowOfList[] => {
  const last = new Map<number, RowOutcome & { readonly pass: number }>();
  for (const { pass, outcomes } of results) for (const outcome of outcomes) last.set(outcome.row, { ...outcome, pass });
  return rows.filter(({ row }) => {
    const before = last.get(row);
    return before && before.pass < run.pass && (before.kind === "toAward" || before.kind === "noMoney");
  });
};

/** Begun before it is awaited: the empty catch keeps a failure from ending the process until then. */
const lookUp = (rows: readonly RowOfList[], decided: ListPart, ports: ListPorts): Promise<readonly KnownRow[]> => {
  const found = findKnown(rows, decided, ports);
  found.catch(() => undefined);
  return found;
};

const findKnown = async (
  rows: readonly RowOfList[],
  { clock }: ListPart,
  { knownPeople, schemes }: ListPorts,
): Promise<readonly KnownRow[]> => {
  if (rows.length === 0) return [];
  const now = clock();
  const owns = rows.map((row) => identityOfRow(row, londonDay(now)));
  const known = await knownPeople.of(owns, schemeAt(await schemes.book(now), now)?.matching);
  return owns.flatMap((own, index) => {
    const person = known[index];
    if (!person) return [];
    const { here, mayBe, found } = person;
    const { householdId, claims } = here ?? { householdId: own.householdId, claims: noClaims(own.householdId) };
    return [{ householdId, claims, isNew: here === undefined, mayBe, own, found }];
  });
};

const identityOfRow = ({ caseId, read }: RowOfList, today: Day) =>
  identityOf(describedByRow(read), { householdId: `H-${caseId}`, caseId, today });

/** Rows are decided at the time of their own write: by its day, its scheme and its budget. */
const workOut = async (
  rows: readonly RowOfList[],
  known: readonly KnownRow[],
  { run, clock }: ListPart,
  { schemes }: ListPorts,
): Promise<readonly RowToRecord[]> => {
  const now = clock();
  const scheme = schemeAt(await schemes.book(now), now);
  // Two rows can be of households that were joined: the later one is worked out from what the earlier one leaves.
  const left = new Map<string, HouseholdClaims>();
  return rows.flatMap((row, index): RowToRecord[] => {
    if (scheme?.code !== run.scheme) return [setAsideAsOver(row)];
    const own = known[index];
    if (!own) return [];
    const claims = left.get(own.claims.householdId) ?? own.claims;
    const worked = workOutRow(row, { ...own, claims }, { run, scheme, by: run.approvedBy ?? run.preparedBy, now });
    if (worked.kind === "toAward") left.set(claims.householdId, worked.consequences.claims);
    return [worked.kind === "toAward" && own.isNew ? { ...worked, newHere: { own: own.own, keys: own.found.keys } } : worked];
  });
};

const setAsideAsOver = ({ row, read: { reference } }: RowOfList): WorkedOut => ({
  kind: "settled",
  outcome: { row, reference, kind: "setAside", because: schemeOverWords },
});

const check = async (decided: ListPart, ports: ListPorts): Promise<void> => {
  const { run, part, rows } = decided;
  const key = await ports.matchingKey();
  const outcomes: RowOutcome[] = [];
  for (let from = 0; from < rows.length; from += rowsInAWrite) {
    const some = rows.slice(from, from + rowsInAWrite);
    const worked = await workOut(some, await lookUp(some, decided, ports), decided, ports);
    outcomes.push(
      ...(await Promise.all(worked.map((one) => (one.kind === "toAward" ? toLookAt(one, key, ports.destinations) : one.outcome)))),
    );
  }
  await ports.runs.keep({ runId: run.runId, part, pass: checkPass, number: 0, outcomes });
};

/** A row’s name, household and destinations, for the run’s approver. */
const toLookAt = async (
  { outcome, row: { read }, known }: Extract<WorkedOut, { kind: "toAward" }>,
  key: string,
  destinations: Pick<Destinations, "others">,
): Promise<RowOutcome> => ({
  ...outcome,
  kind: "toAward",
  awardId: undefined,
  name: read.name,
  householdId: known.claims.householdId,
  goesTo: await goesToOf(key, read, known.claims.householdId, destinations),
});
