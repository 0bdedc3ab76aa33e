import * as z from "zod/mini";
import { actor, type ContractsOf, list, moneyAmount, paging } from "./contract.ts";

const figures = z.object({
  allocated: moneyAmount,
  committed: moneyAmount,
  left: moneyAmount,
  payments: z.int(),
  awards: z.int(),
  households: z.int(),
});
const countByRule = z.object({ rule: z.string(), count: z.int() });
const schemeReply = z.object({
  code: z.string(),
  name: z.string(),
  period: z.object({ start: z.string(), end: z.string() }),
  grant: moneyAmount,
  grantVerified: z.boolean(),
  grantSource: z.string(),
});
const ledgerEntry = z.object({
  entryId: z.string(),
  kind: z.enum(["allocation", "award"]),
  category: z.string(),
  amount: moneyAmount,
  at: z.string(),
  by: actor,
  what: z.string(),
  awardId: z.optional(z.string()),
  caseId: z.optional(z.string()),
  householdId: z.optional(z.string()),
  item: z.optional(z.string()),
});

/** The API of each scheme’s money. */
export const reportContracts = {
  "GET /api/schemes": {
    does: "The schemes, with their periods and grants. Pence.",
    reply: z.object({ items: z.array(schemeReply) }),
    status: 200,
  },
  "GET /api/schemes/{scheme}/spend": {
    does: "What a scheme's grant came to: money by category, households once, awards counted apart, decisions without money. Pence.",
    reply: z.object({
      scheme: z.string(),
      grant: moneyAmount,
      grantVerified: z.boolean(),
      notAllocated: moneyAmount,
      total: figures,
      categories: z.array(z.object({ category: z.string(), label: z.string(), ...figures.shape })),
      decisions: z.object({
        notEligible: z.array(countByRule),
        noMoneyLeft: z.int(),
        closed: z.array(z.object({ reason: z.string(), count: z.int() })),
      }),
      checks: z.object({ likely: z.int(), look: z.int(), unlikely: z.array(countByRule) }),
    }),
    status: 200,
  },
  "GET /api/schemes/{scheme}/entries": {
    does: "The ledger entries behind a figure, and the figure that all pages of them come to. Pence.",
    query: ["category", "show", ...paging],
    reply: z.object({
      figure: z.object({ name: z.string(), unit: z.enum(["pence", "count"]), value: z.int() }),
      ...list(ledgerEntry).shape,
    }),
    status: 200,
  },
} as const satisfies ContractsOf<"report">;
