import { maskedPayee } from "../../shared/domain/bank/payee.ts";
import { barredWords } from "../../shared/domain/case/conflict-of-interest.ts";
import type { Outcomes } from "../../shared/http/act.ts";
import { json, problem } from "../../shared/http/reply.ts";
import { batchReply, importReply } from "./batch-reply.ts";
import type { FinishOutcome } from "./finish-batch.ts";
import type { ImportOutcome } from "./import-results.ts";
import { sharedField } from "./pay-form.ts";
import {
  barredFromResultsWords,
  nothingToPayWords,
  notLookedAtWords,
  notReleasedYetWords,
  notToPayWords,
  otherBatchWords,
  staleBatchWords,
  whyNotWords,
} from "./pay-words.ts";
import type { PrepareOutcome } from "./prepare-batch.ts";
import type { RecordPayeeOutcome } from "./record-payee.ts";
import type { ReleaseOutcome } from "./release-batch.ts";

export type BatchNotice = { readonly title: string; readonly text: string };
export type PayeeNotice = Extract<RecordPayeeOutcome, { kind: "recorded" | "awaitsSecondPerson" }>;

const batchPath = (batchId: string): string => `/payments/${batchId}`;
const notReleased = (text: string): BatchNotice => ({ title: "Not released", text });
const noResults = (text: string): BatchNotice => ({ title: "No results were taken", text });

const payeeReply = ({ line, payee, kind }: PayeeNotice) => ({
  lineId: line.lineId,
  payTo: maskedPayee(payee),
  awaitsSecondPerson: kind === "awaitsSecondPerson",
});

export const recordPayeeOutcomes: Outcomes<RecordPayeeOutcome, PayeeNotice> = {
  recorded: { page: (notice) => ({ status: 200, notice }), api: (taken) => json(payeeReply(taken), 201) },
  awaitsSecondPerson: { page: (notice) => ({ status: 200, notice }), api: (taken) => json(payeeReply(taken), 201) },
  notFound: { page: () => ({ status: 404 }), api: () => problem("not-found") },
  barred: { page: () => ({ status: 403 }), api: () => problem("interest-declared", { detail: barredWords }) },
  ownDecision: { page: () => ({ status: 403 }), api: ({ because }) => problem("second-person-needed", { detail: because }) },
  notToPay: { page: () => ({ status: 409 }), api: () => problem("line-not-to-pay", { detail: notToPayWords }) },
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

const notLookedAtError = (paymentId: string) => ({
  field: sharedField(paymentId),
  text: `Select whether payment ${paymentId} is paid or left out`,
});

export const importOutcomes: Outcomes<ImportOutcome, BatchNotice> = {
  imported: { page: ({ done }) => ({ to: `${batchPath(done.batchId)}#results` }), api: ({ done }) => json(importReply(done), 201) },
  notFound: { page: () => ({ status: 404 }), api: () => problem("not-found") },
  barred: {
    page: () => ({ status: 403, notice: noResults(barredFromResultsWords) }),
    api: () => problem("interest-declared", { detail: barredFromResultsWords }),
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
