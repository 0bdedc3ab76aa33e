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
    /** Rows of the list in which single letters were damaged and mended. */
    mendedRows: z.optional(z.array(z.int())),
    /** Columns of the list that a run does not read. */
    ignoredColumns: z.optional(z.array(z.string())),
    item: z.string(),
    delivery: z.string(),
    amount: z.optional(moneyAmount),
    reason: z.string(),
    preparedBy: actor,
    preparedAt: z.string(),
    approvedBy: z.optional(actor),
    approvedAt: z.optional(z.string()),
  });

const sampleReply = () =>
  z.strictObject({
    reference: z.string(),
    name: z.string(),
    dateOfBirth: z.string(),
    address: z.strictObject({ line1: z.string(), line2: z.optional(z.string()), town: z.optional(z.string()), postcode: z.string() }),
    children: z.optional(z.int()),
    phone: z.optional(z.string()),
    email: z.optional(z.string()),
    payTo: z.optional(z.string()),
  });

const lookReply = () =>
  z.strictObject({
    /** Accounts, phones and emails that rows of several households share, also with the last run of the same kind. */
    places: z.array(
      z.strictObject({
        shown: z.string(),
        rows: z.array(z.int()),
        rowsInAll: z.int(),
        before: z.array(z.int()),
        /** How many other households have had money or codes there, by whichever award. */
        elsewhere: z.int(),
      }),
    ),
    placesInAll: z.int(),
    largest: z.array(z.int()),
    since: z.optional(z.strictObject({ runId: z.string(), title: z.string(), newRows: z.int() })),
    sample: z.array(z.strictObject({ row: z.int(), caseId: z.optional(z.string()), read: z.optional(sampleReply()) })),
  });

const progressReply = () =>
  z.strictObject({
    ...runReply().shape,
    counts: z.partialRecord(z.enum(kinds), z.int()),
    budgets: z.array(z.strictObject({ category: z.string(), period: z.string(), needed: moneyAmount, left: moneyAmount })),
    awarded: moneyAmount,
    isStuck: z.boolean(),
    /** Names that show whether the letters of the list were read right, where that is in doubt. */
    namesToLookAt: z.optional(z.array(z.strictObject({ row: z.int(), name: z.optional(z.string()) }))),
    /** For the approver, once the check has ended. Rows by their numbers. */
    look: z.optional(lookReply()),
  });

const rowReply = () =>
  z.strictObject({
    row: z.int(),
    reference: z.string(),
    name: z.optional(z.string()),
    kind: z.enum(kinds),
    because: z.optional(z.string()),
    category: z.optional(z.string()),
    amount: z.optional(moneyAmount),
    awardId: z.optional(z.string()),
    /** Its household was not awarded by the last run of the same kind. */
    isNew: z.optional(z.boolean()),
    /** It shares an account, a phone or an email with another household. */
    shares: z.optional(z.boolean()),
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
    does: "A run as it stands: how many rows came to what, the money it needs, and what an approver looks at first.",
    reply: z.lazy(progressReply),
    status: 200,
  },
  "GET /api/runs/{runId}/rows": {
    does: "Whom each row is for, what it came to, and why: all of them, those of one outcome, or those that are `new` or `sharing`.",
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
