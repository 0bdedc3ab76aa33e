import { council } from "../../shared/council.ts";
import { londonDay } from "../../shared/domain/dates.ts";
import { processingDayFor, takenUntil } from "../../shared/domain/payments/bank-day.ts";
import { daysOf, type PaymentBatch, type Redated, type WhyNotTheirs, whyNotRelease } from "../../shared/domain/payments/payment-batch.ts";
import type { Actor } from "../../shared/domain/principal.ts";
import type { Payments } from "../../shared/store/payments.ts";
import { findBatch } from "./find-batch.ts";

type ToRedate = {
  readonly batchId: string;
  readonly by: Actor;
  readonly now: Date;
  readonly version: number;
  /** Their reason to know that the bank never had the file. */
  readonly why: string;
};

/** In order of precedence. */
export type RedateOutcome =
  | { readonly kind: "redated"; readonly batch: PaymentBatch }
  | { readonly kind: "notFound" }
  | { readonly kind: "notYours"; readonly why: WhyNotTheirs }
  | { readonly kind: "notReleased" }
  /** A result has come, so the bank had the file. */
  | { readonly kind: "bankHadIt" }
  /** The bank still takes the file for the day that it has. */
  | { readonly kind: "stillGood"; readonly until: Date }
  | { readonly kind: "stale"; readonly batch: PaymentBatch };

/** Gives a released file the next day on which the bank can process it. Its serial number and payments stay. */
export const redateBatch = async (
  { batchId, by, now, version, why }: ToRedate,
  payments: Pick<Payments, "find" | "barredFrom" | "change">,
): Promise<RedateOutcome> => {
  const found = await findBatch(batchId, payments);
  if (!found) return { kind: "notFound" };
  const { batch } = found;
  const { release } = batch;
  // Sent again after a lost answer, or twice at once: the first has made this change.
  if (isOwn(batch, by, version)) return { kind: "redated", batch };
  const whyNot = whyNotRelease("redateBatch", by, batch, found.payments, await payments.barredFrom(by.id, found.payments));
  if (whyNot) return { kind: "notYours", why: whyNot };
  if (!release || batch.state !== "released") return { kind: "notReleased" };
  if (found.payments.some(({ results }) => results.length > 0)) return { kind: "bankHadIt" };
  const until = takenUntil(daysOf(release).processingDay, council.bank);
  if (now < until) return { kind: "stillGood", until };
  if (batch.version !== version) return { kind: "stale", batch };
  const redated: Redated = {
    ...{ at: now.toISOString(), by, why },
    ...{ createdOn: londonDay(now), processingDay: processingDayFor(now, council.bank) },
  };
  const after: PaymentBatch = {
    ...batch,
    version: batch.version + 1,
    release: { ...release, redated: [...(release.redated ?? []), redated] },
  };
  const changed = await payments.change(batch, after);
  if (changed.kind === "moved") return { kind: "redated", batch: after };
  const meanwhile = (await payments.find(batchId))?.batch ?? batch;
  return isOwn(meanwhile, by, version) ? { kind: "redated", batch: meanwhile } : { kind: "stale", batch: meanwhile };
};

const isOwn = (batch: PaymentBatch, by: Actor, seen: number): boolean =>
  batch.version === seen + 1 && batch.release?.redated?.at(-1)?.by.id === by.id;
