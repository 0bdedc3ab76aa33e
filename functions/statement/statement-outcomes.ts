import { separationWords } from "../../shared/domain/separation-words.ts";
import { errorsAt } from "../../shared/forms/form.ts";
import type { Outcomes } from "../../shared/http/act.ts";
import { invalidRequest } from "../../shared/http/answer.ts";
import { json, problem } from "../../shared/http/reply.ts";
import type { PrepareOutcome } from "./prepare-statement.ts";
import type { ApproveOutcome, RefuseOutcome } from "./settle-statement.ts";
import { prepareForm } from "./statement-form.ts";
import { statementPath } from "./statement-paths.ts";
import { statementReply } from "./statement-reply.ts";
import { newerIsPublicWords, notNowWords, sentOtherwiseWords, tooSmallWords } from "./statement-words.ts";

const notFound = { page: () => ({ status: 404 }), api: () => problem("not-found") } as const;

/** The figures are counted by a queue, so the reply is 202. */
export const prepareOutcomes: Outcomes<PrepareOutcome> = {
  preparing: { page: ({ statement }) => ({ to: statementPath(statement) }), api: ({ statement }) => json(statementReply(statement), 202) },
  notFound,
  otherStatementUnderThisId: {
    page: () => ({ status: 409, errors: [{ field: "period", text: sentOtherwiseWords }] }),
    api: () => problem("idempotency-key-reused"),
  },
  problems: {
    page: ({ problems }, { form }) => ({ status: 400, errors: errorsAt(prepareForm, problems, form, "period") }),
    api: ({ problems }) => invalidRequest(problems),
  },
};

const refuse = {
  settled: { page: ({ statement }) => ({ to: statementPath(statement) }), api: ({ statement }) => json(statementReply(statement), 201) },
  notFound,
  notNow: {
    page: ({ statement }) => ({ status: 409, notice: notNowWords(statement) }),
    api: ({ statement }) => problem("step-not-possible", { detail: notNowWords(statement), statement: statementReply(statement) }),
  },
} as const satisfies Outcomes<RefuseOutcome>;
export const refuseOutcomes: Outcomes<RefuseOutcome> = refuse;

export const approveOutcomes: Outcomes<ApproveOutcome> = {
  ...refuse,
  preparedByYou: {
    page: ({ row }) => ({ status: 403, notice: separationWords(row) }),
    api: ({ row }) => problem("second-person-needed", { detail: separationWords(row) }),
  },
  tooSmall: {
    page: () => ({ status: 409, notice: tooSmallWords }),
    api: ({ statement }) => problem("step-not-possible", { detail: tooSmallWords, statement: statementReply(statement) }),
  },
  newerIsPublic: {
    page: () => ({ status: 409, notice: newerIsPublicWords }),
    api: ({ statement }) => problem("step-not-possible", { detail: newerIsPublicWords, statement: statementReply(statement) }),
  },
};
