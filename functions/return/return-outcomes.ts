import { separationWords } from "../../shared/domain/separation-words.ts";
import { errorsAt } from "../../shared/forms/form.ts";
import type { Outcomes } from "../../shared/http/act.ts";
import { invalidRequest } from "../../shared/http/answer.ts";
import { json, problem } from "../../shared/http/reply.ts";
import type { CertifyOutcome } from "./certify-return.ts";
import type { PrepareOutcome } from "./prepare-return.ts";
import { prepareForm } from "./return-form.ts";
import { returnPath } from "./return-paths.ts";
import { failureReply, summaryReply } from "./return-reply.ts";
import { checksFailWords, notNowWords, otherThanSeenWords, sentOtherwiseWords, staleWords } from "./return-words.ts";
import type { FillOutcome, SettleOutcome } from "./settle-return.ts";

const notFound = { page: () => ({ status: 404 }), api: () => problem("not-found") } as const;

/** The figures are counted by a queue, so the reply is 202. */
export const prepareOutcomes: Outcomes<PrepareOutcome> = {
  preparing: { page: ({ prepared }) => ({ to: returnPath(prepared) }), api: ({ prepared }) => json(summaryReply(prepared), 202) },
  notFound,
  otherReturnUnderThisId: {
    page: () => ({ status: 409, errors: [{ field: "code", text: sentOtherwiseWords }] }),
    api: () => problem("idempotency-key-reused"),
  },
  problems: {
    page: ({ problems }, { form }) => ({ status: 400, errors: errorsAt(prepareForm, problems, form, "code") }),
    api: ({ problems }) => invalidRequest(problems),
  },
  certified: {
    page: ({ now }) => ({ status: 409, errors: [{ field: "code", text: notNowWords(now) }] }),
    api: ({ now }) => problem("step-not-possible", { detail: notNowWords(now), return: summaryReply(now) }),
  },
};

export const certifyOutcomes: Outcomes<CertifyOutcome> = {
  certified: { page: ({ prepared }) => ({ to: returnPath(prepared) }), api: ({ prepared }) => json(summaryReply(prepared), 201) },
  notFound,
  preparedByYou: {
    page: ({ row }) => ({ status: 403, notice: separationWords(row) }),
    api: ({ row }) => problem("second-person-needed", { detail: separationWords(row) }),
  },
  notWaiting: {
    page: ({ prepared }) => ({ status: 409, notice: notNowWords(prepared) }),
    api: ({ prepared }) => problem("step-not-possible", { detail: notNowWords(prepared), return: summaryReply(prepared) }),
  },
  otherThanSeen: {
    page: () => ({ status: 409, notice: otherThanSeenWords }),
    api: ({ prepared }) => problem("stale-return", { detail: otherThanSeenWords, return: summaryReply(prepared) }),
  },
  checksFail: {
    page: () => ({ status: 409, notice: checksFailWords }),
    api: ({ failures }) => problem("return-not-certifiable", { detail: checksFailWords, failures: failures.map(failureReply) }),
  },
};

export const fillOutcomes: Outcomes<FillOutcome> = {
  done: { page: ({ prepared }) => ({ to: `${returnPath(prepared)}#fields` }), api: ({ prepared }) => json(summaryReply(prepared), 201) },
  notFound,
  notNow: {
    page: ({ prepared }) => ({ status: 409, notice: notNowWords(prepared) }),
    api: ({ prepared }) => problem("step-not-possible", { detail: notNowWords(prepared), return: summaryReply(prepared) }),
  },
  stale: {
    page: () => ({ status: 409, notice: staleWords }),
    api: ({ prepared }) => problem("stale-return", { detail: staleWords, return: summaryReply(prepared) }),
  },
  problems: {
    page: ({ problems }) => ({ status: 400, notice: problems.map(({ message }) => message).join(". ") }),
    api: ({ problems }) => invalidRequest(problems),
  },
};

export const settleOutcomes = (done: 201 | 202): Outcomes<SettleOutcome> => ({
  done: { page: ({ prepared }) => ({ to: returnPath(prepared) }), api: ({ prepared }) => json(summaryReply(prepared), done) },
  notFound,
  notNow: {
    page: ({ prepared }) => ({ status: 409, notice: notNowWords(prepared) }),
    api: ({ prepared }) => problem("step-not-possible", { detail: notNowWords(prepared), return: summaryReply(prepared) }),
  },
});
