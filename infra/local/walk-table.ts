import type { Case, CaseStatus } from "../../shared/domain/case/case.ts";
import { firstPart } from "../../shared/domain/run/run.ts";
import type { RowOfList } from "../../shared/domain/run/work-out-row.ts";
import type { Cases } from "../../shared/store/cases.ts";
import type { Runs } from "../../shared/store/runs.ts";
import { type BadCursor, isBadCursor, type Slice, type SliceWanted } from "../../shared/store/slices.ts";

const readTogether = 16;

async function* slicesOf<T>(read: (wanted: SliceWanted) => Promise<Slice<T> | BadCursor>): AsyncGenerator<readonly T[]> {
  let after: string | undefined;
  do {
    const slice = await read({ limit: readTogether, ...(after && { after }) });
    if (isBadCursor(slice)) throw new RangeError("A list took its own cursor for another's.");
    yield slice.items;
    after = slice.next;
  } while (after);
}

/** The cases of one status, a few at a time. */
export const everyCase = (status: CaseStatus, cases: Pick<Cases, "list">): AsyncGenerator<readonly Case[]> =>
  slicesOf((wanted) => cases.list(status, wanted));

export type AwardedRow = { readonly row: RowOfList; readonly awardId: string };

/** The awarded rows of runs from a list, a few at a time. */
export async function* awardedRows(runs: Pick<Runs, "list" | "rows" | "results">): AsyncGenerator<readonly AwardedRow[]> {
  for await (const slice of slicesOf(runs.list)) {
    for (const { runId, parts } of slice.filter(({ from }) => from === "list")) {
      for (let part = firstPart; part <= parts; part += 1) {
        const [rows, results] = await Promise.all([runs.rows(runId, part), runs.results(runId, part)]);
        const awarded = results.flatMap(({ outcomes }) => outcomes).filter(({ kind }) => kind === "awarded");
        const awardIds = new Map(awarded.map(({ row, awardId }) => [row, awardId]));
        const listed = (rows?.list ?? []).flatMap((row): AwardedRow[] => {
          const awardId = awardIds.get(row.row);
          return awardId ? [{ row, awardId }] : [];
        });
        for (let from = 0; from < listed.length; from += readTogether) yield listed.slice(from, from + readTogether);
      }
    }
  }
}
