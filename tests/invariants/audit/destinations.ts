import { partsOfMessageId } from "../../../shared/domain/ids.ts";
import type { Line } from "../../../shared/domain/line/line.ts";
import { isSent, type Payment, type Release } from "../../../shared/domain/payments/payment-batch.ts";
import { type Everything, grouped } from "./everything.ts";

/** No two households are paid into one account, or sent codes to one phone or email, before somebody has looked. */
export const destinationTroubles = (everything: Everything): readonly string[] => [
  ...accountsNotLookedAt(everything),
  ...contactsNotLookedAt(everything),
];

/** A payment of a released batch, with that release. */
export type PaymentSent = { readonly payment: Payment; readonly release: Release };

export const paymentsSent = ({ payments, batches }: Everything): readonly PaymentSent[] => {
  const releases = new Map(batches.flatMap(({ batchId, release }) => (release ? [[batchId, release] as const] : [])));
  return payments.filter(isSent).flatMap((payment) => {
    const release = releases.get(payment.batchId);
    return release ? [{ payment, release }] : [];
  });
};

export const isLookedAt = ({ payment: { paymentId }, release: { confirmed = [] } }: PaymentSent): boolean =>
  confirmed.some((one) => one.paymentId === paymentId && one.why.trim() !== "");

/** Households that were ever joined shared no place while they were one, so each has one name for all of them. */
const everJoined = ({ householdChanges }: Everything): ((householdId: string) => string) => {
  const names = new Map<string, string>();
  const nameOf = (householdId: string) => names.get(householdId) ?? householdId;
  for (const { householdId, kind, other } of householdChanges) {
    if (kind !== "joined" || !other) continue;
    const [kept, gone] = [nameOf(householdId), nameOf(other)];
    for (const one of [...names.keys(), householdId, other]) if (nameOf(one) === gone) names.set(one, kept);
  }
  return nameOf;
};

/** Every two of different households. */
const pairsOf = <T>(sent: readonly T[], householdOf: (one: T) => string): readonly (readonly [T, T])[] =>
  sent.flatMap((one, index) =>
    sent.slice(index + 1).flatMap((other) => (householdOf(one) === householdOf(other) ? [] : [[one, other] as const])),
  );

const rollOf = ({ payee: { rollNumber = "" } }: Payment): string => rollNumber.toUpperCase().replaceAll(/[^A-Z0-9]/g, "");

/** The first household is paid before there is another. Payments of one batch are all there when somebody looks. */
const accountsNotLookedAt = (everything: Everything): string[] => {
  const oneOf = everJoined(everything);
  const collections = new Set(everything.accounts.flatMap(({ accountHash, collection }) => (collection ? [accountHash] : [])));
  const isToldApart = (one: Payment, other: Payment) =>
    collections.has(one.wholeAccountHash ?? one.accountHash) && rollOf(one) !== rollOf(other);
  const ofAccount = grouped(paymentsSent(everything), ({ payment: { payee } }) => `${payee.sortCode} ${payee.accountNumber}`);
  return [...ofAccount.values()].flatMap((sent) =>
    pairsOf(sent, ({ payment }) => oneOf(payment.householdId)).flatMap(([one, other]) => {
      if (isToldApart(one.payment, other.payment)) return [];
      const looked = [one, other].filter(isLookedAt).length;
      return looked >= (one.payment.batchId === other.payment.batchId ? 2 : 1)
        ? []
        : [`Payments ${one.payment.paymentId} and ${other.payment.paymentId} went to one account of two households that nobody looked at.`];
    }),
  );
};

type CodeSent = { readonly line: Line; readonly place: string };

const contactsNotLookedAt = (everything: Everything): string[] => {
  const { messages, lines } = everything;
  const oneOf = everJoined(everything);
  const lineOf = new Map(lines.map((line) => [line.lineId, line]));
  const codes = messages.flatMap(({ template, messageId, channel, to = "" }): CodeSent[] => {
    const line = template === "code" ? lineOf.get(partsOfMessageId(messageId)?.lineId ?? "") : undefined;
    return line ? [{ line, place: channel === "text" ? to.replaceAll(/\D/g, "") : to.toLowerCase() }] : [];
  });
  const isConfirmed = ({ destination }: Line, { householdId }: Line) =>
    destination?.confirmed !== undefined && destination.confirmed.why !== "" && destination.households.includes(householdId);
  return [...grouped(codes, ({ place }) => place).values()].flatMap((sent) =>
    pairsOf(sent, ({ line }) => oneOf(line.householdId)).flatMap(([{ line: one }, { line: other }]) =>
      isConfirmed(one, other) || isConfirmed(other, one)
        ? []
        : [`The codes of ${one.lineId} and ${other.lineId} went to one phone or email of two households that nobody confirmed.`],
    ),
  );
};
