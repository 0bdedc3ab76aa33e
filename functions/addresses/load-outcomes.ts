import type { Outcomes } from "../../shared/http/act.ts";
import { json, problem } from "../../shared/http/reply.ts";
import { listReply } from "./address-list-page.ts";
import type { LoadOutcome } from "./load-addresses.ts";

type Wrong = Extract<LoadOutcome, { kind: "wrong" }>;

const rowsWrong = ({ problems, problemsInAll }: Wrong): readonly string[] => [
  ...problems.map(({ row, because }) => `Row ${row}: ${because}`),
  ...(problemsInAll > problems.length ? [`${problemsInAll - problems.length} more rows are wrong.`] : []),
];

export const loadOutcomes: Outcomes<LoadOutcome> = {
  loaded: { page: () => ({ to: "/addresses?loaded=yes" }), api: ({ list }) => json(listReply(list), 201) },
  refused: {
    page: ({ because }) => ({ status: 400, errors: [{ field: "list", text: because }] }),
    api: ({ because }) => problem("list-unreadable", { detail: because }),
  },
  wrong: {
    page: (wrong) => ({ status: 400, errors: rowsWrong(wrong).map((text) => ({ field: "list", text })) }),
    api: (wrong) => problem("list-unreadable", { detail: rowsWrong(wrong).join(" ") }),
  },
};
