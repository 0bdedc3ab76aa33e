import { barredWords } from "../../shared/domain/case/conflict-of-interest.ts";
import { type Line, lineStates } from "../../shared/domain/line/line.ts";
import { isOwnCode, isPossible, lineActionNames, mayAct } from "../../shared/domain/line/line-action.ts";
import { actorOf, type Principal } from "../../shared/domain/principal.ts";
import { lowerFirst } from "../../shared/domain/text.ts";
import { invalidRequest } from "../../shared/http/answer.ts";
import { json, problem, type Reply } from "../../shared/http/reply.ts";
import { codeEnding, mayReadWhy, readerOf } from "../line/line-words.ts";
import type { LineStepOutcome, LineStepRefused } from "./take-line-step.ts";

/** A line as a program sees it. A code is nobody's but the resident's. */
export const lineReply = (line: Line, principal: Principal) => {
  const { lineId, awardId, caseId, item, label, category, delivery, amount, state, version, fulfiller, trouble, provided, steps } = line;
  const reader = readerOf(principal);
  return {
    ...{ lineId, awardId, caseId, item, label, category, delivery, amount, state, version, fulfiller },
    trouble: trouble && { because: trouble.because, at: trouble.at },
    provided: provided && {
      reference: provided.reference,
      codeEnding: provided.code && codeEnding(provided.code),
      expiresOn: provided.expiresOn,
    },
    steps: steps.map((taken) => {
      const { step, at, by, why } = taken;
      return { step, at, by: actorOf(by), ...(why && mayReadWhy(taken, reader) && { why }) };
    }),
    mayDo: lineActionNames.filter(
      (name) => isPossible(name, line) && mayAct(name, principal.roles) && !isOwnCode(name, line, principal.id),
    ),
  };
};

const nowWords = ({ state, steps }: Line): string => {
  const by = steps.at(-1)?.by.name;
  return `It is now: ${lowerFirst(lineStates[state])}${by ? ` (${by})` : ""}.`;
};

/** Why a step was not taken, in the same words for page and program. */
export const refusalWords = (outcome: LineStepRefused): string => {
  switch (outcome.kind) {
    case "barred":
      return barredWords;
    case "notTheirs":
      return "This step is not yours to take. Nothing was changed.";
    case "ownDecision":
      return "You decided on this award, so somebody else gives the code out. Nothing was changed.";
    case "otherStepUnderThisId":
      return "This was sent before as another step, so nothing more was done.";
    case "stale":
      return `Somebody changed this after you opened it, so nothing was done. ${nowWords(outcome.now)}`;
    case "notPossible":
      return `This cannot be done with it as it stands, so nothing was done. ${nowWords(outcome.now)}`;
    case "reasonMissing":
      return "Enter the reason";
    case "codeUsed":
      return "The provider says that the code was used, so its money cannot come back. Nothing was changed.";
  }
};

export const statusOf = ({ kind }: LineStepRefused): 400 | 403 | 409 => {
  if (kind === "barred" || kind === "notTheirs" || kind === "ownDecision") return 403;
  return kind === "reasonMissing" ? 400 : 409;
};

export const stepReply = (outcome: LineStepOutcome, principal: Principal): Reply => {
  switch (outcome.kind) {
    case "taken":
      return json(lineReply(outcome.line, principal), 201);
    case "notFound":
      return problem("not-found");
    case "barred":
      return problem("interest-declared", { detail: refusalWords(outcome) });
    case "notTheirs":
      return problem("forbidden", { detail: refusalWords(outcome) });
    case "ownDecision":
      return problem("second-person-needed", { detail: refusalWords(outcome) });
    case "otherStepUnderThisId":
      return problem("idempotency-key-reused", { detail: refusalWords(outcome) });
    case "stale":
      return problem("stale-case", { detail: refusalWords(outcome), line: lineReply(outcome.now, principal) });
    case "notPossible":
    case "codeUsed":
      return problem("step-not-possible", { detail: refusalWords(outcome), line: lineReply(outcome.now, principal) });
    case "reasonMissing":
      return invalidRequest([{ path: ["why"], message: refusalWords(outcome) }]);
  }
};
