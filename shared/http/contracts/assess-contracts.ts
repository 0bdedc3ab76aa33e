import * as z from "zod/mini";
import { onwardHelpShape, seenSchema } from "../../domain/award/award.ts";
import { type ConversationOutcome, conversationOutcomes } from "../../domain/public-funds.ts";
import { says } from "../../domain/says.ts";
import { longText } from "../../domain/text.ts";
import {
  applicationReply,
  awardReply,
  budgetReply,
  caseHistory,
  caseInList,
  caseMatch,
  caseSummary,
  householdReply,
  interestDeclaredReply,
  interestRequestSchema,
  knownReply,
  lookFirst,
  messageReply,
  nextDates,
  payeeInWords,
  referralReply,
  ruleResult,
  signpostReply,
} from "./case-shapes.ts";
import { actor, type ContractsOf, list, paging } from "./contract.ts";
import { instant, money, text, whole } from "./fields.ts";

export const refusalRequestSchema = z.strictObject({
  seen: seenSchema,
  /** A rule of the scheme, or a reason beside the rules. */
  because: says(
    z
      .string({ error: "Select why the application is refused" })
      .check(z.regex(/^[A-Za-z][\w.]{0,60}$/, "Select why the application is refused")),
    "The name of a rule of the scheme that fails, or the code of a reason beside the rules.",
  ),
  ...onwardHelpShape,
  /** Needed where the rule passes: why its pass is not accepted. */
  notAccepted: z.optional(longText("why the pass of the rule is not accepted", 1000)),
  reason: longText("the reason for your decision", 2000),
});
export type RefusalRequest = z.infer<typeof refusalRequestSchema>;

export const questionRequestSchema = z.strictObject({ seen: seenSchema, question: longText("what you need to know", 1000) });
export const answerRequestSchema = z.strictObject({ seen: seenSchema, answer: longText("what the resident answered", 4000) });

export const conversationRequestSchema = z.strictObject({
  seen: seenSchema,
  outcome: says(
    z.enum(Object.keys(conversationOutcomes) as [ConversationOutcome, ...ConversationOutcome[]], {
      error: "Select what came of the conversation",
    }),
    "What came of the conversation.",
  ),
});

export const stopWaitingRequestSchema = z.strictObject({ seen: seenSchema, reason: longText("why it no longer waits", 1000) });
/** The sender declares it: nobody declares an interest for somebody else. */
export const liftedInterestSchema = z.strictObject({
  principalId: says(
    z.string({ error: "Say who may take part again" }).check(z.minLength(1, "Say who may take part again"), z.maxLength(200)),
    "The id of the account of whoever declared the interest.",
  ),
  reason: longText("why they may take part again", 1000),
});

const usualAmount = () =>
  z.discriminatedUnion("kind", [
    z.strictObject({
      kind: z.literal("usual"),
      item: text("The item’s code, from the items of the scheme’s document."),
      label: text("What it is called, in words."),
      amount: money("The scheme’s usual amount for this household, in pence."),
      working: says(z.array(z.string()), "How the amount was worked out, step by step, in words."),
    }),
    z.strictObject({
      kind: z.literal("none"),
      item: text("The item’s code, from the items of the scheme’s document."),
      label: text("What it is called, in words."),
      because: text("Why, in words or as a code."),
    }),
  ]);

/** The API of the case list, the case and every decision that moves no money. */
export const assessContracts = {
  "GET /api/cases": {
    name: "listCases",
    does: "Lists cases of one status: urgent first, then those that the council has had longest.",
    query: ["status", ...paging],
    reply: z.lazy(() => list(caseInList())),
    status: 200,
  },
  "GET /api/cases/{caseId}": {
    name: "getCase",
    does: "The whole case: application, rules with results, household, budgets, awards, referrals, messages and history.",
    reply: z.lazy(() =>
      z.strictObject({
        case: says(caseSummary(), "The case as it stands now."),
        application: says(applicationReply(), "What the resident told us. How they are paid is masked."),
        /** Each way to pay the household that staff recorded later, the oldest first. The last is used. */
        payees: says(z.array(payeeInWords()), "Each way to pay the household that staff recorded, the oldest first; the last is used."),
        schemeToday: z.optional(text("The code of the scheme that is open today.")),
        schemeApplied: z.optional(text("The code of the scheme that was open on the day of the application.")),
        /** Absent while the clock stands still, which is while the resident has a question to answer. */
        decideBy: z.optional(instant("When a decision is due by the scheme’s clock.")),
        late: z.optional(says(z.boolean(), "Its decision is late: the clock does not count while the resident has been asked.")),
        clockStopped: z.optional(says(z.boolean(), "The clock stands still, because the resident was asked something.")),
        results: says(z.array(ruleResult()), "Each rule of the scheme of today with its result."),
        resultsWhenSent: z.optional(says(z.array(ruleResult()), "Each rule with its result on the day of the application.")),
        evidenceAsked: z.optional(
          says(
            z.array(
              z.strictObject({
                evidence: text("The evidence’s code, from the scheme’s document."),
                label: text("What it is called, in words."),
                accepts: says(z.array(z.string()), "What the scheme accepts as this evidence, in words."),
              }),
            ),
            "The evidence that the scheme asks for here.",
          ),
        ),
        checksAsked: z.optional(says(z.array(z.string()), "The codes of what an assessor must confirm before an award.")),
        usualAmounts: z.optional(says(z.array(usualAmount()), "The scheme’s usual amount of each item for this household.")),
        nextDates: z.optional(says(nextDates(), "From when each need that the household asked for can be met.")),
        /** Matters that a person must look at before an award, with what settles each. */
        lookFirst: z.optional(says(z.array(lookFirst()), "Matters that a person must look at before an award, with what settles each.")),
        /** The last private conversation about public funds. */
        conversation: z.optional(
          says(
            z.strictObject({
              outcome: text("The code of what came of it."),
              at: instant("When it happened."),
              by: says(actor, "Who did it."),
            }),
            "The last private conversation about public funds.",
          ),
        ),
        agreement: z.optional(
          says(
            z.strictObject({
              agreed: says(z.boolean(), "Whether they agree to be referred."),
              at: instant("When it was recorded."),
              by: says(actor, "Who recorded it."),
            }),
            "Whether they agree to be referred, where they said so after their application.",
          ),
        ),
        household: says(householdReply(), "What the household has had, and its other applications."),
        /** Households elsewhere that may be the same one. */
        possibleHouseholds: says(
          z.array(householdReply()),
          "Households elsewhere that may be the same one. Nobody can award before somebody has compared them, by the API of matches.",
        ),
        matches: says(z.array(caseMatch()), "The case’s matches with other households, settled ones too."),
        /** Further matters to look at before an award. */
        concerns: z.optional(says(z.array(z.string()), "Codes of further matters to look at before an award.")),
        registers: says(
          z.array(knownReply()),
          "What lists that others keep hold on the people of the application, those most alike first.",
        ),
        budgets: says(z.array(budgetReply()), "The budgets that an award made today would draw on."),
        placeInLine: z.optional(whole("The place in the waiting list, counted from 1.")),
        awards: says(z.array(awardReply()), "The household’s awards."),
        referrals: says(z.array(referralReply()), "The referrals of the case."),
        signposts: says(z.array(signpostReply()), "Services that the resident is told of."),
        messages: says(z.array(messageReply()), "The messages about the case."),
        history: says(caseHistory(), "Everything that happened to the case, in order."),
      }),
    ),
    status: 200,
    refuses: ["interest-declared"],
  },
  "POST /api/cases/{caseId}/refusals": {
    request: refusalRequestSchema,
    reply: z.lazy(() => z.strictObject({ case: says(caseSummary(), "The case as it stands now.") })),
    status: 201,
    refuses: ["interest-declared", "second-person-needed", "stale-case", "idempotency-key-reused", "no-scheme", "held"],
  },
  "POST /api/cases/{caseId}/questions": {
    request: questionRequestSchema,
    reply: z.lazy(() => z.strictObject({ case: says(caseSummary(), "The case as it stands now.") })),
    status: 201,
    refuses: ["interest-declared", "stale-case"],
  },
  "POST /api/cases/{caseId}/answers": {
    request: answerRequestSchema,
    reply: z.lazy(() => z.strictObject({ case: says(caseSummary(), "The case as it stands now.") })),
    status: 201,
    refuses: ["interest-declared", "stale-case"],
  },
  "POST /api/cases/{caseId}/conversations": {
    request: conversationRequestSchema,
    reply: z.lazy(() => z.strictObject({ case: says(caseSummary(), "The case as it stands now.") })),
    status: 201,
    refuses: ["interest-declared", "stale-case"],
  },
  "POST /api/cases/{caseId}/queue-exits": {
    request: stopWaitingRequestSchema,
    reply: z.lazy(() => z.strictObject({ case: says(caseSummary(), "The case as it stands now.") })),
    status: 201,
    refuses: ["interest-declared", "stale-case"],
  },
  "POST /api/cases/{caseId}/interests": {
    request: interestRequestSchema,
    reply: z.lazy(interestDeclaredReply),
    status: 201,
  },
  "POST /api/cases/{caseId}/lifted-interests": {
    request: liftedInterestSchema,
    /** An award from a list has no case. */
    reply: z.lazy(() =>
      z.strictObject({ caseId: text("The case’s id."), case: z.optional(says(caseSummary(), "The case as it stands now.")) }),
    ),
    status: 201,
    refuses: ["interest-declared", "stale-case"],
  },
} as const satisfies ContractsOf<"assess">;
