import * as z from "zod/mini";
import { pots } from "../../domain/ledger/envelope.ts";
import { entryKinds } from "../../domain/ledger/ledger.ts";
import { runOut } from "./case-shapes.ts";
import { actor, type ContractsOf, list, moneyAmount, paging } from "./contract.ts";

/** Every figure of a scheme's money that opens into its entries. */
export const figureNames = [
  "granted",
  "unallocated",
  "allocated",
  "available",
  "frozen",
  "reserved",
  "committed",
  "paid",
  "dueBack",
  "returned",
  "payments",
  "awards",
  "households",
] as const;
export type FigureName = (typeof figureNames)[number];

/** Where the money of budgets stands. Together the buckets from `available` to `dueBack` are what is allocated. */
const moneyFigures = () => ({
  allocated: moneyAmount,
  available: moneyAmount,
  frozen: moneyAmount,
  reserved: moneyAmount,
  committed: moneyAmount,
  paid: moneyAmount,
  dueBack: moneyAmount,
  returned: moneyAmount,
  payments: z.int(),
});
const figures = () => z.strictObject({ ...moneyFigures(), awards: z.int(), households: z.int() });
const pot = () => z.enum(Object.keys(pots) as [string, ...string[]]);
const budget = () =>
  z.strictObject({
    period: z.string(),
    pot: pot(),
    ...moneyFigures(),
    runOut: runOut(),
  });
const countByRule = () => z.strictObject({ rule: z.string(), count: z.int() });
const schemeReply = () =>
  z.strictObject({
    code: z.string(),
    name: z.string(),
    period: z.strictObject({ start: z.string(), end: z.string() }),
    grant: moneyAmount,
    grantVerified: z.boolean(),
    grantSource: z.string(),
  });
const ledgerEntry = () =>
  z.strictObject({
    entryId: z.string(),
    kind: z.enum(Object.keys(entryKinds) as [string, ...string[]]),
    category: z.string(),
    period: z.string(),
    pot: pot(),
    amount: moneyAmount,
    /** What the entry adds to the figure that the list is of. */
    adds: z.int(),
    from: z.string(),
    to: z.string(),
    at: z.string(),
    by: actor,
    what: z.string(),
    change: z.optional(z.string()),
    awardId: z.optional(z.string()),
    caseId: z.optional(z.string()),
    householdId: z.optional(z.string()),
    item: z.optional(z.string()),
  });

/** The API of each scheme’s money. */
export const reportContracts = {
  "GET /api/schemes": {
    does: "The schemes, with their periods and grants. Pence.",
    reply: z.lazy(() => z.strictObject({ items: z.array(schemeReply()) })),
    status: 200,
  },
  "GET /api/schemes/{scheme}/spend": {
    does: "What a scheme's grant came to: money by category, households once, awards counted apart, decisions without money. Pence.",
    reply: z.lazy(() =>
      z.strictObject({
        scheme: z.string(),
        granted: moneyAmount,
        unallocated: moneyAmount,
        grantInScheme: z.strictObject({ amount: moneyAmount, verified: z.boolean() }),
        total: figures(),
        categories: z.array(z.strictObject({ category: z.string(), label: z.string(), ...figures().shape, budgets: z.array(budget()) })),
        waiting: z.array(z.strictObject({ category: z.string(), waiting: z.int(), urgent: z.int() })),
        decisions: z.strictObject({
          notEligible: z.array(countByRule()),
          noMoneyLeft: z.int(),
          closed: z.array(z.strictObject({ reason: z.string(), count: z.int() })),
        }),
        checks: z.strictObject({ likely: z.int(), look: z.int(), unlikely: z.array(countByRule()) }),
        checked: z.optional(z.strictObject({ checkedAt: z.string(), entries: z.int(), differing: z.int() })),
      }),
    ),
    status: 200,
  },
  "GET /api/schemes/{scheme}/entries": {
    does: "The ledger entries behind a figure, and the figure that all slices of them come to. Pence.",
    query: ["category", "period", "pot", "show", ...paging],
    reply: z.lazy(() =>
      z.strictObject({
        figure: z.strictObject({ name: z.string(), unit: z.enum(["pence", "count"]), value: z.int() }),
        ...list(ledgerEntry()).shape,
      }),
    ),
    status: 200,
  },
} as const satisfies ContractsOf<"report">;
