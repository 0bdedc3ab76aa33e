import { council } from "../../shared/council.ts";
import { maskedPayee } from "../../shared/domain/bank/payee.ts";
import { withheldWords } from "../../shared/domain/case/conflict-of-interest.ts";
import { takenUntil } from "../../shared/domain/payments/bank-day.ts";
import {
  type Confirmed,
  daysOf,
  type PayeeChange,
  type Payment,
  type PaymentBatch,
  type Redated,
} from "../../shared/domain/payments/payment-batch.ts";
import { actorOf } from "../../shared/domain/principal.ts";
import type { PaymentImport } from "../../shared/store/payments.ts";
import { sentBeforeReplies } from "../line/line-words.ts";
import type { BatchSeen } from "./find-batch.ts";
import { type LineToPay, needOf } from "./lines-to-pay.ts";

export const lineToPayReply = (toPay: LineToPay) => {
  const { lineId, awardId, caseId, label, amount, awardedAt, trouble } = toPay.line;
  const needs = needOf(toPay);
  return {
    lineId,
    awardId,
    caseId,
    label,
    amount,
    awardedAt,
    ...(toPay.known && { payTo: maskedPayee(toPay.known.payee) }),
    ...(needs && { needs }),
    ...(trouble && { trouble: trouble.because }),
  };
};

const confirmedReply = ({ paymentId, why, collection }: Confirmed) => ({ paymentId, why, ...(collection && { collection }) });

const redatedReply = ({ at, by, why, processingDay }: Redated) => ({ at, by: actorOf(by), why, processingDay });

export const batchReply = ({ batchId, state, version, preparedAt, preparedBy, payments, total, release }: PaymentBatch) => ({
  batchId,
  state,
  version,
  preparedAt,
  preparedBy: actorOf(preparedBy),
  payments,
  total,
  ...(release && {
    release: {
      at: release.at,
      by: actorOf(release.by),
      processingDay: daysOf(release).processingDay,
      takeToBankBy: takenUntil(daysOf(release).processingDay, council.bank).toISOString(),
      redated: (release.redated ?? []).map(redatedReply),
      confirmed: (release.confirmed ?? []).map(confirmedReply),
    },
  }),
});

export const importReply = ({ contentHash, fileName, at, by, paid, rejected, known, problems, problemsInAll }: PaymentImport) => ({
  contentHash,
  ...(fileName !== undefined && { fileName }),
  at,
  by: actorOf(by),
  paid,
  rejected,
  known,
  problems: problems.map(({ row, because }) => ({ row, because })),
  problemsInAll,
});

const saidReply = ({ at, by, why }: Pick<PayeeChange, "at" | "by" | "why">) => ({ at, by: actorOf(by), ...(why !== undefined && { why }) });

const changeReply = (change: PayeeChange) => ({
  ...saidReply(change),
  ...(change.was !== undefined && { was: change.was }),
  ...(change.confirmed && { confirmed: saidReply(change.confirmed) }),
  versions: change.versions,
});

const paymentReply = (payment: Payment, { shared, withheld }: Pick<BatchSeen, "shared" | "withheld">) => {
  const { paymentId, lineId, awardId, caseId, label, amount, payee, state, results, payeeChange, isStrangers, sentBefore } = payment;
  if (withheld.has(caseId))
    return { paymentId, lineId, awardId, caseId, label: withheldWords, amount, payTo: withheldWords, state, sharedWith: 0 };
  const reason = results.at(-1)?.reason;
  const account = shared.get(paymentId);
  return {
    ...{ paymentId, lineId, awardId, caseId, label, amount, payTo: maskedPayee(payee), state, ...(reason && { reason }) },
    sharedWith: account?.households.length ?? 0,
    otherHouseholds: (account?.lines ?? []).map((other) => ({ lineId: other.lineId, awardId: other.awardId, name: other.name })),
    ...(payeeChange && { changed: changeReply(payeeChange) }),
    isStrangersName: isStrangers === true,
    sentBefore: sentBeforeReplies(sentBefore),
  };
};

export const wholeBatchReply = ({ batch, payments, imports, ...seen }: BatchSeen) => ({
  ...batchReply(batch),
  items: payments.map((payment) => paymentReply(payment, seen)),
  imports: imports.map(importReply),
});
