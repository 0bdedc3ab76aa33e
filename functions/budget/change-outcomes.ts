import type { BudgetChange, BudgetRef } from "../../shared/domain/ledger/budget-change.ts";
import type { ChangeProblem } from "../../shared/domain/ledger/budget-change-problems.ts";
import { actorOf } from "../../shared/domain/principal.ts";
import type { Outcomes } from "../../shared/http/act.ts";
import { invalidRequest } from "../../shared/http/answer.ts";
import { pointerOf } from "../../shared/http/field-errors.ts";
import { json, problem } from "../../shared/http/reply.ts";
import { changePath } from "./change-page.ts";
import { othersChangeWords, ownChangeWords, sentOtherwiseWords, settledWords } from "./change-words.ts";
import type { ProposeOutcome } from "./propose-change.ts";
import type { SettleOutcome } from "./settle-change.ts";

const budgetReply = ({ category, period, pot }: BudgetRef) => ({ category, period, pot });

const settledReply = ({ by, at, why }: NonNullable<BudgetChange["settled"]>) => ({ by: actorOf(by), at, ...(why && { why }) });

export const changeReply = ({
  changeId,
  scheme,
  kind,
  amount,
  budget,
  to,
  spend,
  administration,
  stands,
  why,
  state,
  proposedBy,
  proposedAt,
  settled,
}: BudgetChange) => ({
  changeId,
  scheme,
  kind,
  amount,
  ...(budget && { budget: budgetReply(budget) }),
  ...(to && { to: budgetReply(to) }),
  ...(spend && { spend }),
  ...(administration && { administration }),
  ...(stands !== undefined && { stands }),
  why,
  state,
  proposedBy: actorOf(proposedBy),
  proposedAt,
  ...(settled && { settled: settledReply(settled) }),
});

/** A change done at once is 201; one that waits for a second person is 202. */
export const proposeOutcomes: Outcomes<ProposeOutcome> = {
  proposed: {
    page: ({ change }) => ({ to: changePath(change) }),
    api: ({ change }) => json(changeReply(change), change.state === "waiting" ? 202 : 201),
  },
  notFound: { page: () => ({ status: 404 }), api: () => problem("not-found") },
  otherChangeUnderThisId: {
    page: () => ({ status: 409, errors: [{ field: "amount", text: sentOtherwiseWords }] }),
    api: () => problem("idempotency-key-reused"),
  },
  problems: {
    page: ({ problems }) => ({ status: 400, errors: problems.map(({ field, message }) => ({ field, text: message })) }),
    api: ({ problems }) => invalidRequest(problems.map(({ field, message }) => ({ path: [field], message }))),
  },
};

export const settleOutcomes: Outcomes<SettleOutcome> = {
  settled: { page: ({ change }) => ({ to: changePath(change) }), api: ({ change }) => json(changeReply(change), 201) },
  notFound: { page: () => ({ status: 404 }), api: () => problem("not-found") },
  proposedByYou: {
    page: () => ({ status: 403, notice: ownChangeWords }),
    api: () => problem("second-person-needed", { detail: ownChangeWords }),
  },
  proposedByAnother: {
    page: () => ({ status: 403, notice: othersChangeWords }),
    api: () => problem("second-person-needed", { detail: othersChangeWords }),
  },
  settledByAnother: {
    page: ({ change }) => ({ status: 409, notice: settledWords(change) }),
    api: ({ change }) => problem("budget-change-settled", { detail: settledWords(change), change: changeReply(change) }),
  },
  problems: {
    page: ({ problems }) => ({ status: 409, notice: `It cannot be done now. ${problems.map(({ message }) => message).join(". ")}` }),
    api: ({ problems }) => problem("budget-change-not-possible", { problems: problems.map(problemReply) }),
  },
};

const problemReply = ({ field, message }: ChangeProblem) => ({ pointer: pointerOf([field]), detail: message });
