import { maskedPayee } from "../../shared/domain/bank/payee.ts";
import { barredWords } from "../../shared/domain/case/conflict-of-interest.ts";
import { mayRecordPayee } from "../../shared/domain/payments/may-record-payee.ts";
import type { Principal } from "../../shared/domain/principal.ts";
import type { FormError } from "../../shared/forms/form.ts";
import { notFoundPage } from "../../shared/http/answer.ts";
import type { Form } from "../../shared/http/read-body.ts";
import { page, type Reply } from "../../shared/http/reply.ts";
import { functions } from "../../shared/system.ts";
import { notToPayWords, ownCodeWords } from "./pay-words.ts";
import { findLineToPay, type RecordPayeeOutcome, type RecordPayeePorts } from "./record-payee.ts";

type PayeePageAsk = {
  readonly principal: Principal;
  /** The form that was sent: all of it is shown again unless it was recorded. */
  readonly typed?: Form;
  readonly errors?: readonly FormError[];
  readonly outcome?: RecordPayeeOutcome;
};

const listReaders: readonly string[] = functions.pay.routes["GET /payments"];
const boxes = ["name", "sortCode", "accountNumber", "rollNumber", "to"] as const;

const statusOf = ({ outcome, errors }: PayeePageAsk, isBarred: boolean): number => {
  if (outcome?.kind === "barred" || outcome?.kind === "ownDecision" || isBarred) return 403;
  if (outcome?.kind === "notToPay") return 409;
  return errors ? 400 : 200;
};

/** How one line is to be paid: what is known, masked, and the forms that record it. */
export const payeePage = async (lineId: string, ports: RecordPayeePorts, ask: PayeePageAsk): Promise<Reply> => {
  const seen = await findLineToPay(lineId, ask.principal, ports);
  if (!seen) return notFoundPage();
  const { line, known, isBarred } = seen;
  const { typed, errors = [], outcome, principal } = ask;
  const isRecorded = outcome?.kind === "recorded";
  const asked = outcome?.kind === "awaitsSecondPerson" ? outcome.payee : undefined;
  const context = {
    line,
    payTo: known && maskedPayee(known.payee),
    isRecorded,
    askedFor: asked && maskedPayee(asked),
    newPayee: line.newPayee && { payTo: maskedPayee(line.newPayee.payee), isOwn: line.newPayee.by === principal.id },
    // Only what could not be taken is shown again: nothing that was recorded stands whole on any page.
    typed: Object.fromEntries(boxes.map((box) => [box, isRecorded || asked ? "" : (typed?.one(box) ?? "")])),
    way: typed?.one("way"),
    errors,
    errorAt: Object.fromEntries(errors.map(({ field, text }) => [field, { text }])),
    stopped: isBarred ? barredWords : mayRecordPayee(line) ? undefined : notToPayWords,
    noCode: line.decidedBy.includes(principal.id) ? ownCodeWords : undefined,
    seesList: principal.roles.some((role) => listReaders.includes(role)),
  };
  return page("pay/payee.njk", context, statusOf(ask, isBarred));
};
