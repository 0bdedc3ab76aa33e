import * as z from "zod/mini";
import { awardRequestSchema, seenSchema } from "../../domain/award/award.ts";
import { longText } from "../../domain/text.ts";
import { caseSummary, ruleResult } from "./case-shapes.ts";
import { actor, type ContractsOf, list, moneyAmount, paging } from "./contract.ts";

/** What may name a person, `reason` and `because`, goes only to those who may read the case; so do inputs, evidence and checks. */
const awardRuleResult = z.object({ ...ruleResult.shape, because: z.optional(z.string()), inputs: z.optional(ruleResult.shape.inputs) });
const awardReply = z.object({
  awardId: z.string(),
  caseId: z.string(),
  householdId: z.string(),
  scheme: z.string(),
  schemeVersion: z.int(),
  lines: z.array(
    z.object({
      item: z.string(),
      label: z.string(),
      category: z.string(),
      delivery: z.string(),
      amount: moneyAmount,
      reason: z.optional(z.string()),
    }),
  ),
  total: moneyAmount,
  committedAt: z.string(),
  by: actor,
  reason: z.optional(z.string()),
  results: z.array(awardRuleResult),
  evidence: z.optional(z.array(z.object({ evidence: z.string(), shown: z.optional(z.string()), waived: z.optional(z.string()) }))),
  checks: z.optional(z.array(z.string())),
  /** Where it is more than whoever decided may award alone: nothing is sent out before a second person has approved it. */
  secondApproval: z.optional(
    z.object({ kind: z.enum(["awaited", "approved", "declined"]), by: z.optional(actor), at: z.optional(z.string()) }),
  ),
});

/** The case, with the queue that its decision waits in and its place there. */
const waitReply = z.object({ case: caseSummary, placeInLine: z.optional(z.int()) });

export const approvalRequestSchema = z.strictObject({ seen: seenSchema, reason: z.optional(longText("what to note", 1000)) });
export const declineRequestSchema = z.strictObject({ seen: seenSchema, reason: longText("why you do not approve it", 1000) });
const settledReply = z.object({ case: caseSummary, award: awardReply });

/** The API of an award. */
export const awardContracts = {
  "POST /api/cases/{caseId}/awards": {
    request: awardRequestSchema,
    reply: awardReply,
    status: 201,
    later: {
      description: "Decided, and not yet paid: it waits for a second approval or for money.",
      reply: z.union([awardReply, waitReply]),
    },
    refuses: [
      "interest-declared",
      "stale-case",
      "idempotency-key-reused",
      "no-scheme",
      "not-eligible",
      "held",
      "above-limit",
      "household-already-awarded",
    ],
  },
  "GET /api/approvals": {
    does: "Lists the cases whose award waits for a second approval: urgent first, then oldest first.",
    query: paging,
    reply: list(caseSummary),
    status: 200,
  },
  "POST /api/cases/{caseId}/approvals": {
    request: approvalRequestSchema,
    reply: settledReply,
    status: 201,
    refuses: ["interest-declared", "stale-case", "second-person-needed", "above-limit"],
  },
  "POST /api/cases/{caseId}/declines": {
    request: declineRequestSchema,
    reply: settledReply,
    status: 201,
    refuses: ["interest-declared", "stale-case", "second-person-needed"],
  },
  "GET /api/awards/{awardId}": { does: "One award.", reply: awardReply, status: 200 },
} as const satisfies ContractsOf<"award">;
