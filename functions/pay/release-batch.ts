import { council } from "../../shared/council.ts";
import { processingDayFor } from "../../shared/domain/bank/bank-holidays.ts";
import { londonDay } from "../../shared/domain/dates.ts";
import {
  isSent,
  type Payment,
  type PaymentBatch,
  totalOf,
  type WhyNotRelease,
  whyNotRelease,
} from "../../shared/domain/payments/payment-batch.ts";
import type { Actor } from "../../shared/domain/principal.ts";
import type { Payments, WholeBatch } from "../../shared/store/payments.ts";
import type { SharedAccounts } from "../../shared/store/shared-accounts.ts";
import { sharedAccountsIn } from "./find-batch.ts";
import { goneAnotherWay, leaveOut } from "./leave-out.ts";

type ReleasePorts = { readonly payments: Payments; readonly accounts: Pick<SharedAccounts, "households"> };

type ToRelease = {
  readonly batchId: string;
  readonly by: Actor;
  readonly now: Date;
  readonly version: number;
  readonly confirmed: readonly string[];
  readonly leftOut: readonly string[];
};

/** In order of precedence. */
export type ReleaseOutcome =
  | { readonly kind: "released"; readonly batch: PaymentBatch }
  | { readonly kind: "notFound" }
  | { readonly kind: "notYours"; readonly why: WhyNotRelease }
  | { readonly kind: "stale"; readonly batch: PaymentBatch }
  /** Payments to shared accounts that the releaser neither confirmed nor left out. */
  | { readonly kind: "notLookedAt"; readonly paymentIds: readonly string[] }
  | { readonly kind: "stopped"; readonly batch: PaymentBatch };

/** Releases a batch to the bank, or stops it where every payment is left out. Its file never changes afterwards. */
export const releaseBatch = async (toRelease: ToRelease, ports: ReleasePorts): Promise<ReleaseOutcome> => {
  const { batchId, by, version } = toRelease;
  const found = await ports.payments.find(batchId);
  if (!found) return { kind: "notFound" };
  const { batch, payments } = found;
  if (batch.release?.by.id === by.id) return { kind: "released", batch };
  const barredFrom = await ports.payments.barredFrom(by.id, payments);
  const why = whyNotRelease(by, batch, payments, barredFrom);
  if (why) return { kind: "notYours", why };
  if (batch.state === "stopped") return { kind: "stopped", batch };
  if (batch.state !== "prepared" || batch.version !== version) return { kind: "stale", batch };

  const sent = payments.filter(isSent);
  const shared = await sharedAccountsIn(sent, ports.accounts);
  const looked = new Set([...toRelease.confirmed, ...toRelease.leftOut]);
  const notLookedAt = [...shared.keys()].filter((paymentId) => !looked.has(paymentId));
  if (notLookedAt.length > 0) return { kind: "notLookedAt", paymentIds: notLookedAt };
  const gone = await goneAnotherWay(sent, ports.payments);
  const leaving = sent.filter((payment) => toRelease.leftOut.includes(payment.paymentId) || gone.has(payment.lineId));
  return send(toRelease, found, leaving, ports);
};

const send = async (
  { by, now }: ToRelease,
  { batch, payments }: WholeBatch,
  leaving: readonly Payment[],
  { payments: store }: ReleasePorts,
): Promise<ReleaseOutcome> => {
  const at = now.toISOString();
  const today = londonDay(now);
  const without = await leaveOut(batch, leaving, { at, by }, store);
  if (!without) return nowAfter(batch, by, store);
  const staying = payments.filter((payment) => isSent(payment) && !leaving.includes(payment));
  const left = { ...without, version: without.version + 1, payments: staying.length, total: totalOf(staying) };
  const release = { at, by, createdOn: today, processingDay: processingDayFor(today), payer: council.payer };
  const after: PaymentBatch = staying.length > 0 ? { ...left, state: "released", release } : { ...left, state: "stopped" };
  const changed = await store.change(without, after);
  return changed.kind === "moved" ? { kind: staying.length > 0 ? "released" : "stopped", batch: after } : nowAfter(batch, by, store);
};

/** Somebody changed the batch meanwhile: the releaser's own other sending, which did what was asked, or somebody else. */
const nowAfter = async (before: PaymentBatch, by: Actor, store: Payments): Promise<ReleaseOutcome> => {
  const batch = (await store.find(before.batchId))?.batch ?? before;
  if (batch.release?.by.id === by.id) return { kind: "released", batch };
  return { kind: batch.state === "stopped" ? "stopped" : "stale", batch };
};
