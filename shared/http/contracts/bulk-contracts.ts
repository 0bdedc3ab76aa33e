import * as z from "zod/mini";
import { lineSchema } from "../../domain/award/award.ts";
import { evidenceListSchema } from "../../domain/rules/facts.ts";
import { type RowOutcomeKind, rowOutcomeKinds } from "../../domain/run/row-outcome.ts";
import { type RunState, runStates } from "../../domain/run/run.ts";
import { lineText, longText } from "../../domain/text.ts";
import { actor, type ContractsOf, list, moneyAmount, paging } from "./contract.ts";

/** What is said once for every row of a run. */
export const runTermsShape = {
  title: lineText("what this run is called", 80),
  item: lineSchema.shape.item,
  delivery: lineSchema.shape.delivery,
  amount: z.optional(lineSchema.shape.amount),
  evidence: z._default(evidenceListSchema, []),
  reason: longText("the reason for these awards", 300),
};

const runStart = z
  .strictObject({
    ...runTermsShape,
    /** The whole text of a CSV file. */
    list: z.optional(z.string()),
    cases: z.optional(z.array(z.string().check(z.maxLength(20))).check(z.maxLength(200, "Choose 200 cases or fewer"))),
  })
  .check(
    z.refine(({ list: text, cases }) => (text === undefined) !== (cases === undefined), {
      path: ["list"],
      error: "Send either a list or cases",
    }),
  );

export const runStep = z.strictObject({ version: z.int({ error: "Say which version of the run you saw" }).check(z.positive()) });

const kinds = rowOutcomeKinds as [RowOutcomeKind, ...RowOutcomeKind[]];
const runReply = () =>
  z.strictObject({
    runId: z.string(),
    title: z.string(),
    from: z.enum(["list", "cases"]),
    state: z.enum(Object.keys(runStates) as [RunState, ...RunState[]]),
    version: z.int(),
    scheme: z.string(),
    rows: z.int(),
    readAs: z.optional(z.string()),
    item: z.string(),
    delivery: z.string(),
    amount: z.optional(moneyAmount),
    reason: z.string(),
    preparedBy: actor,
    preparedAt: z.string(),
    approvedBy: z.optional(actor),
    approvedAt: z.optional(z.string()),
  });

const progressReply = () =>
  z.strictObject({
    ...runReply().shape,
    counts: z.partialRecord(z.enum(kinds), z.int()),
    budgets: z.array(z.strictObject({ category: z.string(), period: z.string(), needed: moneyAmount, left: moneyAmount })),
    awarded: moneyAmount,
    isStuck: z.boolean(),
  });

const rowReply = () =>
  z.strictObject({
    row: z.int(),
    reference: z.string(),
    kind: z.enum(kinds),
    because: z.optional(z.string()),
    category: z.optional(z.string()),
    amount: z.optional(moneyAmount),
    awardId: z.optional(z.string()),
  });

/** The API of runs. Amounts in pence. */
export const bulkContracts = {
  "GET /api/runs": { does: "Runs, the newest first.", query: paging, reply: z.lazy(() => list(runReply())), status: 200 },
  "POST /api/runs": {
    request: runStart,
    reply: z.lazy(runReply),
    status: 202,
    refuses: ["no-scheme", "list-unreadable", "idempotency-key-reused"],
  },
  "GET /api/runs/{runId}": {
    does: "A run as it stands: how many rows came to what, and the money it needs.",
    reply: z.lazy(progressReply),
    status: 200,
  },
  "GET /api/runs/{runId}/rows": {
    does: "What each row came to, and why.",
    query: ["outcome", "cursor"],
    reply: z.lazy(() => list(rowReply())),
    status: 200,
  },
  "POST /api/runs/{runId}/approvals": {
    request: runStep,
    reply: z.lazy(runReply),
    status: 202,
    refuses: ["second-person-needed", "stale-run", "above-limit", "no-money-left", "no-scheme"],
  },
  "POST /api/runs/{runId}/cancellations": {
    request: runStep,
    reply: z.lazy(runReply),
    status: 201,
    refuses: ["stale-run"],
  },
  "POST /api/runs/{runId}/resumptions": {
    request: z.strictObject({}),
    reply: z.lazy(runReply),
    status: 202,
    refuses: ["stale-run"],
  },
} as const satisfies ContractsOf<"bulk">;
