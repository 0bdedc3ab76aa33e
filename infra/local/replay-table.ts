import { type Difference, replay } from "../../shared/domain/audit/replay.ts";
import { type CaseStatus, decisionOf } from "../../shared/domain/case/case.ts";
import type { SchemeBook } from "../../shared/domain/scheme/scheme-book.ts";
import { type Cases, dynamoCases } from "../../shared/store/cases.ts";
import type { Table } from "../../shared/store/items.ts";
import { isBadCursor } from "../../shared/store/pages.ts";
import { dynamoSchemes } from "../../shared/store/schemes.ts";

/** How many cases and assessments were made again, and what came out otherwise, by its case. */
export type ReplayedTable = {
  readonly cases: number;
  readonly assessments: number;
  readonly differing: readonly { readonly caseId: string; readonly differences: readonly Difference[] }[];
};

const statuses: readonly CaseStatus[] = ["waiting", "asked", "awarded", "refused"];
const casesAtOnce = 16;

/** Decides every stored case again, open ones as far as they were looked at when they were sent. */
export const replayTable = async (table: Table): Promise<ReplayedTable> => {
  const cases = dynamoCases(table);
  const book = await dynamoSchemes(table).freshBook();
  const found = { cases: 0, assessments: 0, differing: [] as { caseId: string; differences: readonly Difference[] }[] };
  for (const status of statuses) {
    for await (const caseIds of caseIdsOf(status, cases)) {
      for (const one of await Promise.all(caseIds.map((caseId) => replayCase(caseId, cases, book)))) {
        found.cases += 1;
        found.assessments += one.assessments;
        if (one.differences.length > 0) found.differing.push({ caseId: one.caseId, differences: one.differences });
      }
    }
  }
  return found;
};

async function* caseIdsOf(status: CaseStatus, cases: Pick<Cases, "queue">): AsyncGenerator<readonly string[]> {
  let after: string | undefined;
  do {
    const page = await cases.queue(status, { limit: casesAtOnce, ...(after && { after }) });
    if (isBadCursor(page)) throw new RangeError("A list took its own cursor for another's.");
    yield page.items.map(({ caseId }) => caseId);
    after = page.next;
  } while (after);
}

const replayCase = async (caseId: string, cases: Pick<Cases, "whole">, book: SchemeBook) => {
  const whole = await cases.whole(caseId);
  if (!whole) return { caseId, assessments: 0, differences: [{ what: "cannotDecide", because: "Its application is missing." }] as const };
  return { caseId, ...replay({ ...whole, caseId, decision: decisionOf(whole.case) }, book) };
};
