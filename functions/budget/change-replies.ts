import type { BudgetChange } from "../../shared/domain/ledger/budget-change.ts";
import type { ChangeProblem } from "../../shared/domain/ledger/budget-change-problems.ts";
import { invalidRequest } from "../../shared/http/answer.ts";
import { pointerOf } from "../../shared/http/field-errors.ts";
import { json, problem, type Reply } from "../../shared/http/reply.ts";
import { othersChangeWords, ownChangeWords, settledWords } from "./change-words.ts";
import type { ProposeOutcome } from "./propose-change.ts";
import type { SettleOutcome } from "./settle-change.ts";

/** A change as the API gives it. Pence. */
export const changeReply = ({ changeId, scheme, kind, amount, budget, to, why, state, proposedBy, proposedAt, settled }: BudgetChange) => ({
  changeId,
  scheme,
  kind,
  amount,
  ...(budget && { budget }),
  ...(to && { to }),
  why,
  state,
  proposedBy,
  proposedAt,
  ...(settled && { settled }),
});

/** Done is 201; what waits for a second person is taken and not yet done. */
export const proposeReply = (outcome: ProposeOutcome): Reply => {
  switch (outcome.kind) {
    case "proposed":
      return json(changeReply(outcome.change), outcome.change.state === "waiting" ? 202 : 201);
    case "otherChangeUnderThisId":
      return problem("idempotency-key-reused");
    case "problems":
      return invalidRequest(outcome.problems.map(({ field, message }) => ({ path: [field], message })));
  }
};

export const settleReply = (outcome: SettleOutcome): Reply => {
  switch (outcome.kind) {
    case "settled":
      return json(changeReply(outcome.change), 201);
    case "notFound":
      return problem("not-found");
    case "proposedByYou":
      return problem("second-person-needed", { detail: ownChangeWords });
    case "proposedByAnother":
      return problem("second-person-needed", { detail: othersChangeWords });
    case "settledByAnother":
      return problem("budget-change-settled", { detail: settledWords(outcome.change), change: changeReply(outcome.change) });
    case "problems":
      return problem("budget-change-not-possible", { problems: outcome.problems.map(problemReply) });
  }
};

const problemReply = ({ field, message }: ChangeProblem) => ({ pointer: pointerOf([field]), detail: message });
