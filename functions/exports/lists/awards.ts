import type { LedgerEntry } from "../../../shared/domain/ledger/ledger.ts";
import { categoryOf } from "../../../shared/domain/scheme/scheme.ts";
import type { ExportRows } from "../../../shared/store/export-rows.ts";
import { fromLedger, type ReadRows, type RowOf, schemeOf } from "../list-rows.ts";

export type Opening = LedgerEntry & { readonly award: NonNullable<LedgerEntry["award"]> };

/** The entries that open a line, each once. */
export const openings = (entries: readonly LedgerEntry[]): readonly Opening[] =>
  entries.flatMap(({ award, ...entry }) =>
    award && (entry.kind === "award" || entry.kind === "reservation") ? [{ ...entry, award }] : [],
  );

/** Leaves out what belongs to households in which the person has declared an interest. */
export const readableBy = async (
  personId: string,
  found: readonly Opening[],
  rows: Pick<ExportRows, "barredFrom">,
): Promise<readonly Opening[]> => {
  const barred = await rows.barredFrom(
    personId,
    found.map(({ award }) => award),
  );
  return found.filter(({ award }) => !barred.has(award.caseId));
};

export const readAwards: ReadRows<"awards"> = fromLedger<RowOf<"awards">>(["AWARDED"], async (entries, asked, ports) => {
  const scheme = await schemeOf(asked, ports);
  const isNarrowed = asked.filter.category !== undefined;
  // An award in two categories opens a line in each, and stands in the list of either once.
  const first = openings(entries).filter(({ award: { countsAward } }) => (isNarrowed ? countsAward.inCategory : countsAward.inScheme));
  const readable = await readableBy(asked.askedBy.id, first, ports.rows);
  const awards = await ports.rows.awards(readable.map(({ award }) => award));
  return {
    leftOut: first.length - readable.length,
    rows: readable.map(({ at, by, award: { awardId, caseId, householdId }, amount }) => {
      const award = awards.get(awardId);
      const categories = [...new Set(award?.lines.map(({ category }) => categoryOf(scheme, category)?.label ?? category))];
      return {
        ...{ at, awardId, caseId, householdId: award?.householdId ?? householdId },
        categories: categories.join("; "),
        lines: award?.lines.length ?? 1,
        total: award?.total ?? amount,
        by: by.name,
        awaitsApproval: award?.awaitsApproval ? "Yes" : "No",
        run: award?.run?.runId,
      };
    }),
  };
});
