import { fileOf, isSent, type Payment } from "../../shared/domain/payments/payment-batch.ts";
import type { Principal } from "../../shared/domain/principal.ts";
import type { Destinations } from "../../shared/store/destinations.ts";
import type { Payments, WholeBatch } from "../../shared/store/payments.ts";
import { type OtherLine, type OtherLinesPorts, readOtherLines } from "../line/other-households.ts";
import { destinationOf } from "./payment-of.ts";

const batchIdPattern = /^[0-9A-HJKMNP-TV-Z]{6}$/;

/** The other households of an account, and their lines. Households noted before lines were kept have no lines. */
export type SharedAccount = { readonly households: readonly string[]; readonly lines: readonly OtherLine[] };

/** By payment: the other households that are paid into its account, where there are any. */
export type SharedWith = ReadonlyMap<string, SharedAccount>;
export type BatchSeen = WholeBatch & {
  readonly shared: SharedWith;
  /** The cases of households in which the reader has declared an interest. */
  readonly withheld: ReadonlySet<string>;
};

export type SeeBatchPorts = FindBatchPorts & { readonly payments: Pick<Payments, "barredFrom"> };

export type FindBatchPorts = OtherLinesPorts & {
  readonly payments: Pick<Payments, "find">;
  readonly destinations: Pick<Destinations, "others">;
};

export const findBatch = async (batchId: string, payments: Pick<Payments, "find">): Promise<WholeBatch | undefined> =>
  batchIdPattern.test(batchId) ? payments.find(batchId) : undefined;

export const seeBatch = async (batchId: string, { id }: Pick<Principal, "id">, ports: SeeBatchPorts): Promise<BatchSeen | undefined> => {
  const whole = await findBatch(batchId, ports.payments);
  if (!whole) return undefined;
  const [shared, withheld] = await Promise.all([sharedAccountsIn(whole.payments, ports), ports.payments.barredFrom(id, whole.payments)]);
  return { ...whole, shared, withheld };
};

export const sharedAccountsIn = async (
  payments: readonly Payment[],
  { destinations, lines }: Pick<FindBatchPorts, "destinations" | "lines">,
): Promise<SharedWith> => {
  const others = await destinations.others(
    payments.map((payment) => ({ destination: destinationOf(payment), householdId: payment.householdId })),
  );
  const shared = payments.flatMap((payment, place) => {
    const found = others[place];
    return found && found.households.length > 0 ? [{ payment, found }] : [];
  });
  const seen = await readOtherLines(
    shared.flatMap(({ found }) => found.lineIds),
    { lines },
  );
  return new Map(
    shared.map(({ payment, found }) => {
      const ofOthers = seen.filter(({ householdId, lineId }) => found.households.includes(householdId) && found.lineIds.includes(lineId));
      return [payment.paymentId, { households: found.households, lines: ofOthers }] as const;
    }),
  );
};

/** Whether the releaser has to say of a payment that it is paid all the same, and why. */
export const isToLookAt = (payment: Payment, shared: SharedWith): boolean =>
  isSent(payment) && (shared.has(payment.paymentId) || payment.isStrangers === true || (payment.sentBefore ?? []).length > 0);

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
