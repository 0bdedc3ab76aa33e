import { zeroPence } from "../money.ts";
import type { CohortRow } from "./cohort-row.ts";
import type { RowOutcome } from "./row-outcome.ts";

/** A place to which several rows go, or to which an earlier award went for another household. */
export type SharedPlace = {
  readonly shown: string;
  readonly rows: readonly number[];
  readonly rowsInAll: number;
  /** Rows of the run before, of other households. */
  readonly before: readonly number[];
  /** Other households that had money or codes there, by any award. */
  readonly elsewhere?: number;
};

/** A row to open: a row of a list in full, but for the account; of a chosen case its case. */
export type SampleRow = {
  readonly row: number;
  readonly caseId?: string;
  readonly read?: Omit<CohortRow, "payTo"> & { readonly payTo?: string };
};

/**
 * A summary of the rows that would be awarded, for the approver: worked out once when the check has ended. Kept with the
 * run, so that a page of a large run reads no more than its own rows.
 */
export type RunLook = {
  readonly runId: string;
  readonly places: readonly SharedPlace[];
  readonly placesInAll: number;
  readonly sharing: readonly number[];
  /** The largest first. */
  readonly largest: readonly number[];
  /** The last run of the same kind, and the rows of households that it did not award. Absent where there was none. */
  readonly since?: { readonly runId: string; readonly title: string; readonly newRows: readonly number[] };
  readonly sample: readonly SampleRow[];
};

const mostPlaces = 20;
const rowsOfAPlace = 10;
const mostLargest = 10;

type Place = { readonly shown: string; readonly own: RowOutcome[]; readonly before: RowOutcome[]; elsewhere: number };

/** Several rows of one household share nothing with anybody. */
const householdsAt = ({ own, before }: Place): number =>
  new Set([...own, ...before].map(({ row, householdId }) => householdId ?? row)).size;

const sharedPlaces = (rows: readonly RowOutcome[], before: readonly RowOutcome[]): readonly Place[] => {
  const places = new Map<string, Place>();
  const add = (outcomes: readonly RowOutcome[], where: "own" | "before") => {
    for (const outcome of outcomes) {
      for (const { hash, shown, elsewhere = 0 } of outcome.goesTo ?? []) {
        const place = places.get(hash) ?? { shown, own: [], before: [], elsewhere: 0 };
        places.set(hash, place);
        place[where].push(outcome);
        if (where === "own") place.elsewhere = Math.max(place.elsewhere, elsewhere);
      }
    }
  };
  add(rows, "own");
  add(before, "before");
  return [...places.values()]
    .filter((place) => place.own.length > 0 && (householdsAt(place) > 1 || place.elsewhere > 0))
    .sort((a, b) => b.own.length - a.own.length);
};

const numbersOf = (rows: readonly RowOutcome[]): readonly number[] => rows.map(({ row }) => row).sort((a, b) => a - b);

export type ToLookAt = {
  readonly runId: string;
  readonly outcomes: readonly RowOutcome[];
  /** Outcomes of the last run of the same kind. Older outcomes name no household. */
  readonly last?: { readonly runId: string; readonly title: string; readonly outcomes: readonly RowOutcome[] };
};

export const rowsToAward = (outcomes: readonly RowOutcome[]): readonly RowOutcome[] => outcomes.filter(({ kind }) => kind === "toAward");

export const lookOf = ({ runId, outcomes, last }: ToLookAt): Omit<RunLook, "sample"> => {
  const rows = rowsToAward(outcomes);
  const before = (last?.outcomes ?? []).filter(({ kind }) => kind === "awarded");
  const places = sharedPlaces(rows, before);
  const known = new Set(before.flatMap(({ householdId }) => householdId ?? []));
  const isComparable = last !== undefined && before.every(({ householdId }) => householdId !== undefined);
  return {
    runId,
    places: places.slice(0, mostPlaces).map((place) => ({
      shown: place.shown,
      rows: numbersOf(place.own).slice(0, rowsOfAPlace),
      rowsInAll: place.own.length,
      before: numbersOf(place.before).slice(0, rowsOfAPlace),
      ...(place.elsewhere > 0 && { elsewhere: place.elsewhere }),
    })),
    placesInAll: places.length,
    sharing: [...new Set(places.flatMap(({ own }) => numbersOf(own)))].sort((a, b) => a - b),
    largest: rows
      .toSorted((a, b) => (b.amount ?? zeroPence) - (a.amount ?? zeroPence) || a.row - b.row)
      .slice(0, mostLargest)
      .map(({ row }) => row),
    ...(isComparable && {
      since: {
        runId: last.runId,
        title: last.title,
        newRows: numbersOf(rows.filter(({ householdId }) => householdId === undefined || !known.has(householdId))),
      },
    }),
  };
};
