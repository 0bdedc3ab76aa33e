import { maskedPayee } from "../../shared/domain/bank/payee.ts";
import { withheldWords } from "../../shared/domain/case/conflict-of-interest.ts";
import type { Payment, PaymentBatch } from "../../shared/domain/payments/payment-batch.ts";
import { actorOf } from "../../shared/domain/principal.ts";
import type { PaymentImport } from "../../shared/store/payments.ts";
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

export const batchReply = ({ batchId, state, version, preparedAt, preparedBy, payments, total, release }: PaymentBatch) => ({
  batchId,
  state,
  version,
  preparedAt,
  preparedBy: actorOf(preparedBy),
  payments,
  total,
  ...(release && { release: { at: release.at, by: actorOf(release.by), processingDay: release.processingDay } }),
});

export const importReply = ({ at, by, paid, rejected, known, problems, problemsInAll }: PaymentImport) => ({
  at,
  by: actorOf(by),
  paid,
  rejected,
  known,
  problems: problems.map(({ row, because }) => ({ row, because })),
  problemsInAll,
});

const paymentReply = (payment: Payment, { shared, withheld }: Pick<BatchSeen, "shared" | "withheld">) => {
  const { paymentId, lineId, awardId, caseId, label, amount, payee, state, results } = payment;
  if (withheld.has(caseId))
    return { paymentId, lineId, awardId, caseId, label: withheldWords, amount, payTo: withheldWords, state, sharedWith: 0 };
  const reason = results.at(-1)?.reason;
  const sharedWith = shared.get(paymentId)?.length ?? 0;
  return { paymentId, lineId, awardId, caseId, label, amount, payTo: maskedPayee(payee), state, ...(reason && { reason }), sharedWith };
};

export const wholeBatchReply = ({ batch, payments, imports, ...seen }: BatchSeen) => ({
  ...batchReply(batch),
  items: payments.map((payment) => paymentReply(payment, seen)),
  imports: imports.map(importReply),
});
