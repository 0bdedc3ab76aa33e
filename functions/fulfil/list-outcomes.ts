import type { Outcomes } from "../../shared/http/act.ts";
import { json, problem } from "../../shared/http/reply.ts";
import type { ImportOutcome } from "./import-line-results.ts";
import type { LinesStepped } from "./step-lines.ts";

/** A title, a sentence, and every line or row that was not done. */
export type Notice = { readonly title: string; readonly text: string; readonly problems: readonly string[] };

const lines = (count: number) => (count === 1 ? "1 line" : `${count} lines`);

/** Some of the chosen lines did not take the step. */
export const steppedNotice = ({ taken, problems }: LinesStepped): Notice => {
  if (taken === 0 && problems.length === 0) return { title: "Nothing was done", text: "Choose at least one line.", problems };
  return {
    title: taken === 0 ? "Nothing was done" : "Not all of it was done",
    text: `Done for ${lines(taken)}, not for ${lines(problems.length)}.`,
    problems,
  };
};

const importedNotice = ({ moved, known, waiting, problems }: Extract<ImportOutcome, { kind: "imported" }>): Notice => {
  const left = problems.length > 0 ? ` ${problems.length} ${problems.length === 1 ? "row" : "rows"} could not be used:` : "";
  const waits =
    waiting > 0
      ? ` ${waiting} ${waiting === 1 ? "waits" : "wait"} under “Needs somebody”, for the provider or for a second person, before any money comes back.`
      : "";
  return {
    title: "The file was taken",
    text: `${lines(moved)} moved on, ${known} had been so already.${waits}${left}`,
    problems: problems.map(({ row, because }) => `Row ${row}: ${because}`),
  };
};

export const importOutcomes: Outcomes<ImportOutcome, Notice> = {
  imported: {
    page: (imported) => ({ status: 200, notice: importedNotice(imported) }),
    api: ({ moved, known, waiting, problems }) =>
      json({ moved, known, waiting, problems: problems.map(({ row, because }) => ({ row, because })) }),
  },
  notFound: { page: () => ({ status: 404 }), api: () => problem("not-found") },
  refused: {
    page: ({ because }) => ({ status: 400, notice: { title: "The file was not taken", text: because, problems: [] } }),
    api: ({ because }) => problem("list-unreadable", { detail: because }),
  },
};
