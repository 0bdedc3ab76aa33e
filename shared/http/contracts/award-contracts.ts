import * as z from "zod/mini";
import { awardRequestSchema } from "../../domain/award.ts";
import { ruleResult } from "./case-shapes.ts";
import { actor, type ContractsOf, moneyAmount } from "./contract.ts";

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
});

/** The API of an award. */
export const awardContracts = {
  "POST /api/cases/{caseId}/awards": {
    does: "Awards: all of it commits, or none.",
    request: awardRequestSchema,
    reply: awardReply,
    status: 201,
    refuses: [
      "stale-case",
      "idempotency-key-reused",
      "no-scheme",
      "not-eligible",
      "held",
      "above-limit",
      "household-already-awarded",
      "no-money-left",
    ],
  },
  "GET /api/awards/{awardId}": { does: "One award.", reply: awardReply, status: 200 },
} as const satisfies ContractsOf<"award">;
