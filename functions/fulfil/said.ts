import type { LinesImported } from "./import-line-results.ts";
import type { SteppedMany } from "./step-many.ts";

/** What became of what somebody sent, and which rows could not be used. */
export type Said = { readonly title: string; readonly text: string; readonly problems: readonly string[] };

const lines = (count: number) => (count === 1 ? "1 line" : `${count} lines`);

/** What became of a step for many lines, where not all of it was done. */
export const steppedWords = ({ taken, problems }: SteppedMany) => {
  if (taken === 0 && problems.length === 0) return { title: "Nothing was done", text: "Choose at least one line.", problems };
  return {
    title: taken === 0 ? "Nothing was done" : "Not all of it was done",
    text: `Done for ${lines(taken)}, not for ${lines(problems.length)}.`,
    problems,
  };
};

/** What became of a file of results. */
export const importedWords = (imported: LinesImported) => {
  if (imported.kind === "refused") return { title: "The file was not taken", text: imported.because, problems: [] };
  const { moved, known, problems } = imported;
  const left = problems.length > 0 ? ` ${problems.length} ${problems.length === 1 ? "row" : "rows"} could not be used:` : "";
  return {
    title: "The file was taken",
    text: `${lines(moved)} moved on, ${known} had been so already.${left}`,
    problems: problems.map(({ row, because }) => `Row ${row}: ${because}`),
  };
};
