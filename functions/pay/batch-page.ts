import { bankHolidaysKnownTo, nextBankingDay } from "../../shared/domain/bank/bank-holidays.ts";
import { maskedPayee } from "../../shared/domain/bank/payee.ts";
import type { Day } from "../../shared/domain/dates.ts";
import { isSent, type Payment, paymentStates } from "../../shared/domain/payments/payment-batch.ts";
import type { Principal } from "../../shared/domain/principal.ts";
import type { FormError } from "../../shared/forms/form.ts";
import { notFoundPage } from "../../shared/http/answer.ts";
import type { Form } from "../../shared/http/read-body.ts";
import { page, type Reply } from "../../shared/http/reply.ts";
import type { ErrorAt } from "../../shared/pages/views.ts";
import type { Payments } from "../../shared/store/payments.ts";
import type { SharedAccounts } from "../../shared/store/shared-accounts.ts";
import { functions } from "../../shared/system.ts";
import { fileNameOf } from "./batch-file.ts";
import { type BatchSeen, findBatch } from "./find-batch.ts";
import type { ImportOutcome } from "./import-results.ts";
import { barredFromResultsWords, notReleasedWords, notReleasedYetWords, whyNotWords } from "./pay-words.ts";
import { batchRow } from "./payments-page.ts";
import type { ReleaseOutcome } from "./release-batch.ts";
import { sharedField } from "./release-form.ts";

export type BatchPagePorts = { readonly payments: Pick<Payments, "find">; readonly accounts: Pick<SharedAccounts, "households"> };

type BatchPageAsk = {
  readonly query: Readonly<Record<string, string | undefined>>;
  readonly principal: Principal;
  /** The release form that was sent: what was said of each payment is shown again. */
  readonly typed?: Form;
  readonly errors?: readonly FormError[];
  readonly notReleased?: Exclude<ReleaseOutcome, { kind: "released" | "stopped" }>;
  readonly notImported?: Exclude<ImportOutcome, { kind: "imported" }>;
};

const { routes } = functions.pay;
const may = ({ roles }: Principal, route: keyof typeof routes): boolean => {
  const who: readonly string[] = routes[route];
  return roles.some((role) => who.includes(role));
};

const rowsOnPage = 100;
const stateColours = { inBatch: "blue", leftOut: "grey", paid: "green", rejected: "red" } as const;

const paymentRow = (payment: Payment, { batch, shared }: BatchSeen, typed: Form | undefined) => {
  const { paymentId, lineId, awardId, label, amount, payee, state, results } = payment;
  return {
    paymentId,
    lineId,
    awardId,
    label,
    amount,
    payTo: maskedPayee(payee),
    state: {
      text: state === "inBatch" && batch.state === "released" ? "No result yet" : paymentStates[state],
      colour: stateColours[state],
    },
    reason: results.at(-1)?.reason,
    sharedWith: shared.get(paymentId)?.length ?? 0,
    field: sharedField(paymentId),
    said: typed?.one(sharedField(paymentId)),
  };
};

type BatchPageView = {
  readonly batch: ReturnType<typeof batchRow>;
  readonly version: number;
  readonly fileName: string;
  readonly moneyArrivesOn?: Day;
  readonly isLateYear: boolean;
  readonly holidaysKnownTo: Day;
  readonly counts: { readonly paid: number; readonly rejected: number; readonly leftOut: number; readonly waiting: number };
  readonly payments: readonly ReturnType<typeof paymentRow>[];
  readonly pages: { readonly number: number; readonly pages: number; readonly next?: number; readonly previous?: number };
  /** Payments to accounts that several households are paid into. */
  readonly shared: readonly ReturnType<typeof paymentRow>[];
  readonly imports: BatchSeen["imports"];
  readonly mayFinish: boolean;
  readonly mayRelease: boolean;
  readonly mayTakeFile: boolean;
  readonly mayImport: boolean;
  readonly notice?: Notice;
  readonly errors: readonly FormError[];
  readonly errorAt: ErrorAt;
};

declare module "../../shared/pages/views.ts" {
  interface Templates {
    "pay/batch.njk": BatchPageView;
  }
}

type Notice = { readonly title: string; readonly text: string };

const notReleasedNotice = (outcome: NonNullable<BatchPageAsk["notReleased"]>): { readonly text?: string; readonly status: number } => {
  switch (outcome.kind) {
    case "notFound":
      return { status: 404 };
    case "notYours":
      return { text: whyNotWords(outcome.why), status: 403 };
    case "stale":
      return { text: notReleasedWords(outcome), status: 409 };
    case "notLookedAt":
      return { status: 400 };
  }
};

const noticeOf = ({ errors, notReleased, notImported }: BatchPageAsk): { readonly notice?: Notice; readonly status: number } => {
  if (notReleased) {
    const { text, status } = notReleasedNotice(notReleased);
    return { status, ...(text && { notice: { title: "Not released", text } }) };
  }
  if (notImported?.kind === "notReleased") return { notice: { title: "No results were taken", text: notReleasedYetWords }, status: 409 };
  if (notImported?.kind === "barred") return { notice: { title: "No results were taken", text: barredFromResultsWords }, status: 403 };
  return { status: errors || notImported ? 400 : 200 };
};

/** What to put right, at the input where it is put right. */
const errorsOf = ({ errors, notReleased, notImported }: BatchPageAsk): readonly FormError[] => {
  if (errors) return errors;
  if (notReleased?.kind === "notLookedAt")
    return notReleased.paymentIds.map((paymentId) => ({
      field: sharedField(paymentId),
      text: `Select whether payment ${paymentId} is paid or left out`,
    }));
  return notImported?.kind === "refused" ? [{ field: "file", text: notImported.because }] : [];
};

/** One batch: its payments, who may do what with it next, and what came back from the bank. */
export const batchPage = async (batchId: string, ports: BatchPagePorts, ask: BatchPageAsk): Promise<Reply> => {
  const found = await findBatch(batchId, ports.payments, ports.accounts);
  if (!found) return notFoundPage();
  const { batch, payments, imports } = found;
  const pages = Math.max(1, Math.ceil(payments.length / rowsOnPage));
  const number = Math.min(pages, Math.max(1, Math.floor(Number(ask.query.page ?? 1)) || 1));
  const rows = payments.map((payment) => paymentRow(payment, found, ask.typed));
  const inState = (state: Payment["state"]) => payments.filter((payment) => payment.state === state).length;
  const errors = errorsOf(ask);
  const { notice, status } = noticeOf(ask);
  const view: BatchPageView = {
    batch: batchRow(batch),
    version: batch.version,
    fileName: fileNameOf(batchId),
    moneyArrivesOn: batch.release && nextBankingDay(batch.release.processingDay),
    isLateYear: batch.release !== undefined && batch.release.processingDay > bankHolidaysKnownTo,
    holidaysKnownTo: bankHolidaysKnownTo,
    counts: { paid: inState("paid"), rejected: inState("rejected"), leftOut: inState("leftOut"), waiting: inState("inBatch") },
    payments: rows.slice((number - 1) * rowsOnPage, number * rowsOnPage),
    pages: { number, pages, ...(number < pages && { next: number + 1 }), ...(number > 1 && { previous: number - 1 }) },
    shared: batch.state === "prepared" ? rows.filter((row, place) => row.sharedWith > 0 && isSent(payments[place] as Payment)) : [],
    imports: imports.toReversed(),
    mayFinish: batch.state === "draft" && may(ask.principal, "POST /payments/{batchId}/finish"),
    mayRelease: batch.state === "prepared" && may(ask.principal, "POST /payments/{batchId}/release"),
    mayTakeFile: batch.state === "released" && may(ask.principal, "GET /payments/{batchId}/file"),
    mayImport: batch.state === "released" && may(ask.principal, "POST /payments/{batchId}/results"),
    notice,
    errors,
    errorAt: Object.fromEntries(errors.map(({ field, text }) => [field, { text }])),
  };
  return page("pay/batch.njk", view, status);
};
