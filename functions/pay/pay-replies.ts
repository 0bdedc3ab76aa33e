import { maskedPayee } from "../../shared/domain/bank/payee.ts";
import { barredWords } from "../../shared/domain/case/conflict-of-interest.ts";
import { json, problem, type Reply } from "../../shared/http/reply.ts";
import { batchReply, importReply } from "./batch-reply.ts";
import type { ImportOutcome } from "./import-results.ts";
import {
  barredFromResultsWords,
  nothingToPayWords,
  notReleasedWords,
  notReleasedYetWords,
  notToPayWords,
  ownCodeWords,
  whyNotWords,
} from "./pay-words.ts";
import type { PrepareOutcome } from "./prepare-batch.ts";
import type { RecordPayeeOutcome } from "./record-payee.ts";
import type { ReleaseOutcome } from "./release-batch.ts";

/** What each outcome is to a program. */

export const recordReply = (outcome: RecordPayeeOutcome): Reply => {
  switch (outcome.kind) {
    case "recorded":
    case "awaitsSecondPerson":
      return json(
        { lineId: outcome.line.lineId, payTo: maskedPayee(outcome.payee), awaitsSecondPerson: outcome.kind === "awaitsSecondPerson" },
        201,
      );
    case "notFound":
      return problem("not-found");
    case "barred":
      return problem("interest-declared", { detail: barredWords });
    case "ownDecision":
      return problem("second-person-needed", { detail: ownCodeWords });
    case "notToPay":
      return problem("line-not-to-pay", { detail: notToPayWords });
  }
};

export const prepareReply = (outcome: PrepareOutcome): Reply =>
  outcome.kind === "prepared" ? json(batchReply(outcome.batch), 201) : problem("nothing-to-pay", { detail: nothingToPayWords });

export const releaseReply = (outcome: ReleaseOutcome): Reply => {
  switch (outcome.kind) {
    case "released":
    case "stopped":
      return json(batchReply(outcome.batch), 201);
    case "notFound":
      return problem("not-found");
    case "notYours":
      return problem("second-person-needed", { detail: whyNotWords(outcome.why) });
    case "stale":
      return problem("stale-batch", { detail: notReleasedWords(outcome), batch: batchReply(outcome.batch) });
    case "notLookedAt":
      return problem("payments-not-looked-at", { detail: notReleasedWords(outcome), payments: outcome.paymentIds });
  }
};

export const importedReply = (outcome: ImportOutcome): Reply => {
  switch (outcome.kind) {
    case "imported":
      return json(importReply(outcome.done), 201);
    case "notFound":
      return problem("not-found");
    case "barred":
      return problem("interest-declared", { detail: barredFromResultsWords });
    case "notReleased":
      return problem("stale-batch", { detail: notReleasedYetWords });
    case "refused":
      return problem("results-unreadable", { detail: outcome.because });
  }
};
