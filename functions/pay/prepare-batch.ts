import { createHash } from "node:crypto";
import { batchIdFrom } from "../../shared/domain/ids.ts";
import { zeroPence } from "../../shared/domain/money.ts";
import type { PaymentBatch } from "../../shared/domain/payments/payment-batch.ts";
import type { Actor } from "../../shared/domain/principal.ts";
import { Fault } from "../../shared/fault.ts";
import { hashOf } from "../../shared/store/case-writes.ts";
import { isBadCursor } from "../../shared/store/slices.ts";
import { type FillBatchPorts, fillBatch } from "./finish-batch.ts";
import { mayBatch, type ReadyLine, readyLines } from "./lines-to-pay.ts";

export type ToPrepare = {
  /** The sender's own id of the request: sent again, it goes on with the same batch. */
  readonly requestId: string;
  readonly by: Actor;
  readonly now: Date;
  /** Only these lines; without them, every line that can be paid. */
  readonly lineIds?: readonly string[];
};

export type PrepareOutcome =
  | { readonly kind: "prepared"; readonly batch: PaymentBatch }
  | { readonly kind: "nothingToPay" }
  /** The request's id has prepared a batch of other lines. */
  | { readonly kind: "otherBatchUnderThisId" };

/** One request can put this many together in time; the next batch takes the rest. */
export const linesMost = 2_000;
const linesRead = 500;

const idAttempts = 5;

const batchIdOf = (requestId: string, attempt: number): string =>
  batchIdFrom(createHash("sha256").update(`${requestId}#${attempt}`).digest());

/**
 * Puts the lines that can be paid into a batch. It keeps the choice of lines first and then adds them part by part, so
 * the same request finishes a batch that was cut short.
 */
export const prepareBatch = async (toPrepare: ToPrepare, ports: FillBatchPorts): Promise<PrepareOutcome> => {
  const { requestId, by, now, lineIds } = toPrepare;
  const requestHash = hashOf(lineIds ? lineIds.toSorted() : "every line");
  let ready: readonly ReadyLine[] | undefined;
  for (let attempt = 0; attempt < idAttempts; attempt += 1) {
    const batchId = batchIdOf(requestId, attempt);
    const found = await ports.payments.find(batchId);
    const { requestHash: before = requestHash } = found?.batch ?? {};
    if (found?.batch.requestId === requestId)
      return before === requestHash ? prepared(await fillBatch(found, toPrepare, ports)) : { kind: "otherBatchUnderThisId" };
    if (found) continue;

    ready ??= await linesReady(toPrepare, ports);
    if (ready.length === 0) return { kind: "nothingToPay" };
    const batch: PaymentBatch = {
      batchId,
      state: "draft",
      version: 1,
      preparedAt: now.toISOString(),
      preparedBy: by,
      requestId,
      requestHash,
      payments: 0,
      total: zeroPence,
    };
    const chosen = ready.map(({ line: { lineId, caseId } }) => ({ lineId, caseId }));
    const begun = await ports.payments.begin(batch, chosen);
    if (begun.kind === "begun") return prepared(await fillBatch({ batch, chosen, payments: [] }, toPrepare, ports, ready));
    // The same request was sent twice at once: both go on with one batch.
    attempt -= begun.by.requestId === requestId ? 1 : 0;
  }
  throw new Fault("tooBusy");
};

const prepared = (batch: PaymentBatch): PrepareOutcome => ({ kind: "prepared", batch });

const linesReady = async ({ lineIds, by }: ToPrepare, ports: FillBatchPorts): Promise<readonly ReadyLine[]> => {
  const most = Math.min(lineIds?.length ?? linesMost, linesMost);
  const ready: ReadyLine[] = [];
  let after: string | undefined;
  do {
    const slice = { limit: linesRead, ...(after && { after }) };
    const found = await ports.lines.onList("bank", "approved", slice);
    if (isBadCursor(found)) break;
    const chosen = lineIds ? found.items.filter(({ lineId }) => lineIds.includes(lineId)) : found.items;
    const payable = await readyLines(chosen, ports);
    const wanted = payable.filter(({ line }) => mayBatch("prepareBatch", line, by));
    // A preparer takes no line of a household in which they have declared an interest.
    const barredFrom = await ports.payments.barredFrom(
      by.id,
      wanted.map(({ line }) => line),
    );
    ready.push(...wanted.filter(({ line }) => !barredFrom.has(line.caseId)));
    after = found.next;
  } while (after && ready.length < most);
  return ready.slice(0, most);
};
