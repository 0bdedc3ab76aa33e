import * as z from "zod/mini";
import { budgetChangeKinds, budgetChangeSchema, budgetChangeStates } from "../../domain/ledger/budget-change.ts";
import { longText } from "../../domain/text.ts";
import { actor, type ContractsOf, list, moneyAmount } from "./contract.ts";

export const refusalOfChangeSchema = z.strictObject({ why: longText("why you refuse it", 500) });

const budget = () => z.strictObject({ category: z.string(), period: z.string(), pot: z.enum(["ordinary", "urgent"]) });
const budgetChange = () =>
  z.strictObject({
    changeId: z.string(),
    scheme: z.string(),
    kind: z.enum(Object.keys(budgetChangeKinds) as [string, ...string[]]),
    amount: moneyAmount,
    budget: z.optional(budget()),
    to: z.optional(budget()),
    why: z.string(),
    state: z.enum(Object.keys(budgetChangeStates) as [string, ...string[]]),
    proposedBy: actor,
    proposedAt: z.string(),
    settled: z.optional(z.strictObject({ by: actor, at: z.string(), why: z.optional(z.string()) })),
  });

/** The API of budget changes. */
export const budgetContracts = {
  "GET /api/schemes/{scheme}/budget-changes": {
    does: "Every change of a scheme's money, the newest first. Pence.",
    reply: z.lazy(() => list(budgetChange())),
    status: 200,
  },
  "GET /api/schemes/{scheme}/budget-changes/{changeId}": {
    does: "One change of a scheme's money.",
    reply: z.lazy(budgetChange),
    status: 200,
  },
  "POST /api/schemes/{scheme}/budget-changes": {
    request: budgetChangeSchema,
    reply: z.lazy(budgetChange),
    status: 201,
    refuses: ["idempotency-key-reused"],
  },
  "POST /api/schemes/{scheme}/budget-changes/{changeId}/signatures": {
    request: z.strictObject({}),
    reply: z.lazy(budgetChange),
    status: 201,
    refuses: ["second-person-needed", "budget-change-settled", "budget-change-not-possible"],
  },
  "POST /api/schemes/{scheme}/budget-changes/{changeId}/refusals": {
    request: refusalOfChangeSchema,
    reply: z.lazy(budgetChange),
    status: 201,
    refuses: ["second-person-needed", "budget-change-settled"],
  },
  "POST /api/schemes/{scheme}/budget-changes/{changeId}/withdrawals": {
    request: z.strictObject({}),
    reply: z.lazy(budgetChange),
    status: 201,
    refuses: ["second-person-needed", "budget-change-settled"],
  },
} as const satisfies ContractsOf<"budget">;
