import { fileOf } from "../../shared/domain/payments/payment-batch.ts";
import type { Payments } from "../../shared/store/payments.ts";
import { findBatch } from "./find-batch.ts";

export const fileNameOf = (batchId: string): string => `payments-${batchId}.txt`;

/** The file of a batch for the bank; undefined before it was released. */
export const findFile = async (
  batchId: string,
  store: Pick<Payments, "find">,
): Promise<{ readonly fileName: string; readonly content: string } | undefined> => {
  const found = await findBatch(batchId, store);
  const release = found?.batch.release;
  return release && { fileName: fileNameOf(batchId), content: fileOf(found.batch, release, found.payments) };
};
