import { maskedPayee, type Payee } from "../../shared/domain/bank/payee.ts";
import type { Line } from "../../shared/domain/line/line.ts";
import { mayRecordPayee } from "../../shared/domain/payments/may-record-payee.ts";
import { holdsOneOf, type Principal } from "../../shared/domain/principal.ts";
import { partAgainst } from "../../shared/domain/separation.ts";
import { separationWords } from "../../shared/domain/separation-words.ts";
import type { FormError } from "../../shared/forms/form.ts";
import type { Again } from "../../shared/http/act.ts";
import { notFoundPage } from "../../shared/http/answer.ts";
import type { Form } from "../../shared/http/read-body.ts";
import { page, type Reply } from "../../shared/http/reply.ts";
import type { ErrorAt } from "../../shared/pages/views.ts";
import { functions } from "../../shared/system.ts";
import { interestDeclaredPage } from "../case/interest-declared.ts";
import { type PayeeInWords, payeeHistory } from "../line/payee-words.ts";
import type { PayeeNotice } from "./pay-outcomes.ts";
import { notToPayWords, notYourPayeeWords } from "./pay-words.ts";
import { findLineToPay, type RecordPayeePorts } from "./record-payee.ts";

type PayeePageShown = Partial<Again<PayeeNotice>> & {
  readonly principal: Principal;
  readonly form?: Form;
  /** Whether to record other details in place of those that wait to be confirmed. */
  readonly isInstead?: boolean;
};

type Box = "name" | "sortCode" | "accountNumber" | "rollNumber" | "to" | "why" | "way";
type PayeePageView = {
  readonly line: Pick<Line, "lineId" | "label" | "amount" | "trouble">;
  readonly payTo?: string;
  readonly isRecorded: boolean;
  /** The payee that a second person has to confirm. */
  readonly askedFor?: string;
  readonly refused?: string;
  /** The payee that waits for a second person. */
  readonly newPayee?: {
    readonly payTo: string;
    readonly way: Payee["way"];
    readonly by?: string;
    readonly at?: string;
    readonly why?: string;
    readonly mayConfirm: boolean;
    readonly whyNot?: string;
  };
  readonly history: readonly PayeeInWords[];
  readonly sentBefore: NonNullable<Line["sentBefore"]>;
  readonly typed: Readonly<Record<Box, string>>;
  readonly way?: string;
  readonly errors: readonly FormError[];
  readonly errorAt: ErrorAt;
  readonly stopped?: string;
  readonly notToRecord?: string;
  readonly mayRecord: boolean;
  readonly noCode?: string;
  readonly seesList: boolean;
};

declare module "../../shared/pages/views.ts" {
  interface Templates {
    "pay/payee.njk": PayeePageView;
  }
}

const newPayeeIn = ({ newPayee }: Line, whyNot: string | undefined): PayeePageView["newPayee"] => {
  if (!newPayee) return undefined;
  const { payee, name, at, why } = newPayee;
  return { payTo: maskedPayee(payee), way: payee.way, by: name, at, why, mayConfirm: whyNot === undefined, whyNot };
};

const listReaders = functions.pay.routes["GET /payments"];

export const payeePage = async (
  lineId: string,
  ports: RecordPayeePorts,
  { principal, form, isInstead = false, status = 200, errors = [], notice }: PayeePageShown,
): Promise<Reply> => {
  const seen = await findLineToPay(lineId, principal, ports);
  if (!seen) return notFoundPage();
  if (seen.isBarred) return interestDeclaredPage(seen.line.caseId);
  const { line, known, behind, parts } = seen;
  const against = partAgainst("line", "confirmPayee", principal, parts);
  const notToRecord = partAgainst("line", "recordPayee", principal, parts);
  const decided = partAgainst("line", "sendCode", principal, parts);
  const asked = notice?.kind === "awaitsSecondPerson" ? notice.payee : undefined;
  // No page shows recorded details whole, so the form comes back empty once they are recorded.
  const textIn = (box: Box): string => (notice && notice.kind !== "refused" ? "" : (form?.one(box) ?? ""));
  const view: PayeePageView = {
    line: { lineId: line.lineId, label: line.label, amount: line.amount, trouble: line.trouble },
    payTo: known && maskedPayee(known.payee),
    isRecorded: notice?.kind === "recorded",
    askedFor: asked && maskedPayee(asked),
    refused: notice?.kind === "refused" ? notice.because : undefined,
    newPayee: newPayeeIn(line, against && notYourPayeeWords(against)),
    history: behind.recorded ? payeeHistory(behind.recorded) : [],
    sentBefore: line.sentBefore ?? [],
    typed: {
      name: textIn("name"),
      sortCode: textIn("sortCode"),
      accountNumber: textIn("accountNumber"),
      rollNumber: textIn("rollNumber"),
      to: textIn("to"),
      why: textIn("why"),
      way: textIn("way"),
    },
    way: form?.one("way"),
    errors,
    errorAt: Object.fromEntries(errors.map(({ field, text }) => [field, { text }])),
    stopped: mayRecordPayee(line) ? undefined : notToPayWords,
    // A page that has both forms would have every box twice.
    mayRecord: !line.newPayee || against !== undefined || isInstead,
    notToRecord: notToRecord && notYourPayeeWords(notToRecord),
    noCode: decided && separationWords(decided),
    seesList: holdsOneOf(principal, listReaders),
  };
  return page("pay/payee.njk", view, status);
};
