import type { Payments, WholeBatch } from "../../shared/store/payments.ts";
import type { SharedAccounts } from "../../shared/store/shared-accounts.ts";
import { sharedAccountsIn } from "./release-batch.ts";

const batchIdPattern = /^[0-9A-HJKMNP-TV-Z]{6}$/;

export type BatchSeen = WholeBatch & {
  /** The other households that are paid into a payment's account, where there are any. */
  readonly shared: ReadonlyMap<string, readonly string[]>;
};

/** A batch by its id; undefined for what is no batch's. */
export const findBatch = async (
  batchId: string,
  payments: Pick<Payments, "find">,
  accounts?: Pick<SharedAccounts, "households">,
): Promise<BatchSeen | undefined> => {
  const whole = batchIdPattern.test(batchId) ? await payments.find(batchId) : undefined;
  return whole && { ...whole, shared: accounts ? await sharedAccountsIn(whole.payments, accounts) : new Map() };
};
