import { createHash } from "node:crypto";
import { batchIdFrom } from "../../shared/domain/ids.ts";
import { zeroPence } from "../../shared/domain/money.ts";
import type { PaymentBatch } from "../../shared/domain/payments/payment-batch.ts";
import type { Actor } from "../../shared/domain/principal.ts";
import { Fault } from "../../shared/fault.ts";
import { isBadCursor } from "../../shared/store/slices.ts";
import { type FinishBatchPorts, finishBatch } from "./finish-batch.ts";
import { listLinesToPay, type ReadyLine, readyLine } from "./lines-to-pay.ts";

export type PrepareBatchPorts = FinishBatchPorts;

export type ToPrepare = {
  /** The sender's id of the preparation: the same sent again goes on with the same batch. */
  readonly requestId: string;
  readonly by: Actor;
  readonly now: Date;
  /** Only these lines; without them, all that can be paid. */
  readonly lineIds?: readonly string[];
};

export type PrepareOutcome =
  | { readonly kind: "prepared"; readonly batch: PaymentBatch }
  /** No line can be paid: bank details are missing, or there is none. */
  | { readonly kind: "nothingToPay" };

/** As many as one request can put together in time; the next batch takes the rest. */
export const linesMost = 2_000;
const listPage = 500;

/** How many ids to try, should another batch have the same. */
const idAttempts = 5;

const batchIdOf = (requestId: string, attempt: number): string =>
  batchIdFrom(createHash("sha256").update(`${requestId}#${attempt}`).digest());

/**
 * Puts the lines that can be paid into a batch. Which they are is kept first, then the lines go into it part by part:
 * cut short at any point it is a batch that is not finished, and the same request finishes it.
 */
export const prepareBatch = async (toPrepare: ToPrepare, ports: PrepareBatchPorts): Promise<PrepareOutcome> => {
  const { requestId, by, now } = toPrepare;
  let ready: readonly ReadyLine[] | undefined;
  for (let attempt = 0; attempt < idAttempts; attempt += 1) {
    const batchId = batchIdOf(requestId, attempt);
    const found = await ports.payments.find(batchId);
    if (found?.batch.requestId === requestId) return prepared(await finishBatch(found, toPrepare, ports));
    if (found) continue;

    ready ??= await readyLines(toPrepare, ports);
    if (ready.length === 0) return { kind: "nothingToPay" };
    const batch: PaymentBatch = {
      batchId,
      state: "draft",
      version: 1,
      preparedAt: now.toISOString(),
      preparedBy: by,
      requestId,
      payments: 0,
      total: zeroPence,
    };
    const chosen = ready.map(({ line: { lineId, caseId } }) => ({ lineId, caseId }));
    const begun = await ports.payments.begin(batch, chosen);
    if (begun.kind === "begun") return prepared(await finishBatch({ batch, chosen, payments: [] }, toPrepare, ports, ready));
    // Sent twice at once: both go on with the one batch.
    attempt -= begun.by.requestId === requestId ? 1 : 0;
  }
  throw new Fault("tooBusy");
};

const prepared = (batch: PaymentBatch): PrepareOutcome => ({ kind: "prepared", batch });

const readyLines = async ({ lineIds, by }: ToPrepare, ports: PrepareBatchPorts): Promise<readonly ReadyLine[]> => {
  const most = Math.min(lineIds?.length ?? linesMost, linesMost);
  const ready: ReadyLine[] = [];
  let after: string | undefined;
  do {
    const page = await listLinesToPay("approved", { limit: listPage, ...(after && { after }) }, ports);
    if (isBadCursor(page)) break;
    const found = page.items.flatMap((line) => readyLine(line) ?? []);
    const wanted = lineIds ? found.filter(({ line }) => lineIds.includes(line.lineId)) : found;
    // Lines of a case in which they have declared an interest stay for somebody else.
    const caseIds = wanted.map(({ line }) => line.caseId);
    const barredFrom = await ports.payments.barredFrom(by.id, caseIds);
    ready.push(...wanted.filter(({ line }) => !barredFrom.has(line.caseId)));
    after = page.next;
  } while (after && ready.length < most);
  return ready.slice(0, most);
};
