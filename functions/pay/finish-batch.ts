import { maskedPayee } from "../../shared/domain/bank/payee.ts";
import { moveLine } from "../../shared/domain/line/line-move.ts";
import { type Chosen, type PaymentBatch, totalOf } from "../../shared/domain/payments/payment-batch.ts";
import type { Actor } from "../../shared/domain/principal.ts";
import { Fault } from "../../shared/fault.ts";
import type { Destinations } from "../../shared/store/destinations.ts";
import type { Payments, WholeBatch } from "../../shared/store/payments.ts";
import { findBatch } from "./find-batch.ts";
import { type LinesToPayPorts, mayBatch, type ReadyLine, readyLines } from "./lines-to-pay.ts";
import { destinationOf, paymentOf } from "./payment-of.ts";

export type FillBatchPorts = LinesToPayPorts & {
  readonly payments: Payments;
  readonly destinations: Pick<Destinations, "note">;
  readonly matchingKey: () => Promise<string>;
};

/** Two writes for each line, and a transaction takes a hundred. */
const linesTogether = 40;

type Filler = { readonly by: Actor; readonly now: Date };

export type FinishOutcome = { readonly kind: "finished"; readonly batch: PaymentBatch } | { readonly kind: "notFound" };

export const finishBatch = async (
  { batchId, by, now }: Filler & { readonly batchId: string },
  ports: FillBatchPorts,
): Promise<FinishOutcome> => {
  const whole = await findBatch(batchId, ports.payments);
  return whole ? { kind: "finished", batch: await fillBatch(whole, { by, now }, ports) } : { kind: "notFound" };
};

/** Adds the chosen lines that are not in the batch yet and can still be paid, and closes it. */
export const fillBatch = async (
  { batch, chosen, payments }: Omit<WholeBatch, "imports">,
  { now, by }: Filler,
  ports: FillBatchPorts,
  known?: readonly ReadyLine[],
): Promise<PaymentBatch> => {
  if (batch.state !== "draft") return batch;
  const key = await ports.matchingKey();
  const inBatch = new Set(payments.map(({ lineId }) => lineId));
  const references = new Set(payments.map(({ reference }) => reference));
  const places = chosen.map((line, place) => ({ line, place })).filter(({ line }) => !inBatch.has(line.lineId));
  for (let start = 0; start < places.length; start += linesTogether) {
    const part = places.slice(start, start + linesTogether);
    const lines =
      known ??
      (await readAgain(
        part.map(({ line }) => line),
        by,
        ports,
      ));
    const byId = new Map(lines.map((ready) => [ready.line.lineId, ready]));
    const toAdd = part.flatMap(({ line, place }) => {
      const ready = byId.get(line.lineId);
      const payment = ready && paymentOf(ready, { batchId: batch.batchId, place, by, key });
      // A building society's reference is the account's roll number: results could not tell two payments of one batch apart.
      if (!payment || references.has(payment.reference)) return [];
      references.add(payment.reference);
      return [{ ready, payment }];
    });
    await Promise.all(toAdd.map(({ payment }) => ports.destinations.note(destinationOf(payment), payment)));
    await addToBatch(
      batch,
      toAdd.map(({ ready: { line }, payment }) => ({
        payment,
        line: moveLine(
          line,
          ["issue"],
          { at: now.toISOString(), by, key: payment.paymentId },
          { change: { payment: { batchId: batch.batchId, paymentId: payment.paymentId }, paidTo: maskedPayee(payment.payee) } },
        ),
      })),
      ports,
    );
  }
  return close(batch, ports);
};

/** A finisher adds no line of a household in which they have declared an interest: a later batch can take it. */
const readAgain = async (chosen: readonly Chosen[], by: Actor, ports: FillBatchPorts): Promise<readonly ReadyLine[]> => {
  const read = await ports.payments.lines(chosen);
  const barredFrom = await ports.payments.barredFrom(by.id, read);
  const free = read.filter(({ caseId }) => !barredFrom.has(caseId));
  const ready = await readyLines(free, ports);
  return ready.filter(({ line }) => mayBatch("finishBatch", line, by));
};

type ToAdd = Parameters<Payments["add"]>[1];

/** A line that changed since it was read stays out: a later batch can take it. */
const addToBatch = async (batch: PaymentBatch, toAdd: ToAdd, ports: FillBatchPorts): Promise<void> => {
  let left = toAdd;
  while (left.length > 0) {
    const added = await ports.payments.add(batch, left);
    if (added.kind !== "linesMoved") return;
    const { lineIds } = added;
    left = left.filter(({ payment }) => !lineIds.includes(payment.lineId));
  }
};

const close = async (batch: PaymentBatch, { payments }: FillBatchPorts): Promise<PaymentBatch> => {
  const whole = await payments.find(batch.batchId);
  if (!whole) throw new Fault("itemUnreadable");
  // Another request has closed it since.
  if (whole.batch.state !== "draft") return whole.batch;
  const prepared: PaymentBatch = {
    ...whole.batch,
    state: "prepared",
    version: batch.version + 1,
    payments: whole.payments.length,
    total: totalOf(whole.payments),
  };
  const closed = await payments.change(whole.batch, prepared);
  return closed.kind === "moved" ? prepared : ((await payments.find(batch.batchId))?.batch ?? prepared);
};
