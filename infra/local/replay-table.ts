import { type Difference, type Replayed, replay, replayListAward } from "../../shared/domain/audit/replay.ts";
import { type CaseStatus, caseStatusWords, decisionOf, waitOf } from "../../shared/domain/case/case.ts";
import type { SchemeBook } from "../../shared/domain/scheme/scheme-book.ts";
import { type Awards, dynamoAwards } from "../../shared/store/awards.ts";
import { type Cases, dynamoCases } from "../../shared/store/cases.ts";
import type { Table } from "../../shared/store/items.ts";
import { dynamoRuns } from "../../shared/store/runs.ts";
import { dynamoSchemes } from "../../shared/store/schemes.ts";
import { type AwardedRow, awardedRows, everyCase } from "./walk-table.ts";

/** Counts of the decisions made again, and the differences by case or award. */
export type ReplayedTable = {
  readonly cases: { readonly [S in CaseStatus]: number };
  /** Awards that a run made from a list. They have no case. */
  readonly listAwards: number;
  readonly assessments: number;
  readonly differing: readonly { readonly id: string; readonly differences: readonly Difference[] }[];
};

const statuses = Object.keys(caseStatusWords) as CaseStatus[];
type ReplayedOne = Replayed & { readonly id: string };

/** Decides every stored case and every award of a list again. An open case is only assessed, as when it was sent. */
export const replayTable = async (table: Table): Promise<ReplayedTable> => {
  const [cases, runs, awards] = [dynamoCases(table), dynamoRuns(table), dynamoAwards(table)];
  const book = await dynamoSchemes(table).freshBook();
  const counts = { waiting: 0, asked: 0, toApprove: 0, forMoney: 0, awarded: 0, refused: 0 } satisfies Record<CaseStatus, number>;
  const found = { listAwards: 0, assessments: 0, differing: [] as { id: string; differences: readonly Difference[] }[] };
  const add = ({ id, assessments, differences }: ReplayedOne) => {
    found.assessments += assessments;
    if (differences.length > 0) found.differing.push({ id, differences });
  };
  for (const status of statuses) {
    for await (const slice of everyCase(status, cases)) {
      for (const one of await Promise.all(slice.map(({ caseId }) => replayCase(caseId, cases, book)))) {
        counts[status] += 1;
        add(one);
      }
    }
  }
  for await (const listed of awardedRows(runs)) {
    for (const one of await Promise.all(listed.map((row) => replayRow(row, awards, book)))) {
      found.listAwards += 1;
      add(one);
    }
  }
  return { cases: counts, ...found };
};

const replayCase = async (caseId: string, cases: Pick<Cases, "whole">, book: SchemeBook): Promise<ReplayedOne> => {
  const whole = await cases.whole(caseId);
  if (!whole) return missing(caseId, "Its application is missing.");
  return { id: caseId, ...replay({ ...whole, caseId, decision: decisionOf(whole.case), waits: waitOf(whole.case) }, book) };
};

const missing = (id: string, because: string): ReplayedOne => ({ id, assessments: 0, differences: [{ what: "cannotDecide", because }] });

const replayRow = async ({ row, awardId }: AwardedRow, awards: Pick<Awards, "find">, book: SchemeBook): Promise<ReplayedOne> => {
  const award = await awards.find(row.caseId, awardId);
  return award ? { id: awardId, ...replayListAward(award, row.read, book) } : missing(awardId, "It is missing.");
};
