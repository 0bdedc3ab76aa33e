import type { Line } from "../../shared/domain/line/line.ts";
import { moveLine } from "../../shared/domain/line/line-move.ts";
import type { Payment, PaymentBatch } from "../../shared/domain/payments/payment-batch.ts";
import type { Actor } from "../../shared/domain/principal.ts";
import type { PaymentMove, Payments } from "../../shared/store/payments.ts";

/** Two writes for each payment that leaves, and a transaction takes a hundred. */
const leaveTogether = 40;

const linesOf = async (payments: readonly Payment[], store: Pick<Payments, "lines">): Promise<ReadonlyMap<string, Line>> =>
  new Map((await store.lines(payments)).map((line) => [line.lineId, line]));

const isWaiting = (line: Line | undefined, { paymentId }: Payment): line is Line =>
  line?.state === "issued" && line.payment?.paymentId === paymentId;

/** Lines that no longer wait for their batch, such as cancelled ones: the bank must not pay them. */
export const goneAnotherWay = async (payments: readonly Payment[], store: Pick<Payments, "lines">): Promise<ReadonlySet<string>> => {
  const lines = await linesOf(payments, store);
  return new Set(payments.filter((payment) => !isWaiting(lines.get(payment.lineId), payment)).map(({ lineId }) => lineId));
};

/**
 * Takes payments out of a batch before its release, and puts their lines in trouble with the reason; a line that moved
 * on stays where it is. Returns the batch as it now is, or undefined if somebody changed it.
 */
export const leaveOut = async (
  batch: PaymentBatch,
  leaving: readonly Payment[],
  { releasing, ...taken }: { readonly at: string; readonly by: Actor; readonly releasing: NonNullable<PaymentBatch["releasing"]> },
  store: Pick<Payments, "lines" | "change">,
): Promise<PaymentBatch | undefined> => {
  const lines = await linesOf(leaving, store);
  let current = batch;
  for (let start = 0; start < leaving.length; start += leaveTogether) {
    const part = leaving.slice(start, start + leaveTogether);
    const next = { ...current, version: current.version + 1, releasing };
    const changed = await store.change(
      current,
      next,
      part.map((payment) => leave(payment, lines.get(payment.lineId), taken)),
    );
    if (changed.kind !== "moved") return undefined;
    current = next;
  }
  return current;
};

const leave = (before: Payment, line: Line | undefined, { at, by }: { readonly at: string; readonly by: Actor }): PaymentMove => {
  const after: Payment = { ...before, state: "leftOut" };
  if (!isWaiting(line, before)) return { before, after };
  const trouble = { because: `Left out of payment batch ${before.batchId} when it was released.`, at };
  const key = `${before.paymentId}-leftOut`;
  return {
    before,
    after,
    line: moveLine(line, ["reopen"], { at, by, key }, { change: { payment: undefined, paidTo: undefined, trouble } }),
  };
};
