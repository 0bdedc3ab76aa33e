import { fileOf, type Payment } from "../../shared/domain/payments/payment-batch.ts";
import type { Principal } from "../../shared/domain/principal.ts";
import type { Payments, WholeBatch } from "../../shared/store/payments.ts";
import type { SharedAccounts } from "../../shared/store/shared-accounts.ts";

const batchIdPattern = /^[0-9A-HJKMNP-TV-Z]{6}$/;

/** By payment: the other households that are paid into its account, where there are any. */
export type SharedWith = ReadonlyMap<string, readonly string[]>;
export type BatchSeen = WholeBatch & {
  readonly shared: SharedWith;
  /** The cases of households in which the reader has declared an interest. */
  readonly withheld: ReadonlySet<string>;
};

export const findBatch = async (batchId: string, payments: Pick<Payments, "find">): Promise<WholeBatch | undefined> =>
  batchIdPattern.test(batchId) ? payments.find(batchId) : undefined;

export const seeBatch = async (
  batchId: string,
  { id }: Pick<Principal, "id">,
  {
    payments,
    accounts,
  }: { readonly payments: Pick<Payments, "find" | "barredFrom">; readonly accounts: Pick<SharedAccounts, "households"> },
): Promise<BatchSeen | undefined> => {
  const whole = await findBatch(batchId, payments);
  if (!whole) return undefined;
  const [shared, withheld] = await Promise.all([sharedAccountsIn(whole.payments, accounts), payments.barredFrom(id, whole.payments)]);
  return { ...whole, shared, withheld };
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

export type FileFound =
  | { readonly kind: "file"; readonly fileName: string; readonly content: string }
  /** The reader has declared an interest in a household that the file pays. */
  | { readonly kind: "barred"; readonly caseId: string };

/** The file of a batch for the bank; undefined before its release. */
export const findFile = async (
  batchId: string,
  { id }: Pick<Principal, "id">,
  store: Pick<Payments, "find" | "barredFrom">,
): Promise<FileFound | undefined> => {
  const found = await findBatch(batchId, store);
  const release = found?.batch.release;
  if (!release) return undefined;
  const [barred] = await store.barredFrom(id, found.payments);
  if (barred !== undefined) return { kind: "barred", caseId: barred };
  return { kind: "file", fileName: fileNameOf(batchId), content: fileOf(found.batch, release, found.payments) };
};
