import { londonDay } from "../../shared/domain/dates.ts";
import { earliestNextDates, type NextDate } from "../../shared/domain/household/household.ts";
import { schemeOn } from "../../shared/domain/scheme/scheme-book.ts";
import type { Cases } from "../../shared/store/cases.ts";
import type { Schemes } from "../../shared/store/schemes.ts";

export type NextDatePorts = { readonly cases: Pick<Cases, "find" | "claims">; readonly schemes: Pick<Schemes, "book"> };

/** The first day of each requested need, by the function that tells the resident and the assessor. A service learns no more of the awards. */
export const nextDatesOf = async (caseId: string, now: Date, { cases, schemes }: NextDatePorts): Promise<readonly NextDate[]> => {
  const [head, book] = await Promise.all([cases.find(caseId), schemes.book(now)]);
  const today = londonDay(now);
  const scheme = schemeOn(book, today);
  if (!head || !scheme) return [];
  return earliestNextDates(scheme, await cases.claims(head.householdId), head.needs, today);
};
