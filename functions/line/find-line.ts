import { caseIdOf } from "../../shared/domain/ids.ts";
import type { LineSeen, Lines } from "../../shared/store/lines.ts";

const linePattern = /^(.+)\.([1-9]\d?)$/;

/** A line by its id; undefined for what is no line's. */
export const findLine = async (lineId: string, lines: Pick<Lines, "find">): Promise<LineSeen | undefined> => {
  const caseId = caseIdOf(lineId);
  const [, awardId = "", number = ""] = linePattern.exec(lineId) ?? [];
  return caseId && awardId ? lines.find(caseId, awardId, Number(number) - 1) : undefined;
};
