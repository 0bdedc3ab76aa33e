import * as z from "zod/mini";
import { actor, moneyAmount } from "./contract.ts";

export const caseSummary = z.object({
  caseId: z.string(),
  status: z.enum(["waiting", "asked", "toApprove", "forMoney", "awarded", "refused"]),
  version: z.int(),
  urgent: z.boolean(),
  submittedAt: z.string(),
  householdId: z.string(),
  applicantName: z.string(),
  needs: z.array(z.string()),
  decision: z.optional(z.looseObject({ kind: z.string(), at: z.string(), by: actor })),
  /** The decision that waits for money, and the queue that it waits in. */
  waits: z.optional(
    z.object({ scheme: z.string(), category: z.string(), priority: z.int(), since: z.string(), by: actor, total: moneyAmount }),
  ),
});

export const ruleResult = z.object({
  rule: z.string(),
  version: z.int(),
  verdict: z.enum(["pass", "fail", "refer"]),
  because: z.string(),
  inputs: z.record(z.string(), z.unknown()),
  holds: z.optional(z.literal(true)),
});

/** From when each need that the household asked for can be met; without a day, now. */
export const nextDates = z.array(z.object({ need: z.string(), from: z.optional(z.string()) }));
