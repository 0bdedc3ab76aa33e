import { maskedPayee } from "../../shared/domain/bank/payee.ts";
import { barredWords } from "../../shared/domain/case/conflict-of-interest.ts";
import type { Line } from "../../shared/domain/line/line.ts";
import { mayRecordPayee } from "../../shared/domain/payments/may-record-payee.ts";
import type { Principal } from "../../shared/domain/principal.ts";
import type { FormError } from "../../shared/forms/form.ts";
import { notFoundPage } from "../../shared/http/answer.ts";
import type { Form } from "../../shared/http/read-body.ts";
import { page, type Reply } from "../../shared/http/reply.ts";
import type { ErrorAt } from "../../shared/pages/views.ts";
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

type Box = "name" | "sortCode" | "accountNumber" | "rollNumber" | "to";
type PayeePageView = {
  readonly line: Pick<Line, "lineId" | "label" | "amount" | "trouble">;
  readonly payTo?: string;
  readonly isRecorded: boolean;
  /** What waits for a second person to write down the same. */
  readonly askedFor?: string;
  readonly newPayee?: { readonly payTo: string; readonly isOwn: boolean };
  readonly typed: Readonly<Record<Box, string>>;
  readonly way?: string;
  readonly errors: readonly FormError[];
  readonly errorAt: ErrorAt;
  readonly stopped?: string;
  readonly noCode?: string;
  readonly seesList: boolean;
};

declare module "../../shared/pages/views.ts" {
  interface Templates {
    "pay/payee.njk": PayeePageView;
  }
}

const listReaders: readonly string[] = functions.pay.routes["GET /payments"];

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
  const textIn = (box: Box): string => (isRecorded || asked ? "" : (typed?.one(box) ?? ""));
  const view: PayeePageView = {
    line: { lineId: line.lineId, label: line.label, amount: line.amount, trouble: line.trouble },
    payTo: known && maskedPayee(known.payee),
    isRecorded,
    askedFor: asked && maskedPayee(asked),
    newPayee: line.newPayee && { payTo: maskedPayee(line.newPayee.payee), isOwn: line.newPayee.by === principal.id },
    // Only what could not be taken is shown again: nothing that was recorded stands whole on any page.
    typed: {
      name: textIn("name"),
      sortCode: textIn("sortCode"),
      accountNumber: textIn("accountNumber"),
      rollNumber: textIn("rollNumber"),
      to: textIn("to"),
    },
    way: typed?.one("way"),
    errors,
    errorAt: Object.fromEntries(errors.map(({ field, text }) => [field, { text }])),
    stopped: isBarred ? barredWords : mayRecordPayee(line) ? undefined : notToPayWords,
    noCode: line.decidedBy.includes(principal.id) ? ownCodeWords : undefined,
    seesList: principal.roles.some((role) => listReaders.includes(role)),
  };
  return page("pay/payee.njk", view, statusOf(ask, isBarred));
};
