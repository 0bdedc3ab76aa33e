import { council } from "../../shared/council.ts";
import { londonDay } from "../../shared/domain/dates.ts";
import { processingDayFor } from "../../shared/domain/payments/bank-day.ts";
import {
  type Confirmed,
  isSent,
  type Payment,
  type PaymentBatch,
  totalOf,
  type WhyNotTheirs,
  whyNotRelease,
} from "../../shared/domain/payments/payment-batch.ts";
import type { Actor } from "../../shared/domain/principal.ts";
import { partAgainst } from "../../shared/domain/separation.ts";
import { again, retry } from "../../shared/retry.ts";
import type { Destinations } from "../../shared/store/destinations.ts";
import type { Payments, WholeBatch } from "../../shared/store/payments.ts";
import { type FindBatchPorts, isToLookAt, type SharedWith, sharedAccountsIn } from "./find-batch.ts";
import { goneAnotherWay, leaveOut } from "./leave-out.ts";
import { destinationOf } from "./payment-of.ts";

type ReleasePorts = Pick<FindBatchPorts, "lines"> & {
  readonly payments: Payments;
  readonly destinations: Pick<Destinations, "others" | "collect">;
};

type ToRelease = {
  readonly batchId: string;
  readonly by: Actor;
  readonly now: Date;
  readonly version: number;
  readonly confirmed: readonly Confirmed[];
  readonly leftOut: readonly string[];
};

/** The releaser took part in another household's line to the same account, so they are no independent check. */
type OtherHouseholds = { readonly because: "otherHousehold"; readonly paymentId: string; readonly lineId: string };

/** In order of precedence. */
export type ReleaseOutcome =
  | { readonly kind: "released"; readonly batch: PaymentBatch }
  | { readonly kind: "notFound" }
  | { readonly kind: "notYours"; readonly why: WhyNotTheirs | OtherHouseholds }
  | { readonly kind: "stale"; readonly batch: PaymentBatch }
  /** Payments that somebody has to look at, and that the releaser neither confirmed nor left out. */
  | { readonly kind: "notLookedAt"; readonly paymentIds: readonly string[] }
  | { readonly kind: "stopped"; readonly batch: PaymentBatch };

/** Releases a batch to the bank, or stops it where every payment is left out. Nothing of its file changes afterwards but its day. */
export const releaseBatch = (toRelease: ToRelease, ports: ReleasePorts): Promise<ReleaseOutcome> =>
  retry<ReleaseOutcome>(() => releaseOnce(toRelease, ports));

/** The same request, sent twice at once or after a lost answer, goes on where payments have left already. */
const isOwnRelease = ({ state, releasing }: PaymentBatch, { by, version }: Pick<ToRelease, "by" | "version">): boolean =>
  state === "prepared" && releasing?.by === by.id && releasing.seen === version;

const releaseOnce = async (toRelease: ToRelease, ports: ReleasePorts): Promise<ReleaseOutcome | typeof again> => {
  const { batchId, by, version } = toRelease;
  const found = await ports.payments.find(batchId);
  if (!found) return { kind: "notFound" };
  const { batch, payments } = found;
  if (batch.release?.by.id === by.id) return { kind: "released", batch };
  const barredFrom = await ports.payments.barredFrom(by.id, payments);
  const why = whyNotRelease("releaseBatch", by, batch, payments, barredFrom);
  if (why) return { kind: "notYours", why };
  if (batch.state === "stopped") return { kind: "stopped", batch };
  if (batch.state !== "prepared" || (batch.version !== version && !isOwnRelease(batch, toRelease))) return { kind: "stale", batch };

  const sent = payments.filter(isSent);
  const shared = await sharedAccountsIn(sent, ports);
  const looked = new Set([...toRelease.confirmed.map(({ paymentId }) => paymentId), ...toRelease.leftOut]);
  const notLookedAt = sent.filter((payment) => isToLookAt(payment, shared) && !looked.has(payment.paymentId));
  if (notLookedAt.length > 0) return { kind: "notLookedAt", paymentIds: notLookedAt.map(({ paymentId }) => paymentId) };
  const otherHousehold = partInOther(toRelease, shared);
  if (otherHousehold) return { kind: "notYours", why: otherHousehold };
  const gone = await goneAnotherWay(sent, ports.payments);
  const leaving = sent.filter((payment) => toRelease.leftOut.includes(payment.paymentId) || gone.has(payment.lineId));
  return send(toRelease, found, leaving, ports);
};

const partInOther = ({ by, confirmed, leftOut }: ToRelease, shared: SharedWith): WhyNotTheirs | OtherHouseholds | undefined => {
  for (const { paymentId } of confirmed) {
    if (leftOut.includes(paymentId)) continue;
    for (const other of shared.get(paymentId)?.lines ?? []) {
      if (other.barred(by.id)) return { because: "declaredInterest", caseId: other.caseId };
      if (partAgainst("batch", "releaseBatch", by, other.parts)) return { because: "otherHousehold", paymentId, lineId: other.lineId };
    }
  }
  return undefined;
};

const send = async (
  toRelease: ToRelease,
  { batch, payments }: WholeBatch,
  leaving: readonly Payment[],
  { payments: store, destinations }: ReleasePorts,
): Promise<ReleaseOutcome | typeof again> => {
  const { by, now, version, confirmed } = toRelease;
  const at = now.toISOString();
  const today = londonDay(now);
  const without = await leaveOut(batch, leaving, { at, by, releasing: { by: by.id, seen: version } }, store);
  if (!without) return nowAfter(batch, toRelease, store);
  const staying = payments.filter((payment) => isSent(payment) && !leaving.includes(payment));
  const { releasing: _done, ...rest } = without;
  const left = { ...rest, version: without.version + 1, payments: staying.length, total: totalOf(staying) };
  const said = confirmed.filter(({ paymentId }) => staying.some((payment) => payment.paymentId === paymentId));
  const looked = said.length > 0 && { confirmed: said };
  const release = { at, by, createdOn: today, processingDay: processingDayFor(now, council.bank), payer: council.payer, ...looked };
  const after: PaymentBatch = staying.length > 0 ? { ...left, state: "released", release } : { ...left, state: "stopped" };
  const changed = await store.change(without, after);
  if (changed.kind !== "moved") return nowAfter(batch, toRelease, store);
  const collecting = said.filter(({ collection }) => collection);
  await Promise.all(
    staying.flatMap((payment) => {
      const found = collecting.find(({ paymentId }) => paymentId === payment.paymentId);
      return found && payment.payee.rollNumber ? [destinations.collect(destinationOf(payment), { at, by, why: found.why })] : [];
    }),
  );
  return { kind: staying.length > 0 ? "released" : "stopped", batch: after };
};

/** The batch changed meanwhile: the releaser's own other request released it, or another person changed it. */
const nowAfter = async (before: PaymentBatch, toRelease: ToRelease, store: Payments): Promise<ReleaseOutcome | typeof again> => {
  const { by } = toRelease;
  const batch = (await store.find(before.batchId))?.batch ?? before;
  if (batch.release?.by.id === by.id) return { kind: "released", batch };
  if (isOwnRelease(batch, toRelease)) return again;
  return { kind: batch.state === "stopped" ? "stopped" : "stale", batch };
};
