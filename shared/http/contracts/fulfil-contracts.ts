import * as z from "zod/mini";
import { type LineAction, lineActionNames } from "../../domain/line/line-action.ts";
import { sayAlso, says } from "../../domain/says.ts";
import { longText } from "../../domain/text.ts";
import { payeeInWords, said, sentBeforeReply } from "./case-shapes.ts";
import { actor, type ContractsOf, list, paging } from "./contract.ts";
import { day, instant, money, text, whole } from "./fields.ts";

export const lineStepSchema = z.strictObject({
  action: says(z.enum(lineActionNames as [LineAction, ...LineAction[]], { error: "Say what is done" }), "What is done with the line."),
  version: says(
    z.int({ error: "Say which version of the line you saw" }).check(z.minimum(0)),
    "The version; send the one that you saw when you change it.",
  ),
  why: z.optional(longText("the reason", 300)),
});
export const confirmDestinationSchema = z.strictObject({
  version: says(
    z.int({ error: "Say which version of the line you saw" }).check(z.minimum(0)),
    "The version; send the one that you saw when you change it.",
  ),
  why: longText("why the code may go there", 300),
});
const resultFileSchema = z.strictObject({
  file: says(
    z.string({ error: "Send the file’s text" }).check(z.minLength(1, "Send the file’s text"), z.maxLength(200_000)),
    "The provider’s or partner’s file as it came, CSV with the columns council, reference, state, amount.",
  ),
});

const lineReply = () =>
  sayAlso(
    z.strictObject({
      lineId: text("The line’s id: the award’s id, a full stop and the line’s place."),
      awardId: text("The award’s id."),
      caseId: text("The case’s id."),
      item: text("The item’s code, from the items of the scheme’s document."),
      label: text("What it is called, in words."),
      category: text("The category’s code in the scheme."),
      delivery: text("How it reaches the household: VOUCHER, CASH, THIRD_PARTY or TANGIBLE."),
      amount: money("The amount, in pence."),
      state: text("Where it stands."),
      version: whole("The version; send the one that you saw when you change it."),
      fulfiller: z.optional(text("Who brings it: bank, a provider, a supplier or a partner.")),
      trouble: z.optional(
        says(z.strictObject({ because: text("Why, in words or as a code."), at: instant("When it happened.") }), "What is wrong with it."),
      ),
      /** A code is for its resident alone: only how it ends is told. */
      provided: z.optional(
        says(
          z.strictObject({
            reference: text("The reference."),
            codeEnding: z.optional(text("The last characters of the code; nobody but the resident gets the whole.")),
            expiresOn: z.optional(day("The day on which the code runs out.")),
          }),
          "What the provider gave: its reference, and how the code ends.",
        ),
      ),
      paidTo: z.optional(text("Where the money or code really went, masked.")),
      /** Each way to pay its household that staff recorded, the oldest first. Lists leave it out. */
      payees: z.optional(
        says(z.array(payeeInWords()), "Each way to pay the household that staff recorded, the oldest first; the last is used."),
      ),
      sentBefore: says(z.array(sentBeforeReply()), "Each time that the bank was to pay it and did not."),
      /** Other households at its code's phone or email. Without a confirmation the code waits. */
      sharedWith: z.optional(
        says(
          z.strictObject({
            households: whole("How many other households."),
            lineIds: says(z.array(z.string()), "The ids of the lines."),
            confirmed: z.optional(says(said(), "The second person’s confirmation.")),
          }),
          "Other households at its code’s phone or email. Without a confirmation the code waits.",
        ),
      ),
      steps: says(
        z.array(
          z.strictObject({
            step: text("What was done."),
            at: instant("When it happened."),
            by: says(actor, "Who did it."),
            why: z.optional(text("Why, as somebody typed it.")),
          }),
        ),
        "What was done with it, in order.",
      ),
      /** Events that did not change its state: a file says that it came back, or a code was used after its money came back. */
      notes: z.optional(
        says(
          z.array(
            z.strictObject({
              what: text("What happened."),
              at: instant("When it happened."),
              by: says(actor, "Who did it."),
              why: z.optional(text("Why, as somebody typed it.")),
            }),
          ),
          "Events that did not change its state.",
        ),
      ),
      mayDo: says(z.array(z.string()), "What you may do with it now."),
    }),
    { title: "Line" },
  );

/** The API of what becomes of an award's lines. */
export const fulfilContracts = {
  "GET /api/fulfilment/{fulfiller}": {
    name: "listLines",
    does: "The lines that somebody brings to households, by stage: trouble, approved, issued, delivered or watched.",
    query: ["stage", ...paging],
    reply: z.lazy(() => list(lineReply())),
    status: 200,
  },
  "GET /api/lines/{lineId}": {
    name: "getLine",
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
        moved: whole("How many rows moved a line on."),
        known: whole("How many rows said what was known already."),
        /** Rows that say money came back: their lines wait for the provider, or for a second person. */
        waiting: whole("Rows that say money came back: their lines wait for the provider, or for a second person."),
        problems: says(
          z.array(
            z.strictObject({ row: whole("The row’s number in the list, counted from 1."), because: text("Why, in words or as a code.") }),
          ),
          "What is wrong, row by row.",
        ),
      }),
    ),
    status: 200,
    refuses: ["list-unreadable"],
  },
} as const satisfies ContractsOf<"fulfil">;
