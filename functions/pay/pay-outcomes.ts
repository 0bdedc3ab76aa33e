import { maskedPayee } from "../../shared/domain/bank/payee.ts";
import { barredWords } from "../../shared/domain/case/conflict-of-interest.ts";
import type { KeptApart } from "../../shared/domain/separation.ts";
import type { Outcomes } from "../../shared/http/act.ts";
import { json, type ProblemType, problem } from "../../shared/http/reply.ts";
import { batchReply, importReply } from "./batch-reply.ts";
import type { FinishOutcome } from "./finish-batch.ts";
import type { ImportOutcome } from "./import-results.ts";
import { lookedField } from "./pay-form.ts";
import {
  bankHadItWords,
  barredFromResultsWords,
  differentPayeeWords,
  nothingToConfirmWords,
  nothingToPayWords,
  nothingToRedateWords,
  notLookedAtWords,
  notReleasedYetWords,
  notToPayWords,
  notYourPayeeWords,
  otherBatchWords,
  redatedMeanwhileWords,
  staleBatchWords,
  stillGoodWords,
  whyNotRedateWords,
  whyNotResultsWords,
  whyNotWords,
} from "./pay-words.ts";
import type { PrepareOutcome } from "./prepare-batch.ts";
import type { ConfirmPayeeOutcome, RecordPayeeOutcome } from "./record-payee.ts";
import type { RedateOutcome } from "./redate-batch.ts";
import type { ReleaseOutcome } from "./release-batch.ts";

export type BatchNotice = { readonly title: string; readonly text: string };
export type PayeeNotice =
  | Extract<RecordPayeeOutcome, { kind: "recorded" | "awaitsSecondPerson" }>
  /** Why nothing was done. */
  | { readonly kind: "refused"; readonly because: string };

const batchPath = (batchId: string): string => `/payments/${batchId}`;
const notReleased = (text: string): BatchNotice => ({ title: "Not released", text });
const noResults = (text: string): BatchNotice => ({ title: "No results were taken", text });

const payeeReply = ({ line, payee, kind }: Exclude<PayeeNotice, { kind: "refused" }>) => ({
  lineId: line.lineId,
  payTo: maskedPayee(payee),
  awaitsSecondPerson: kind === "awaitsSecondPerson",
});

const refusedBy = (status: 403 | 409, type: ProblemType, because: string) => ({
  page: () => ({ status, notice: { kind: "refused", because } as const }),
  api: () => problem(type, { detail: because }),
});

/** Recording and confirming refuse alike. */
const payeeOutcomes = {
  recorded: {
    page: (notice: Extract<PayeeNotice, { kind: "recorded" }>) => ({ status: 200, notice }),
    api: (taken: Extract<PayeeNotice, { kind: "recorded" }>) => json(payeeReply(taken), 201),
  },
  notFound: { page: () => ({ status: 404 }), api: () => problem("not-found") },
  barred: { page: () => ({ status: 403 }), api: () => problem("interest-declared", { detail: barredWords }) },
  notYours: {
    page: ({ row }: { readonly row: KeptApart }) => refusedBy(403, "second-person-needed", notYourPayeeWords(row)).page(),
    api: ({ row }: { readonly row: KeptApart }) => refusedBy(403, "second-person-needed", notYourPayeeWords(row)).api(),
  },
  ownDecision: {
    page: () => ({ status: 403 }),
    api: ({ because }: { readonly because: string }) => problem("second-person-needed", { detail: because }),
  },
  notToPay: { page: () => ({ status: 409 }), api: () => problem("line-not-to-pay", { detail: notToPayWords }) },
};

export const recordPayeeOutcomes: Outcomes<RecordPayeeOutcome, PayeeNotice> = {
  ...payeeOutcomes,
  awaitsSecondPerson: { page: (notice) => ({ status: 200, notice }), api: (taken) => json(payeeReply(taken), 201) },
};

export const confirmPayeeOutcomes: Outcomes<ConfirmPayeeOutcome, PayeeNotice> = {
  ...payeeOutcomes,
  nothingToConfirm: refusedBy(409, "nothing-to-confirm", nothingToConfirmWords),
  different: refusedBy(409, "payee-differs", differentPayeeWords),
};

export const prepareOutcomes: Outcomes<PrepareOutcome> = {
  prepared: { page: ({ batch }) => ({ to: batchPath(batch.batchId) }), api: ({ batch }) => json(batchReply(batch), 201) },
  nothingToPay: {
    page: () => ({ status: 422, notice: nothingToPayWords }),
    api: () => problem("nothing-to-pay", { detail: nothingToPayWords }),
  },
  otherBatchUnderThisId: {
    page: () => ({ status: 409, notice: otherBatchWords }),
    api: () => problem("idempotency-key-reused", { detail: otherBatchWords }),
  },
};

export const finishOutcomes: Outcomes<FinishOutcome, BatchNotice> = {
  finished: { page: ({ batch }) => ({ to: batchPath(batch.batchId) }), api: ({ batch }) => json(batchReply(batch), 201) },
  notFound: { page: () => ({ status: 404 }), api: () => problem("not-found") },
};

export const releaseOutcomes: Outcomes<ReleaseOutcome, BatchNotice> = {
  released: { page: ({ batch }) => ({ to: batchPath(batch.batchId) }), api: ({ batch }) => json(batchReply(batch), 201) },
  stopped: { page: ({ batch }) => ({ to: batchPath(batch.batchId) }), api: ({ batch }) => json(batchReply(batch), 201) },
  notFound: { page: () => ({ status: 404 }), api: () => problem("not-found") },
  notYours: {
    page: ({ why }) => ({ status: 403, notice: notReleased(whyNotWords(why)) }),
    api: ({ why }) => problem("second-person-needed", { detail: whyNotWords(why) }),
  },
  stale: {
    page: ({ batch }) => ({ status: 409, notice: notReleased(staleBatchWords(batch)) }),
    api: ({ batch }) => problem("stale-batch", { detail: staleBatchWords(batch), batch: batchReply(batch) }),
  },
  notLookedAt: {
    page: ({ paymentIds }) => ({ status: 400, errors: paymentIds.map(notLookedAtError) }),
    api: ({ paymentIds }) => problem("payments-not-looked-at", { detail: notLookedAtWords(paymentIds), payments: paymentIds }),
  },
};

const keepsItsDay = (text: string): BatchNotice => ({ title: "The file keeps its day", text });
const notPossible = (status: 409, text: string) => ({
  page: () => ({ status, notice: keepsItsDay(text) }),
  api: () => problem("step-not-possible", { detail: text }),
});

export const redateOutcomes: Outcomes<RedateOutcome, BatchNotice> = {
  redated: { page: ({ batch }) => ({ to: batchPath(batch.batchId) }), api: ({ batch }) => json(batchReply(batch), 201) },
  notFound: { page: () => ({ status: 404 }), api: () => problem("not-found") },
  notYours: {
    page: ({ why }) => ({ status: 403, notice: keepsItsDay(whyNotRedateWords(why)) }),
    api: ({ why }) => problem("second-person-needed", { detail: whyNotRedateWords(why) }),
  },
  notReleased: notPossible(409, nothingToRedateWords),
  bankHadIt: notPossible(409, bankHadItWords),
  stillGood: {
    page: ({ until }) => ({ status: 409, notice: keepsItsDay(stillGoodWords(until)) }),
    api: ({ until }) => problem("step-not-possible", { detail: stillGoodWords(until) }),
  },
  stale: {
    page: () => ({ status: 409, notice: keepsItsDay(redatedMeanwhileWords) }),
    api: ({ batch }) => problem("stale-batch", { detail: redatedMeanwhileWords, batch: batchReply(batch) }),
  },
};

const notLookedAtError = (paymentId: string) => ({
  field: lookedField(paymentId),
  text: `Select whether payment ${paymentId} is paid or left out, and say why it is paid`,
});

export const importOutcomes: Outcomes<ImportOutcome, BatchNotice> = {
  imported: { page: ({ done }) => ({ to: `${batchPath(done.batchId)}#results` }), api: ({ done }) => json(importReply(done), 201) },
  notFound: { page: () => ({ status: 404 }), api: () => problem("not-found") },
  barred: {
    page: () => ({ status: 403, notice: noResults(barredFromResultsWords) }),
    api: () => problem("interest-declared", { detail: barredFromResultsWords }),
  },
  notYours: {
    page: ({ why }) => ({ status: 403, notice: noResults(whyNotResultsWords(why)) }),
    api: ({ why }) => problem("second-person-needed", { detail: whyNotResultsWords(why) }),
  },
  notReleased: {
    page: () => ({ status: 409, notice: noResults(notReleasedYetWords) }),
    api: () => problem("stale-batch", { detail: notReleasedYetWords }),
  },
  refused: {
    page: ({ because }) => ({ status: 400, errors: [{ field: "file", text: because }] }),
    api: ({ because }) => problem("results-unreadable", { detail: because }),
  },
};
