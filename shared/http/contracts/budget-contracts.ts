import * as z from "zod/mini";
import { budgetChangeKinds, budgetChangeSchema, budgetChangeStates } from "../../domain/ledger/budget-change.ts";
import { sayAlso, says } from "../../domain/says.ts";
import { longText } from "../../domain/text.ts";
import { actor, type ContractsOf, list } from "./contract.ts";
import { instant, money, potReply, text } from "./fields.ts";

export const refusalOfChangeSchema = z.strictObject({ why: longText("why you refuse it", 500) });

const budget = () =>
  z.strictObject({
    category: text("The category’s code in the scheme."),
    period: text("The budget’s period: `whole`, or its first month as 2026-04."),
    pot: potReply(),
  });
const budgetChange = () =>
  sayAlso(
    z.strictObject({
      changeId: text("The budget change’s id."),
      scheme: text("The scheme’s code."),
      kind: says(z.enum(Object.keys(budgetChangeKinds) as [string, ...string[]]), "What the change does."),
      amount: money("The amount that the change moves, in pence."),
      budget: z.optional(says(budget(), "The budget that the money leaves or goes to.")),
      to: z.optional(says(budget(), "The budget that the money goes to.")),
      spend: z.optional(text("The id of the change that entered the spend, of which money is taken back.")),
      administration: z.optional(text("The line of administration that the spend counts in.")),
      stands: z.optional(money("What still stands of a spend, after all that was taken back of it.")),
      why: text("Why, as somebody typed it."),
      state: says(z.enum(Object.keys(budgetChangeStates) as [string, ...string[]]), "Where it stands."),
      proposedBy: says(actor, "Who proposed it."),
      proposedAt: instant("When it was proposed."),
      settled: z.optional(
        says(
          z.strictObject({
            by: says(actor, "Who did it."),
            at: instant("When it happened."),
            why: z.optional(text("Why, as somebody typed it.")),
          }),
          "Who signed, refused or took it back.",
        ),
      ),
    }),
    { title: "BudgetChange" },
  );

/** The API of budget changes. */
export const budgetContracts = {
  "GET /api/schemes/{scheme}/budget-changes": {
    name: "listBudgetChanges",
    does: "Every change of a scheme's money, the newest first. Pence.",
    reply: z.lazy(() => list(budgetChange())),
    status: 200,
  },
  "GET /api/schemes/{scheme}/budget-changes/{changeId}": {
    name: "getBudgetChange",
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
