import * as z from "zod/mini";
import type {
  BatchState,
  Chosen,
  Confirmed,
  PayeeChange,
  Payment,
  PaymentBatch,
  PaymentState,
  RecordedResult,
  Redated,
  Release,
} from "../../domain/payments/payment-batch.ts";
import type { RowProblem } from "../../domain/payments/read-results.ts";
import type { PaymentImport } from "../payments.ts";
import { said, sentBefore } from "./awards.ts";
import { actor, bankAccount, money, once, oneOf, type Shape } from "./pieces.ts";

/** Payments through the bank. */

const release = once(
  (): z.ZodMiniType<Release> =>
    z.object({
      at: z.string(),
      by: actor(),
      createdOn: z.string(),
      processingDay: z.string(),
      payer: z.object({
        serviceUserNumber: z.string(),
        sortCode: z.string(),
        accountNumber: z.string(),
        name: z.string(),
      } satisfies Shape<Release["payer"]>),
      confirmed: z.optional(
        z.array(z.object({ paymentId: z.string(), why: z.string(), collection: z.optional(z.literal(true)) } satisfies Shape<Confirmed>)),
      ),
      redated: z.optional(
        z.array(
          z.object({
            at: z.string(),
            by: actor(),
            why: z.string(),
            createdOn: z.string(),
            processingDay: z.string(),
          } satisfies Shape<Redated>),
        ),
      ),
    } satisfies Shape<Release>),
);

export const paymentBatch = once(
  (): z.ZodMiniType<PaymentBatch> =>
    z.object({
      batchId: z.string(),
      state: oneOf<BatchState>({ draft: true, prepared: true, released: true, stopped: true }),
      version: z.int(),
      preparedAt: z.string(),
      preparedBy: actor(),
      requestId: z.string(),
      requestHash: z.optional(z.string()),
      payments: z.int(),
      total: money(),
      releasing: z.optional(z.object({ by: z.string(), seen: z.int() } satisfies Shape<NonNullable<PaymentBatch["releasing"]>>)),
      release: z.optional(release()),
    } satisfies Shape<PaymentBatch>),
);

type ChosenLines = { readonly lines: readonly Chosen[] };

export const chosenLines = once(
  (): z.ZodMiniType<ChosenLines> =>
    z.object({ lines: z.array(z.object({ lineId: z.string(), caseId: z.string() } satisfies Shape<Chosen>)) }),
);

const result = once(
  (): z.ZodMiniType<RecordedResult> =>
    z.object({
      result: oneOf<RecordedResult["result"]>({ paid: true, rejected: true }),
      reason: z.string(),
      at: z.string(),
      file: z.string(),
      fileName: z.optional(z.string()),
      row: z.optional(z.int()),
      by: z.optional(actor()),
    } satisfies Shape<RecordedResult>),
);

const payeeChange = once(
  (): z.ZodMiniType<PayeeChange> =>
    z.object({
      ...said(),
      confirmed: z.optional(z.object(said())),
      was: z.optional(z.string()),
      versions: z.int(),
    } satisfies Shape<PayeeChange>),
);

export const payment = once(
  (): z.ZodMiniType<Payment> =>
    z.object({
      paymentId: z.string(),
      batchId: z.string(),
      lineId: z.string(),
      awardId: z.string(),
      caseId: z.string(),
      householdId: z.string(),
      label: z.string(),
      amount: money(),
      payee: bankAccount(),
      reference: z.string(),
      accountHash: z.string(),
      wholeAccountHash: z.optional(z.string()),
      addedBy: z.string(),
      decidedBy: z.array(z.string()),
      enteredBy: z.optional(z.string()),
      payeeRecordedBy: z.optional(z.string()),
      payeeEarlierBy: z.optional(z.array(z.string())),
      payeeChange: z.optional(payeeChange()),
      isStrangers: z.optional(z.literal(true)),
      sentBefore: z.optional(z.array(sentBefore())),
      state: oneOf<PaymentState>({ inBatch: true, leftOut: true, paid: true, rejected: true }),
      results: z.array(result()),
    } satisfies Shape<Payment>),
);

export const paymentImport = once(
  (): z.ZodMiniType<PaymentImport> =>
    z.object({
      batchId: z.string(),
      contentHash: z.string(),
      fileName: z.optional(z.string()),
      at: z.string(),
      by: actor(),
      paid: z.int(),
      rejected: z.int(),
      known: z.int(),
      problems: z.array(z.object({ row: z.int(), because: z.string() } satisfies Shape<RowProblem>)),
      problemsInAll: z.int(),
    } satisfies Shape<PaymentImport>),
);
