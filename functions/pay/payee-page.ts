import { maskedPayee } from "../../shared/domain/bank/payee.ts";
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
import type { PayeeNotice } from "./pay-outcomes.ts";
import { notToPayWords } from "./pay-words.ts";
import { findLineToPay, type RecordPayeePorts } from "./record-payee.ts";

type PayeePageShown = Partial<Again<PayeeNotice>> & {
  readonly principal: Principal;
  readonly form?: Form;
};

type Box = "name" | "sortCode" | "accountNumber" | "rollNumber" | "to";
type PayeePageView = {
  readonly line: Pick<Line, "lineId" | "label" | "amount" | "trouble">;
  readonly payTo?: string;
  readonly isRecorded: boolean;
  /** The payee that a second person has to write down too. */
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

const listReaders = functions.pay.routes["GET /payments"];

export const payeePage = async (
  lineId: string,
  ports: RecordPayeePorts,
  { principal, form, status = 200, errors = [], notice }: PayeePageShown,
): Promise<Reply> => {
  const seen = await findLineToPay(lineId, principal, ports);
  if (!seen) return notFoundPage();
  if (seen.isBarred) return interestDeclaredPage(seen.line.caseId);
  const { line, known, parts } = seen;
  const entered = partAgainst("line", "recordPayee", principal, parts);
  const decided = partAgainst("line", "sendCode", principal, parts);
  const asked = notice?.kind === "awaitsSecondPerson" ? notice.payee : undefined;
  // No page shows recorded details whole, so the form comes back empty once they are recorded.
  const textIn = (box: Box): string => (notice ? "" : (form?.one(box) ?? ""));
  const view: PayeePageView = {
    line: { lineId: line.lineId, label: line.label, amount: line.amount, trouble: line.trouble },
    payTo: known && maskedPayee(known.payee),
    isRecorded: notice?.kind === "recorded",
    askedFor: asked && maskedPayee(asked),
    newPayee: line.newPayee && { payTo: maskedPayee(line.newPayee.payee), isOwn: line.newPayee.by === principal.id },
    typed: {
      name: textIn("name"),
      sortCode: textIn("sortCode"),
      accountNumber: textIn("accountNumber"),
      rollNumber: textIn("rollNumber"),
      to: textIn("to"),
    },
    way: form?.one("way"),
    errors,
    errorAt: Object.fromEntries(errors.map(({ field, text }) => [field, { text }])),
    stopped: entered ? separationWords(entered) : mayRecordPayee(line) ? undefined : notToPayWords,
    noCode: decided && separationWords(decided),
    seesList: holdsOneOf(principal, listReaders),
  };
  return page("pay/payee.njk", view, status);
};
