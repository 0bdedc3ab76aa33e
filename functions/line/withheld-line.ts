import { withheldWords } from "../../shared/domain/case/conflict-of-interest.ts";
import type { Line } from "../../shared/domain/line/line.ts";
import type { Lines } from "../../shared/store/lines.ts";

/** A line in the list of a person with an interest in its household. It shows that the line exists, and not its outcome. */
const withheldLine = ({ trouble: _trouble, provided: _provided, reason: _reason, ...line }: Line): Line => ({
  ...line,
  item: "withheld",
  category: "withheld",
  label: withheldWords,
  steps: [],
});

export type LineInList = { readonly line: Line; readonly isWithheld: boolean };

/** The lines of a list as this person may read them. */
export const asReadBy = async (
  personId: string,
  found: readonly Line[],
  lines: Pick<Lines, "barredFrom">,
): Promise<readonly LineInList[]> => {
  const barred = found.length > 0 ? await lines.barredFrom(personId, found) : new Set<string>();
  return found.map((line) => {
    const isWithheld = barred.has(line.caseId);
    return { line: isWithheld ? withheldLine(line) : line, isWithheld };
  });
};
