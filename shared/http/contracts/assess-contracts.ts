import * as z from "zod/mini";
import { onwardHelpShape, seenSchema } from "../../domain/award/award.ts";
import { type ConversationOutcome, conversationOutcomes } from "../../domain/public-funds.ts";
import { longText } from "../../domain/text.ts";
import {
  applicationReply,
  awardReply,
  budgetReply,
  caseHistory,
  caseInList,
  caseSummary,
  householdReply,
  interestDeclaredReply,
  interestRequestSchema,
  lookFirst,
  messageReply,
  nextDates,
  payeeInWords,
  referralReply,
  ruleResult,
  signpostReply,
} from "./case-shapes.ts";
import { actor, type ContractsOf, list, moneyAmount, paging } from "./contract.ts";

export const refusalRequestSchema = z.strictObject({
  seen: seenSchema,
  /** A rule of the scheme, or a reason beside the rules. */
  because: z
    .string({ error: "Select why the application is refused" })
    .check(z.regex(/^[A-Za-z][\w.]{0,60}$/, "Select why the application is refused")),
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
  outcome: z.enum(Object.keys(conversationOutcomes) as [ConversationOutcome, ...ConversationOutcome[]], {
    error: "Select what came of the conversation",
  }),
});

export const stopWaitingRequestSchema = z.strictObject({ seen: seenSchema, reason: longText("why it no longer waits", 1000) });
/** Whoever sends it declares it: nobody declares an interest for somebody else. */
export const liftedInterestSchema = z.strictObject({
  principalId: z.string({ error: "Say who may take part again" }).check(z.minLength(1, "Say who may take part again"), z.maxLength(200)),
  reason: longText("why they may take part again", 1000),
});

const usualAmount = () =>
  z.discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("usual"), item: z.string(), label: z.string(), amount: moneyAmount, working: z.array(z.string()) }),
    z.strictObject({ kind: z.literal("none"), item: z.string(), label: z.string(), because: z.string() }),
  ]);

/** The API of the case list, the case and every decision that moves no money. */
export const assessContracts = {
  "GET /api/cases": {
    does: "Lists cases of one status: urgent first, then those that the council has had longest.",
    query: ["status", ...paging],
    reply: z.lazy(() => list(caseInList())),
    status: 200,
  },
  "GET /api/cases/{caseId}": {
    does: "The whole case: application, rules with results, household, budgets, awards, referrals, messages and history.",
    reply: z.lazy(() =>
      z.strictObject({
        case: caseSummary(),
        application: applicationReply(),
        /** Each way to pay the household that staff recorded later, the oldest first. The last is used. */
        payees: z.array(payeeInWords()),
        schemeToday: z.optional(z.string()),
        schemeApplied: z.optional(z.string()),
        /** Absent while the clock stands still, which is while the resident has a question to answer. */
        decideBy: z.optional(z.string()),
        late: z.optional(z.boolean()),
        clockStopped: z.optional(z.boolean()),
        results: z.array(ruleResult()),
        resultsWhenSent: z.optional(z.array(ruleResult())),
        evidenceAsked: z.optional(z.array(z.strictObject({ evidence: z.string(), label: z.string(), accepts: z.array(z.string()) }))),
        checksAsked: z.optional(z.array(z.string())),
        usualAmounts: z.optional(z.array(usualAmount())),
        nextDates: z.optional(nextDates()),
        /** Matters that a person must look at before an award, with what settles each. */
        lookFirst: z.optional(z.array(lookFirst())),
        /** The last private conversation about public funds. */
        conversation: z.optional(z.strictObject({ outcome: z.string(), at: z.string(), by: actor })),
        /** Whether they agree to be referred, where they said so after their application. */
        agreement: z.optional(z.strictObject({ agreed: z.boolean(), at: z.string(), by: actor })),
        household: householdReply(),
        /** Households elsewhere that list one of the same adults. */
        possibleHouseholds: z.array(householdReply()),
        /** Further matters to look at before an award. */
        concerns: z.optional(z.array(z.string())),
        budgets: z.array(budgetReply()),
        placeInLine: z.optional(z.int()),
        awards: z.array(awardReply()),
        referrals: z.array(referralReply()),
        signposts: z.array(signpostReply()),
        messages: z.array(messageReply()),
        history: caseHistory(),
      }),
    ),
    status: 200,
    refuses: ["interest-declared"],
  },
  "POST /api/cases/{caseId}/refusals": {
    request: refusalRequestSchema,
    reply: z.lazy(() => z.strictObject({ case: caseSummary() })),
    status: 201,
    refuses: ["interest-declared", "second-person-needed", "stale-case", "idempotency-key-reused", "no-scheme", "held"],
  },
  "POST /api/cases/{caseId}/questions": {
    request: questionRequestSchema,
    reply: z.lazy(() => z.strictObject({ case: caseSummary() })),
    status: 201,
    refuses: ["interest-declared", "stale-case"],
  },
  "POST /api/cases/{caseId}/answers": {
    request: answerRequestSchema,
    reply: z.lazy(() => z.strictObject({ case: caseSummary() })),
    status: 201,
    refuses: ["interest-declared", "stale-case"],
  },
  "POST /api/cases/{caseId}/conversations": {
    request: conversationRequestSchema,
    reply: z.lazy(() => z.strictObject({ case: caseSummary() })),
    status: 201,
    refuses: ["interest-declared", "stale-case"],
  },
  "POST /api/cases/{caseId}/queue-exits": {
    request: stopWaitingRequestSchema,
    reply: z.lazy(() => z.strictObject({ case: caseSummary() })),
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
    reply: z.lazy(() => z.strictObject({ caseId: z.string(), case: z.optional(caseSummary()) })),
    status: 201,
    refuses: ["interest-declared", "stale-case"],
  },
} as const satisfies ContractsOf<"assess">;
