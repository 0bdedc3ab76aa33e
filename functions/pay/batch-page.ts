import { council } from "../../shared/council.ts";
import { areBankHolidaysKnown, nextBankingDay, unknownBankHolidays } from "../../shared/domain/bank/bank-holidays.ts";
import { maskedPayee } from "../../shared/domain/bank/payee.ts";
import { withheldWords } from "../../shared/domain/case/conflict-of-interest.ts";
import { processingDayFor, takenUntil } from "../../shared/domain/payments/bank-day.ts";
import {
  type Confirmed,
  daysOf,
  type PayeeChange,
  type Payment,
  partInBatch,
  paymentStates,
  type Release,
} from "../../shared/domain/payments/payment-batch.ts";
import { holdsOneOf, type Principal } from "../../shared/domain/principal.ts";
import type { FormError } from "../../shared/forms/form.ts";
import type { Again, FormSent } from "../../shared/http/act.ts";
import { notFoundPage } from "../../shared/http/answer.ts";
import type { Form } from "../../shared/http/read-body.ts";
import { page, type Reply } from "../../shared/http/reply.ts";
import type { ErrorAt } from "../../shared/pages/views.ts";
import { acts, functions } from "../../shared/system.ts";
import { type BatchSeen, fileNameOf, isToLookAt, type SeeBatchPorts, seeBatch } from "./find-batch.ts";
import { lookedField, whyField } from "./pay-form.ts";
import type { BatchNotice } from "./pay-outcomes.ts";
import { whyNotRedateWords } from "./pay-words.ts";
import { batchRow } from "./payments-page.ts";

type BatchPageShown = Partial<Again<BatchNotice>> & {
  readonly query: Readonly<Record<string, string | undefined>>;
  readonly principal: Principal;
  readonly now: Date;
  /** The form that was sent: the page repeats its answers on shared accounts. */
  readonly form?: Form;
};

const fileReaders = functions.pay.routes["GET /payments/{batchId}/file"];

const rowsOnPage = 100;
const othersShown = 10;
const stateColours = { inBatch: "blue", leftOut: "grey", paid: "green", rejected: "red" } as const;

const paymentRow = (payment: Payment, { batch, shared, withheld }: BatchSeen, form: Form | undefined) => {
  const isWithheld = withheld.has(payment.caseId);
  const { paymentId, lineId, awardId, label, amount, payee, state, results, payeeChange, sentBefore = [] } = payment;
  return {
    paymentId,
    lineId,
    awardId,
    label: isWithheld ? withheldWords : label,
    amount,
    payTo: isWithheld ? "" : maskedPayee(payee),
    state: {
      text: state === "inBatch" && batch.state === "released" ? "No result yet" : paymentStates[state],
      colour: stateColours[state],
    },
    reason: isWithheld ? undefined : results.at(-1)?.reason,
    sharedWith: isWithheld ? 0 : (shared.get(paymentId)?.households.length ?? 0),
    others: isWithheld
      ? []
      : (shared.get(paymentId)?.lines ?? []).slice(0, othersShown).map((other) => ({ lineId: other.lineId, name: other.name })),
    mayCollect: !isWithheld && payee.rollNumber !== undefined,
    changed: isWithheld ? undefined : payeeChange,
    isStrangers: !isWithheld && payment.isStrangers === true,
    sentBefore: isWithheld ? [] : sentBefore,
    isToLookAt: isToLookAt(payment, shared),
    field: lookedField(paymentId),
    whyField: whyField(paymentId),
    said: form?.one(lookedField(paymentId)),
    why: form?.one(whyField(paymentId)),
  };
};

/** The day on which the bank processes the file, and the time until which it takes the file. */
const dayView = (release: Release, { payments }: BatchSeen, now: Date) => {
  const { processingDay } = daysOf(release);
  const until = takenUntil(processingDay, council.bank);
  const hasResults = payments.some(({ results }) => results.length > 0);
  const isGone = now >= until;
  return {
    processingDay,
    moneyArrivesOn: nextBankingDay(processingDay),
    takeBy: until.toISOString(),
    isTimeToTake: !hasResults && !isGone,
    isGone: !hasResults && isGone,
    holidays: areBankHolidaysKnown(processingDay) ? undefined : unknownBankHolidays,
    redated: release.redated ?? [],
    nextDay: processingDayFor(now, council.bank),
  };
};

type BatchPageView = {
  readonly batch: ReturnType<typeof batchRow>;
  readonly version: number;
  readonly fileName: string;
  readonly day?: ReturnType<typeof dayView>;
  readonly counts: { readonly paid: number; readonly rejected: number; readonly leftOut: number; readonly waiting: number };
  readonly paymentsCounted: string;
  readonly payments: readonly ReturnType<typeof paymentRow>[];
  readonly pages: { readonly number: number; readonly pages: number; readonly next?: number; readonly previous?: number };
  readonly toLookAt: readonly ReturnType<typeof paymentRow>[];
  readonly changed: readonly (Omit<ReturnType<typeof paymentRow>, "changed"> & { readonly changed: PayeeChange })[];
  readonly confirmed: readonly Confirmed[];
  readonly imports: BatchSeen["imports"];
  readonly mayFinish: boolean;
  readonly mayRelease: boolean;
  readonly mayTakeFile: boolean;
  readonly mayImport: boolean;
  readonly mayRedate: boolean;
  readonly redateWords?: string;
  readonly why: string;
  readonly notice?: BatchNotice;
  readonly errors: readonly FormError[];
  readonly errorAt: ErrorAt;
};

declare module "../../shared/pages/views.ts" {
  interface Templates {
    "pay/batch.njk": BatchPageView;
  }
}

export const batchPage = async (
  batchId: string,
  ports: SeeBatchPorts,
  { query, principal, now, form, status = 200, errors = [], notice }: BatchPageShown,
): Promise<Reply> => {
  const found = await seeBatch(batchId, principal, ports);
  if (!found) return notFoundPage();
  const { batch, payments, imports } = found;
  const pages = Math.max(1, Math.ceil(payments.length / rowsOnPage));
  const number = Math.min(pages, Math.max(1, Math.floor(Number(query.page ?? 1)) || 1));
  const rows = payments.map((payment) => paymentRow(payment, found, form));
  const ownRedate = partInBatch("redateBatch", principal, batch, payments);
  const inState = (state: Payment["state"]) => payments.filter((payment) => payment.state === state).length;
  const view: BatchPageView = {
    batch: batchRow(batch),
    version: batch.version,
    fileName: fileNameOf(batchId),
    day: batch.release && dayView(batch.release, found, now),
    counts: { paid: inState("paid"), rejected: inState("rejected"), leftOut: inState("leftOut"), waiting: inState("inBatch") },
    paymentsCounted: payments.length.toLocaleString("en-GB"),
    payments: rows.slice((number - 1) * rowsOnPage, number * rowsOnPage),
    pages: { number, pages, ...(number < pages && { next: number + 1 }), ...(number > 1 && { previous: number - 1 }) },
    toLookAt: batch.state === "prepared" ? rows.filter((row) => row.isToLookAt) : [],
    changed: rows.flatMap(({ changed, ...row }) => (changed ? [{ ...row, changed }] : [])),
    confirmed: batch.release?.confirmed ?? [],
    imports: imports.toReversed(),
    mayFinish: batch.state === "draft" && holdsOneOf(principal, acts.finishBatch.who),
    mayRelease: batch.state === "prepared" && holdsOneOf(principal, acts.releaseBatch.who),
    mayTakeFile: batch.state === "released" && holdsOneOf(principal, fileReaders),
    mayImport: batch.state === "released" && holdsOneOf(principal, acts.importBankResults.who),
    mayRedate: batch.release !== undefined && holdsOneOf(principal, acts.redateBatch.who),
    redateWords: ownRedate && whyNotRedateWords(ownRedate),
    why: form?.one("why") ?? "",
    notice,
    errors,
    errorAt: Object.fromEntries(errors.map(({ field, text }) => [field, { text }])),
  };
  return page("pay/batch.njk", view, status);
};

export const batchAgain =
  (ports: SeeBatchPorts) =>
  ({ path: { batchId = "" }, form, by, now }: FormSent, says: Again<BatchNotice>): Promise<Reply> =>
    batchPage(batchId, ports, { query: {}, principal: by, now, form, ...says });
