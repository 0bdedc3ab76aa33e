import { fileOf, type Payment } from "../../shared/domain/payments/payment-batch.ts";
import type { Payments, WholeBatch } from "../../shared/store/payments.ts";
import type { SharedAccounts } from "../../shared/store/shared-accounts.ts";

const batchIdPattern = /^[0-9A-HJKMNP-TV-Z]{6}$/;

/** By payment: the other households that are paid into its account, where there are any. */
export type SharedWith = ReadonlyMap<string, readonly string[]>;
export type BatchSeen = WholeBatch & { readonly shared: SharedWith };

export const findBatch = async (batchId: string, payments: Pick<Payments, "find">): Promise<WholeBatch | undefined> =>
  batchIdPattern.test(batchId) ? payments.find(batchId) : undefined;

export const seeBatch = async (
  batchId: string,
  { payments, accounts }: { readonly payments: Pick<Payments, "find">; readonly accounts: Pick<SharedAccounts, "households"> },
): Promise<BatchSeen | undefined> => {
  const whole = await findBatch(batchId, payments);
  return whole && { ...whole, shared: await sharedAccountsIn(whole.payments, accounts) };
};

export const sharedAccountsIn = async (payments: readonly Payment[], accounts: Pick<SharedAccounts, "households">): Promise<SharedWith> => {
  const households = await accounts.households(payments.map(({ accountHash }) => accountHash));
  return new Map(
    payments.flatMap(({ paymentId, accountHash, householdId }) => {
      const others = (households.get(accountHash) ?? []).filter((household) => household !== householdId);
      return others.length > 0 ? [[paymentId, others]] : [];
    }),
  );
};

export const fileNameOf = (batchId: string): string => `payments-${batchId}.txt`;

/** The file of a batch for the bank; undefined before its release. */
export const findFile = async (
  batchId: string,
  store: Pick<Payments, "find">,
): Promise<{ readonly fileName: string; readonly content: string } | undefined> => {
  const found = await findBatch(batchId, store);
  const release = found?.batch.release;
  return release && { fileName: fileNameOf(batchId), content: fileOf(found.batch, release, found.payments) };
};
