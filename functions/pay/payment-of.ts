import { isNameOfOneOf } from "../../shared/domain/bank/account-name.ts";
import { bankText } from "../../shared/domain/bank/bank-text.ts";
import { type BankAccount, isSamePayee, maskedPayee } from "../../shared/domain/bank/payee.ts";
import { versionsOf } from "../../shared/domain/payments/payee-record.ts";
import { type PayeeChange, type Payment, paymentIdOf } from "../../shared/domain/payments/payment-batch.ts";
import type { Actor } from "../../shared/domain/principal.ts";
import { accountDestination, type Destination } from "../../shared/store/destinations.ts";
import type { Behind } from "../../shared/store/lines.ts";
import type { ReadyLine } from "./lines-to-pay.ts";

type PaymentPlace = { readonly batchId: string; readonly place: number; readonly by: Actor; readonly key: string };

/** A ready line as a payment of a batch. It says who had a part in it, since a release reads no line. */
export const paymentOf = ({ line, account, behind }: ReadyLine, { batchId, place, by, key }: PaymentPlace): Payment => {
  const paymentId = paymentIdOf(batchId, place);
  const { hash, rollHash = hash } = accountDestination(key, account);
  const payeeChange = changeOf(behind);
  const earlierBy = earlierFor(account, behind);
  const isStrangers = !payeeChange?.confirmed && !isNameOfOneOf(account.name, namesIn(behind));
  return {
    paymentId,
    batchId,
    lineId: line.lineId,
    awardId: line.awardId,
    caseId: line.caseId,
    householdId: line.householdId,
    label: line.label,
    amount: line.amount,
    payee: account,
    reference: account.rollNumber ? bankText(account.rollNumber) : paymentId,
    accountHash: rollHash,
    wholeAccountHash: hash,
    addedBy: by.id,
    decidedBy: line.decidedBy,
    ...(line.enteredBy !== undefined && { enteredBy: line.enteredBy }),
    ...(behind.recorded && { payeeRecordedBy: behind.recorded.by.id }),
    ...(earlierBy.length > 0 && { payeeEarlierBy: earlierBy }),
    ...(payeeChange && { payeeChange }),
    ...(isStrangers && { isStrangers }),
    ...(line.sentBefore && { sentBefore: line.sentBefore }),
    state: "inBatch",
    results: [],
  };
};

/** A payment from before knows its account by one hash alone. */
export const destinationOf = ({ accountHash, wholeAccountHash = accountHash }: Payment): Destination => ({
  hash: wholeAccountHash,
  ...(accountHash !== wholeAccountHash && { rollHash: accountHash }),
});

const namesIn = ({ application, recipient }: Behind): readonly string[] =>
  application ? application.people.map(({ name }) => name) : recipient ? [recipient.name] : [];

/** The people who had recorded the same account before somebody recorded it again, for another line or after a trouble. */
const earlierFor = (account: BankAccount, { recorded }: Behind): readonly string[] => {
  const same = (recorded?.earlier ?? []).filter(({ payee }) => isSamePayee(payee, account));
  return [...new Set(same.flatMap(({ by, confirmed }) => (confirmed ? [by.id, confirmed.by.id] : [by.id])))];
};

/** The change from the household's own payee to the recorded one. */
export const changeOf = ({ recorded, ownPayee }: Behind): PayeeChange | undefined => {
  if (!recorded || isSamePayee(recorded.payee, ownPayee)) return undefined;
  const { at, by, why, confirmed } = recorded;
  return {
    at,
    by,
    ...(why && { why }),
    ...(confirmed && { confirmed }),
    ...(ownPayee && { was: maskedPayee(ownPayee) }),
    versions: versionsOf(recorded).length,
  };
};
