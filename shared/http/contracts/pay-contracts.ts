import * as z from "zod/mini";
import { checkedPayeeSchema } from "../../domain/bank/checked-payee.ts";
import { batchStates, paymentStates } from "../../domain/payments/payment-batch.ts";
import { sayAlso, says } from "../../domain/says.ts";
import { longText } from "../../domain/text.ts";
import { said, sentBeforeReply } from "./case-shapes.ts";
import { actor, type ContractsOf, list, paging } from "./contract.ts";
import { day, instant, money, text, whole } from "./fields.ts";

const keysOf = <K extends string>(options: Readonly<Record<K, string>>) => Object.keys(options) as [K, ...K[]];
const sentLineId = z.string().check(z.maxLength(100));
const paymentId = says(
  z.string({ error: "Name a payment of the batch" }).check(z.regex(/^[0-9A-Z]{6}-\d{4}$/, "Name a payment of the batch")),
  "The payment’s id, as in the bank’s file.",
);
const paymentIds = says(
  z._default(z.array(paymentId).check(z.maxLength(2_000)), []),
  "Payments to leave out of the file, by their ids. Their lines wait to be paid again.",
);

export const prepareRequestSchema = z.strictObject({
  /** Only these lines; without them, every line that can be paid. */
  lineIds: z.optional(
    says(
      z.array(sentLineId).check(z.minLength(1, "Name a line"), z.maxLength(2_000, "Name 2,000 lines or fewer")),
      "Only these lines; without them, every line that can be paid.",
    ),
  ),
});

export const releaseRequestSchema = z.strictObject({
  version: says(
    z.int({ error: "Say which version of the batch you saw" }).check(z.positive("Say which version of the batch you saw")),
    "The version; send the one that you saw when you change it.",
  ),
  /** Payments to look at (an account that another household has too, in a stranger's name, or rejected before), each with why it is paid. */
  confirmed: says(
    z._default(
      z
        .array(
          z.strictObject({
            paymentId,
            why: longText("why it is paid all the same", 200),
            /** A building society collects in this account for many members, whom their roll numbers tell apart. */
            collection: z.optional(
              says(z.literal(true), "A building society collects for many members in this account, whom their roll numbers tell apart."),
            ),
          }),
        )
        .check(z.maxLength(500, "Confirm 500 payments or fewer, and leave the others out")),
      [],
    ),
    "Payments to look at (a shared account, a stranger’s name, one rejected before), each with why it is paid.",
  ),
  leftOut: paymentIds,
});

export const redateWhyMissing = "Enter how you know that the bank never had this file";

export const redateRequestSchema = z.strictObject({
  version: releaseRequestSchema.shape.version,
  why: longText("how you know that the bank never had this file", 300),
});

export const fileNameMost = 200;

export const resultsRequestSchema = z.strictObject({
  /** The bank's file as it came, CSV: council, batch, payment, amount, result, reason. */
  file: says(
    z.string({ error: "Send the file’s text" }).check(z.minLength(1, "Send the file’s text"), z.maxLength(250_000, "Send a smaller file")),
    "The bank’s file as it came, CSV with the columns council, batch, payment, amount, result, reason.",
  ),
  fileName: z.optional(says(z.string().check(z.maxLength(fileNameMost)), "The name of the file.")),
});

export const payeeWhyMissing = "Enter why it is paid this way, and how you asked the household";

export const payeeRequestSchema = z.strictObject({
  payTo: says(checkedPayeeSchema, "How the household is paid."),
  why: longText("why it is paid this way", 300),
});

/** The reply masks the payee: only the bank's file has account numbers. */
const lineToPay = () =>
  z.strictObject({
    lineId: text("The line’s id: the award’s id, a full stop and the line’s place."),
    awardId: text("The award’s id."),
    caseId: text("The case’s id."),
    label: text("What it is called, in words."),
    amount: money("The amount, in pence."),
    awardedAt: instant("When the award was made."),
    payTo: z.optional(text("How it is paid, masked.")),
    needs: z.optional(says(z.enum(["trouble", "bankDetails", "secondPerson"]), "What stands in the way of paying it.")),
    trouble: z.optional(text("What is wrong with it.")),
  });

const batch = () =>
  sayAlso(
    z.strictObject({
      batchId: text("The batch’s id."),
      state: says(z.enum(keysOf(batchStates)), "Where it stands."),
      version: whole("The version; send the one that you saw when you change it."),
      preparedAt: instant("When it was prepared."),
      preparedBy: says(actor, "Who prepared it."),
      payments: whole("How many payments."),
      total: money("The total, in pence."),
      release: z.optional(
        says(
          z.strictObject({
            at: instant("When it happened."),
            by: says(actor, "Who did it."),
            processingDay: day("The day on which the bank processes the file as it is now."),
            takeToBankBy: instant("The last moment at which the bank takes the file for that day."),
            redated: says(
              z.array(
                z.strictObject({
                  at: instant("When it got the new day."),
                  by: says(actor, "Who gave it the new day."),
                  why: text("Why, as somebody typed it."),
                  processingDay: day("The new day."),
                }),
              ),
              "New days of the file, the oldest first.",
            ),
            /** Payments that the releaser looked at and had paid all the same. */
            confirmed: says(
              z.array(
                z.strictObject({
                  paymentId: text("The payment’s id, as in the bank’s file."),
                  why: text("Why, as somebody typed it."),
                  collection: z.optional(
                    says(
                      z.literal(true),
                      "A building society collects for many members in this account, whom their roll numbers tell apart.",
                    ),
                  ),
                }),
              ),
              "Payments that the releaser looked at and had paid all the same.",
            ),
          }),
          "Who released it to the bank, and with what.",
        ),
      ),
    }),
    { title: "PaymentBatch" },
  );

const payeeChange = () =>
  z.strictObject({
    ...said().shape,
    was: z.optional(text("How it was paid before, masked.")),
    confirmed: z.optional(says(said(), "The second person’s confirmation.")),
    versions: whole("How many ways to pay were recorded."),
  });

const payment = () =>
  z.strictObject({
    paymentId: text("The payment’s id, as in the bank’s file."),
    lineId: text("The line’s id: the award’s id, a full stop and the line’s place."),
    awardId: text("The award’s id."),
    caseId: text("The case’s id."),
    label: text("What it is called, in words."),
    amount: money("The amount, in pence."),
    payTo: text("How it is paid, masked."),
    state: says(z.enum(keysOf(paymentStates)), "Where it stands."),
    reason: z.optional(text("Why the bank did not pay it, in its words.")),
    /** The other households paid into the same account, and their lines. */
    sharedWith: whole("How many other households are paid into the same account."),
    otherHouseholds: says(
      z.array(
        z.strictObject({
          lineId: text("The line’s id: the award’s id, a full stop and the line’s place."),
          awardId: text("The award’s id."),
          name: text("The name."),
        }),
      ),
      "Lines of other households that are paid into the same account.",
    ),
    changed: z.optional(says(payeeChange(), "How the account came to differ from what the household gave.")),
    isStrangersName: says(z.boolean(), "The account is in a name that is nobody’s of the household."),
    sentBefore: says(z.array(sentBeforeReply()), "Each time that the bank was to pay it and did not."),
  });

const imported = () =>
  z.strictObject({
    contentHash: text("A hash of the file’s content, which tells the same file sent twice."),
    fileName: z.optional(text("The name of the file.")),
    at: instant("When it happened."),
    by: says(actor, "Who did it."),
    paid: whole("How many payments the bank made."),
    rejected: whole("How many payments the bank did not make."),
    known: whole("How many rows said what was known already."),
    problems: says(
      z.array(
        z.strictObject({ row: whole("The row’s number in the list, counted from 1."), because: text("Why, in words or as a code.") }),
      ),
      "What is wrong, row by row.",
    ),
    problemsInAll: whole("How many problems there are; only the first are listed."),
  });

const payeeReply = () =>
  z.strictObject({
    lineId: text("The line’s id: the award’s id, a full stop and the line’s place."),
    payTo: text("How it is paid, masked."),
    awaitsSecondPerson: says(z.boolean(), "A second person has to confirm these details before money is paid."),
  });

/** The API of payments through the bank. */
export const payContracts = {
  "GET /api/lines-to-pay": {
    name: "listLinesToPay",
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
    name: "listPaymentBatches",
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
    name: "getPaymentBatch",
    does: "One batch with its payments, and what came of each file of results.",
    reply: z.lazy(() =>
      z.strictObject({
        ...batch().shape,
        items: says(z.array(payment()), "The items of this slice."),
        imports: says(z.array(imported()), "What came of each file of results, the oldest first."),
      }),
    ),
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
    name: "getBankFile",
    does: "The file for the bank, Bacs Standard 18: the same to the byte each time, until somebody gives it a new day.",
    reply: z.lazy(() => z.strictObject({ fileName: text("The name of the file."), content: text("The whole file, as text.") })),
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
