import * as z from "zod/mini";
import { type LineAction, lineActionNames } from "../../domain/line/line-action.ts";
import { longText } from "../../domain/text.ts";
import { payeeInWords, said, sentBeforeReply } from "./case-shapes.ts";
import { actor, type ContractsOf, list, moneyAmount, paging } from "./contract.ts";

export const lineStepSchema = z.strictObject({
  action: z.enum(lineActionNames as [LineAction, ...LineAction[]], { error: "Say what is done" }),
  version: z.int({ error: "Say which version of the line you saw" }).check(z.minimum(0)),
  why: z.optional(longText("the reason", 300)),
});
export const confirmDestinationSchema = z.strictObject({
  version: z.int({ error: "Say which version of the line you saw" }).check(z.minimum(0)),
  why: longText("why the code may go there", 300),
});
const resultFileSchema = z.strictObject({
  file: z.string({ error: "Send the file’s text" }).check(z.minLength(1, "Send the file’s text"), z.maxLength(200_000)),
});

const lineReply = () =>
  z.strictObject({
    lineId: z.string(),
    awardId: z.string(),
    caseId: z.string(),
    item: z.string(),
    label: z.string(),
    category: z.string(),
    delivery: z.string(),
    amount: moneyAmount,
    state: z.string(),
    version: z.int(),
    fulfiller: z.optional(z.string()),
    trouble: z.optional(z.strictObject({ because: z.string(), at: z.string() })),
    /** A code is for its resident alone: only how it ends is told. */
    provided: z.optional(z.strictObject({ reference: z.string(), codeEnding: z.optional(z.string()), expiresOn: z.optional(z.string()) })),
    /** Where its money or code really went, masked. */
    paidTo: z.optional(z.string()),
    /** Each way to pay its household that staff recorded, the oldest first. Lists leave it out. */
    payees: z.optional(z.array(payeeInWords())),
    sentBefore: z.array(sentBeforeReply()),
    /** Other households at its code's phone or email. Without a confirmation the code waits. */
    sharedWith: z.optional(z.strictObject({ households: z.int(), lineIds: z.array(z.string()), confirmed: z.optional(said()) })),
    steps: z.array(z.strictObject({ step: z.string(), at: z.string(), by: actor, why: z.optional(z.string()) })),
    /** Events that did not change its state: a file says that it came back, or a code was used after its money came back. */
    notes: z.optional(z.array(z.strictObject({ what: z.string(), at: z.string(), by: actor, why: z.optional(z.string()) }))),
    mayDo: z.array(z.string()),
  });

/** The API of what becomes of an award's lines. */
export const fulfilContracts = {
  "GET /api/fulfilment/{fulfiller}": {
    does: "The lines that somebody brings to households, by stage: trouble, approved, issued, delivered or watched.",
    query: ["stage", ...paging],
    reply: z.lazy(() => list(lineReply())),
    status: 200,
  },
  "GET /api/lines/{lineId}": {
    does: "One line of an award, with its history and what may be done with it.",
    reply: z.lazy(lineReply),
    status: 200,
    refuses: ["interest-declared"],
  },
  "POST /api/lines/{lineId}/steps": {
    request: lineStepSchema,
    reply: z.lazy(lineReply),
    status: 201,
    later: {
      description: "The provider has not confirmed that the code is cancelled: its money stays out, and the provider is asked again.",
      reply: z.lazy(lineReply),
    },
    refuses: ["interest-declared", "second-person-needed", "stale-case", "step-not-possible", "idempotency-key-reused"],
  },
  "POST /api/lines/{lineId}/confirmations": {
    request: confirmDestinationSchema,
    reply: z.lazy(lineReply),
    status: 201,
    refuses: ["interest-declared", "second-person-needed", "stale-case", "nothing-to-confirm"],
  },
  "POST /api/fulfilment/{fulfiller}/results": {
    request: resultFileSchema,
    reply: z.lazy(() =>
      z.strictObject({
        moved: z.int(),
        known: z.int(),
        /** Rows that say money came back: their lines wait for the provider, or for a second person. */
        waiting: z.int(),
        problems: z.array(z.strictObject({ row: z.int(), because: z.string() })),
      }),
    ),
    status: 200,
    refuses: ["list-unreadable"],
  },
} as const satisfies ContractsOf<"fulfil">;
