import { type HeldDestination, type Line, partsOfLine } from "../../shared/domain/line/line.ts";
import { isPossible, lineActionNames, mayAct, partAgainstAction } from "../../shared/domain/line/line-action.ts";
import type { PayeeRecord } from "../../shared/domain/payments/payee-record.ts";
import { actorOf, type Principal } from "../../shared/domain/principal.ts";
import { codeEnding, mayReadWhy, readerOf, sentBeforeReplies } from "../line/line-words.ts";
import { payeeHistory } from "../line/payee-words.ts";
import type { LineInList } from "../line/withheld-line.ts";

/** A line as the API gives it. It never gives a whole code. */
export const lineReply = (line: Line, principal: Principal, recorded?: PayeeRecord) => {
  const { lineId, awardId, caseId, item, label, category, delivery, amount, state, version, fulfiller, trouble, provided, steps, notes } =
    line;
  const { paidTo, sentBefore, destination } = line;
  const reader = readerOf(principal);
  return {
    ...{ lineId, awardId, caseId, item, label, category, delivery, amount, state, version, fulfiller },
    trouble: trouble && { because: trouble.because, at: trouble.at },
    provided: provided && {
      reference: provided.reference,
      codeEnding: provided.code && codeEnding(provided.code),
      expiresOn: provided.expiresOn,
    },
    paidTo,
    ...(recorded && { payees: payeeHistory(recorded) }),
    sentBefore: sentBeforeReplies(sentBefore),
    sharedWith: destination && sharedReply(destination),
    steps: steps.map((taken) => {
      const { step, at, by, why } = taken;
      return { step, at, by: actorOf(by), ...(why && mayReadWhy(taken, reader) && { why }) };
    }),
    notes: notes?.map((note) => {
      const { what, at, by, why } = note;
      return { what, at, by: actorOf(by), ...(why && mayReadWhy(note, reader) && { why }) };
    }),
    mayDo: lineActionNames.filter(
      (name) => isPossible(name, line) && mayAct(name, principal.roles) && !partAgainstAction(name, principal, partsOfLine(line)),
    ),
  };
};

const sharedReply = ({ households, lineIds, confirmed }: HeldDestination) => ({
  households: households.length,
  lineIds,
  ...(confirmed && { confirmed: { at: confirmed.at, by: actorOf(confirmed.by), why: confirmed.why } }),
});

/** Nobody steps a line of which they see nothing. */
export const lineInListReply = ({ line, isWithheld }: LineInList, principal: Principal) => ({
  ...lineReply(line, principal),
  ...(isWithheld && { mayDo: [] }),
});
