import { batchStates, daysOf, type PaymentBatch, paymentStates } from "../../../shared/domain/payments/payment-batch.ts";
import { Fault } from "../../../shared/fault.ts";
import { isBadCursor } from "../../../shared/store/slices.ts";
import { isWithin, type ReadRows, type RowPorts } from "../list-rows.ts";

const batchesAtOnce = 5;

export const readPayments: ReadRows<"payments"> = async (asked, place, ports) => {
  const found = await ports.payments.list({ limit: batchesAtOnce, ...(place !== undefined && { after: place }) });
  if (isBadCursor(found)) throw new Fault("itemUnreadable");
  const isWanted = isWithin(asked);
  const wanted = found.items.filter(({ preparedAt }) => isWanted(preparedAt));
  const whole = await Promise.all(wanted.map((batch) => paymentsOf(batch, ports)));
  const payments = whole.flat();
  const barred = await ports.rows.barredFrom(
    asked.askedBy.id,
    payments.map(({ payment }) => payment),
  );
  const readable = payments.filter(({ payment }) => !barred.has(payment.caseId));
  return {
    leftOut: payments.length - readable.length,
    rows: readable.map(({ batch, payment }) => {
      const { paymentId, lineId, awardId, caseId, householdId, amount, state, results } = payment;
      const last = results.at(-1);
      return {
        ...{ preparedAt: batch.preparedAt, batchId: batch.batchId, paymentId, lineId, awardId, caseId, householdId, amount },
        batchState: batchStates[batch.state],
        day: batch.release && daysOf(batch.release).processingDay,
        state: paymentStates[state],
        resultAt: last?.at,
        result: last && `${last.result === "paid" ? "Paid" : "Rejected"}${last.reason ? `: ${last.reason}` : ""}`,
      };
    }),
    ...(found.next !== undefined && { next: found.next }),
  };
};

const paymentsOf = async ({ batchId }: PaymentBatch, { payments }: RowPorts) => {
  const whole = await payments.find(batchId);
  return whole?.payments.map((payment) => ({ batch: whole.batch, payment })) ?? [];
};
