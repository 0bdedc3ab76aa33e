import { isDeepStrictEqual } from "node:util";
import { isNameOfOneOf } from "../../../shared/domain/bank/account-name.ts";
import type { Payee } from "../../../shared/domain/bank/payee.ts";
import { versionsOf } from "../../../shared/domain/payments/payee-record.ts";
import type { Payment } from "../../../shared/domain/payments/payment-batch.ts";
import { casePartition } from "../../../shared/store/keys.ts";
import { isLookedAt, paymentsSent } from "./destinations.ts";
import type { Everything } from "./everything.ts";
import { handsIn, paymentsOfLines } from "./people.ts";

/** Money goes where the household said, or where two people said instead, and its releaser was shown which. */
export const payeeTroubles = (everything: Everything): readonly string[] => {
  const given = givenIn(everything);
  const hands = handsIn(everything);
  const records = new Map(everything.payees.map((record) => [record.caseId, record]));
  const ofLine = paymentsOfLines(everything);
  return paymentsSent(everything).flatMap((sent) => {
    const { payment } = sent;
    const { paymentId, payee, lineId, payeeChange } = payment;
    const { payTo, names } = given(payment);
    const isOwn = isDeepStrictEqual(payee, payTo);
    const all = ofLine.get(lineId) ?? [];
    const isSecondTry = all.slice(0, Math.max(all.indexOf(payment), 0)).some(({ state }) => state === "rejected");
    const isStrangers = isOwn && !isNameOfOneOf(payee.name, names);
    return [
      ...(isOwn ? [] : changeNotShown(payment)),
      ...(payeeChange ? changeByOnePerson(payment, records.get(payment.caseId), hands(lineId)) : []),
      ...((isSecondTry || isStrangers) && !isLookedAt(sent)
        ? [
            `Payment ${paymentId} ${isSecondTry ? "was rejected before" : "goes to a stranger's account"}, and its release does not say why it is paid.`,
          ]
        : []),
    ];
  });
};

/** The payee and the names that each household itself gave. */
const givenIn = ({ applications, awards }: Everything) => {
  const applied = new Map(applications.map(({ pk, application }) => [pk, application]));
  const listed = new Map(awards.flatMap(({ awardId, recipient }) => (recipient ? [[awardId, recipient] as const] : [])));
  return ({ caseId, awardId }: Payment): { readonly payTo?: Payee; readonly names: readonly string[] } => {
    const recipient = listed.get(awardId);
    if (recipient) return { ...(recipient.payTo && { payTo: recipient.payTo }), names: [recipient.name] };
    const application = applied.get(casePartition(caseId));
    return { ...(application?.payTo && { payTo: application.payTo }), names: application?.people.map(({ name }) => name) ?? [] };
  };
};

const changeNotShown = ({ paymentId, payeeChange }: Payment): string[] => {
  const isTold = payeeChange?.at && payeeChange.by.id && payeeChange.why && payeeChange.confirmed?.at && payeeChange.confirmed.why;
  return isTold
    ? []
    : [`Payment ${paymentId} went to an account that its household did not give, and does not show two people who say why.`];
};

const changeByOnePerson = (
  { paymentId, payee, payeeChange }: Payment,
  record: Everything["payees"][number] | undefined,
  hands: ReturnType<ReturnType<typeof handsIn>>,
): string[] => {
  if (!payeeChange) return [];
  const { at, by, confirmed, versions } = payeeChange;
  const version = record && versionsOf(record)[versions - 1];
  const isRecorded =
    version !== undefined &&
    isDeepStrictEqual(version.payee, payee) &&
    isDeepStrictEqual([version.at, version.by, version.confirmed], [at, by, confirmed]);
  // A decider may record the household's own words. The second person may not.
  const recorderWas = hands.filter((part) => part.by === by.id && part.did === "apply");
  const confirmerWas = hands.filter((part) => part.by === confirmed?.by.id && ["apply", "award", "approveAward"].includes(part.did));
  return [
    ...(isRecorded ? [] : [`Payment ${paymentId} shows another change of its payee than the one recorded.`]),
    ...(confirmed?.by.id === by.id ? [`${by.id} alone changed where payment ${paymentId} goes.`] : []),
    ...[...recorderWas, ...confirmerWas].map((part) => `${part.by} did ${part.did} and changed where payment ${paymentId} goes.`),
  ];
};
