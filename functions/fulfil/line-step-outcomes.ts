import { barredWords } from "../../shared/domain/case/conflict-of-interest.ts";
import { type Line, lineStates } from "../../shared/domain/line/line.ts";
import type { Principal } from "../../shared/domain/principal.ts";
import { lowerFirst } from "../../shared/domain/text.ts";
import type { Outcomes } from "../../shared/http/act.ts";
import { invalidRequest } from "../../shared/http/answer.ts";
import { json, type ProblemType, problem } from "../../shared/http/reply.ts";
import { lineReply } from "./line-reply.ts";
import type { LineStepOutcome, LineStepRefused } from "./take-line-step.ts";

const nowWords = ({ state, steps }: Line): string => {
  const by = steps.at(-1)?.by.name;
  return `It is now: ${lowerFirst(lineStates[state])}${by ? ` (${by})` : ""}.`;
};

/** Why a step was not taken, in the same words on a page, in a list of lines and in the API. */
export const refusalWords = (outcome: LineStepRefused): string => {
  switch (outcome.kind) {
    case "barred":
      return barredWords;
    case "notTheirs":
      return "This step is not yours to take. Nothing was changed.";
    case "ownDecision":
      return `${outcome.because} Nothing was changed.`;
    case "otherStepUnderThisId":
      return "This was sent before as another step, so nothing more was done.";
    case "stale":
      return `Somebody changed this after you opened it, so nothing was done. ${nowWords(outcome.now)}`;
    case "notPossible":
      return `This cannot be done with it as it stands, so nothing was done. ${nowWords(outcome.now)}`;
    case "reasonMissing":
      return "Enter the reason";
    case "codeUsed":
      return "The provider says that the code was used, so its money cannot come back.";
  }
};

const refused = (status: 403 | 409, type: ProblemType) => ({
  page: (outcome: LineStepRefused) => ({ status, notice: refusalWords(outcome) }),
  api: (outcome: LineStepRefused) => problem(type, { detail: refusalWords(outcome) }),
});

/** Refused because of how the line now stands, so the API gives the line too. */
const refusedNow = (type: ProblemType) => ({
  page: (outcome: LineStepRefused) => ({ status: 409, notice: refusalWords(outcome) }),
  api: (outcome: LineStepRefused & { readonly now: Line }, { by }: { readonly by: Principal }) =>
    problem(type, { detail: refusalWords(outcome), line: lineReply(outcome.now, by) }),
});

export const lineStepOutcomes: Outcomes<LineStepOutcome> = {
  taken: { page: ({ line: { lineId } }) => ({ to: `/lines/${lineId}` }), api: ({ line }, { by }) => json(lineReply(line, by), 201) },
  waitsForProvider: {
    page: ({ line: { lineId } }) => ({ to: `/lines/${lineId}` }),
    api: ({ line }, { by }) => json(lineReply(line, by), 202),
  },
  notFound: { page: () => ({ status: 404 }), api: () => problem("not-found") },
  barred: refused(403, "interest-declared"),
  notTheirs: refused(403, "forbidden"),
  ownDecision: refused(403, "second-person-needed"),
  otherStepUnderThisId: refused(409, "idempotency-key-reused"),
  stale: refusedNow("stale-case"),
  notPossible: refusedNow("step-not-possible"),
  codeUsed: refusedNow("step-not-possible"),
  reasonMissing: {
    page: (outcome, { form }) => ({ status: 400, errors: [{ field: `why-${form.one("action")}`, text: refusalWords(outcome) }] }),
    api: (outcome) => invalidRequest([{ path: ["why"], message: refusalWords(outcome) }]),
  },
};
