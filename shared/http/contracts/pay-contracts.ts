import * as z from "zod/mini";
import { checkedPayeeSchema } from "../../domain/bank/checked-payee.ts";
import { batchStates, paymentStates } from "../../domain/payments/payment-batch.ts";
import { longText } from "../../domain/text.ts";
import { said, sentBeforeReply } from "./case-shapes.ts";
import { actor, type ContractsOf, list, moneyAmount, paging } from "./contract.ts";

const keysOf = <K extends string>(options: Readonly<Record<K, string>>) => Object.keys(options) as [K, ...K[]];
const text = z.string().check(z.maxLength(100));
const paymentId = z.string({ error: "Name a payment of the batch" }).check(z.regex(/^[0-9A-Z]{6}-\d{4}$/, "Name a payment of the batch"));
const paymentIds = z._default(z.array(paymentId).check(z.maxLength(2_000)), []);

export const prepareRequestSchema = z.strictObject({
  /** Only these lines; without them, every line that can be paid. */
  lineIds: z.optional(z.array(text).check(z.minLength(1, "Name a line"), z.maxLength(2_000, "Name 2,000 lines or fewer"))),
});

export const releaseRequestSchema = z.strictObject({
  version: z.int({ error: "Say which version of the batch you saw" }).check(z.positive("Say which version of the batch you saw")),
  /** Payments to look at (an account that another household has too, in a stranger's name, or rejected before), each with why it is paid. */
  confirmed: z._default(
    z
      .array(
        z.strictObject({
          paymentId,
          why: longText("why it is paid all the same", 200),
          /** A building society collects in this account for many members, whom their roll numbers tell apart. */
          collection: z.optional(z.literal(true)),
        }),
      )
      .check(z.maxLength(500, "Confirm 500 payments or fewer, and leave the others out")),
    [],
  ),
  leftOut: paymentIds,
});

export const redateWhyMissing = "Enter how you know that the bank never had this file";

export const redateRequestSchema = z.strictObject({
  version: releaseRequestSchema.shape.version,
  /** How somebody knows that the bank never had the file. */
  why: longText("how you know that the bank never had this file", 300),
});

export const fileNameMost = 200;

export const resultsRequestSchema = z.strictObject({
  /** The bank's file as it came, CSV: council, batch, payment, amount, result, reason. */
  file: z
    .string({ error: "Send the file’s text" })
    .check(z.minLength(1, "Send the file’s text"), z.maxLength(250_000, "Send a smaller file")),
  fileName: z.optional(z.string().check(z.maxLength(fileNameMost))),
});

export const payeeWhyMissing = "Enter why it is paid this way, and how you asked the household";

export const payeeRequestSchema = z.strictObject({ payTo: checkedPayeeSchema, why: longText("why it is paid this way", 300) });

/** How it is paid comes masked: an account number is in the bank's file and nowhere else. */
const lineToPay = () =>
  z.strictObject({
    lineId: z.string(),
    awardId: z.string(),
    caseId: z.string(),
    label: z.string(),
    amount: moneyAmount,
    awardedAt: z.string(),
    payTo: z.optional(z.string()),
    needs: z.optional(z.enum(["trouble", "bankDetails", "secondPerson"])),
    trouble: z.optional(z.string()),
  });

const batch = () =>
  z.strictObject({
    batchId: z.string(),
    state: z.enum(keysOf(batchStates)),
    version: z.int(),
    preparedAt: z.string(),
    preparedBy: actor,
    payments: z.int(),
    total: moneyAmount,
    release: z.optional(
      z.strictObject({
        at: z.string(),
        by: actor,
        /** The day on which the bank processes the file as it is now. */
        processingDay: z.string(),
        /** The last moment at which the bank takes the file for that day. */
        takeToBankBy: z.string(),
        /** New days of the file, the oldest first. */
        redated: z.array(z.strictObject({ at: z.string(), by: actor, why: z.string(), processingDay: z.string() })),
        /** Payments that the releaser looked at and had paid all the same. */
        confirmed: z.array(z.strictObject({ paymentId: z.string(), why: z.string(), collection: z.optional(z.literal(true)) })),
      }),
    ),
  });

const payeeChange = () =>
  z.strictObject({ ...said().shape, was: z.optional(z.string()), confirmed: z.optional(said()), versions: z.int() });

const payment = () =>
  z.strictObject({
    paymentId: z.string(),
    lineId: z.string(),
    awardId: z.string(),
    caseId: z.string(),
    label: z.string(),
    amount: moneyAmount,
    payTo: z.string(),
    state: z.enum(keysOf(paymentStates)),
    reason: z.optional(z.string()),
    /** How many other households are paid into the same account, and lines of theirs. */
    sharedWith: z.int(),
    otherHouseholds: z.array(z.strictObject({ lineId: z.string(), awardId: z.string(), name: z.string() })),
    /** How the account came to differ from what the household gave. */
    changed: z.optional(payeeChange()),
    isStrangersName: z.boolean(),
    sentBefore: z.array(sentBeforeReply()),
  });

const imported = () =>
  z.strictObject({
    contentHash: z.string(),
    fileName: z.optional(z.string()),
    at: z.string(),
    by: actor,
    paid: z.int(),
    rejected: z.int(),
    known: z.int(),
    problems: z.array(z.strictObject({ row: z.int(), because: z.string() })),
    problemsInAll: z.int(),
  });

const payeeReply = () => z.strictObject({ lineId: z.string(), payTo: z.string(), awaitsSecondPerson: z.boolean() });

/** The API of payments through the bank. */
export const payContracts = {
  "GET /api/lines-to-pay": {
    does: "Lists award lines that the bank is to pay: those that can be paid or lack bank details, or those in trouble.",
    query: ["list", ...paging],
    reply: z.lazy(() => list(lineToPay())),
    status: 200,
  },
  "POST /api/lines/{lineId}/payees": {
    request: payeeRequestSchema,
    reply: z.lazy(payeeReply),
    status: 201,
    refuses: ["interest-declared", "second-person-needed", "line-not-to-pay"],
  },
  "POST /api/lines/{lineId}/payee-confirmations": {
    request: payeeRequestSchema,
    reply: z.lazy(payeeReply),
    status: 201,
    refuses: ["interest-declared", "second-person-needed", "line-not-to-pay", "nothing-to-confirm", "payee-differs"],
  },
  "GET /api/payment-batches": {
    does: "Lists payment batches, the newest first.",
    query: [...paging],
    reply: z.lazy(() => list(batch())),
    status: 200,
  },
  "POST /api/payment-batches": {
    request: prepareRequestSchema,
    reply: z.lazy(batch),
    status: 201,
    refuses: ["nothing-to-pay", "idempotency-key-reused"],
  },
  "GET /api/payment-batches/{batchId}": {
    does: "One batch with its payments, and what came of each file of results.",
    reply: z.lazy(() => z.strictObject({ ...batch().shape, items: z.array(payment()), imports: z.array(imported()) })),
    status: 200,
  },
  "POST /api/payment-batches/{batchId}/completions": {
    reply: z.lazy(batch),
    status: 201,
  },
  "POST /api/payment-batches/{batchId}/releases": {
    request: releaseRequestSchema,
    reply: z.lazy(batch),
    status: 201,
    refuses: ["second-person-needed", "stale-batch", "payments-not-looked-at"],
  },
  "POST /api/payment-batches/{batchId}/new-days": {
    request: redateRequestSchema,
    reply: z.lazy(batch),
    status: 201,
    refuses: ["second-person-needed", "step-not-possible", "stale-batch"],
  },
  "GET /api/payment-batches/{batchId}/file": {
    does: "The file for the bank, Bacs Standard 18: the same to the byte each time, until somebody gives it a new day.",
    reply: z.lazy(() => z.strictObject({ fileName: z.string(), content: z.string() })),
    status: 200,
    refuses: ["interest-declared"],
  },
  "POST /api/payment-batches/{batchId}/results": {
    request: resultsRequestSchema,
    reply: z.lazy(imported),
    status: 201,
    refuses: ["interest-declared", "second-person-needed", "stale-batch", "results-unreadable"],
  },
} as const satisfies ContractsOf<"pay">;
