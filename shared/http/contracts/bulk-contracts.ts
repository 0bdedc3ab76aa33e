import * as z from "zod/mini";
import { lineSchema } from "../../domain/award/award.ts";
import { evidenceListSchema } from "../../domain/rules/facts.ts";
import { type RowOutcomeKind, rowOutcomeKinds } from "../../domain/run/row-outcome.ts";
import { type RunState, runStates } from "../../domain/run/run.ts";
import { sayAlso, says } from "../../domain/says.ts";
import { lineText, longText } from "../../domain/text.ts";
import { actor, type ContractsOf, list, paging } from "./contract.ts";
import { day, instant, money, text, whole } from "./fields.ts";

/** The terms that all rows of a run share. */
export const runTermsShape = {
  title: lineText("what this run is called", 80),
  item: lineSchema.shape.item,
  delivery: lineSchema.shape.delivery,
  amount: z.optional(says(lineSchema.shape.amount, "The amount of each award, in pence; without it the usual amount of each household.")),
  evidence: says(z._default(evidenceListSchema, []), "What somebody was shown for every row, or why it was waived."),
  reason: longText("the reason for these awards", 300),
};

const runStart = sayAlso(
  z
    .strictObject({
      ...runTermsShape,
      /** The whole text of a CSV file. */
      list: z.optional(text("The whole text of the list, CSV.")),
      cases: z.optional(
        says(
          z.array(z.string().check(z.maxLength(20))).check(z.maxLength(200, "Choose 200 cases or fewer")),
          "The ids of the cases to award to, instead of a list.",
        ),
      ),
    })
    .check(
      z.refine(({ list: text, cases }) => (text === undefined) !== (cases === undefined), {
        path: ["list"],
        error: "Send either a list or cases",
      }),
    ),
  {
    oneOf: [{ required: ["list"] }, { required: ["cases"] }],
  },
);

export const runStep = z.strictObject({
  version: says(
    z.int({ error: "Say which version of the run you saw" }).check(z.positive()),
    "The version; send the one that you saw when you change it.",
  ),
});

const kinds = rowOutcomeKinds as [RowOutcomeKind, ...RowOutcomeKind[]];
const runReply = () =>
  sayAlso(
    z.strictObject({
      runId: text("The run’s id."),
      title: text("What the run is called."),
      from: says(z.enum(["list", "cases"]), "What the run is made from."),
      state: says(z.enum(Object.keys(runStates) as [RunState, ...RunState[]]), "Where it stands."),
      version: whole("The version; send the one that you saw when you change it."),
      scheme: text("The scheme’s code."),
      rows: whole("How many rows."),
      readAs: z.optional(text("How the list’s characters were read.")),
      mendedRows: z.optional(says(z.array(z.int()), "Rows of the list in which single letters were damaged and mended.")),
      ignoredColumns: z.optional(says(z.array(z.string()), "Columns of the list that a run does not read.")),
      item: text("The item’s code, from the items of the scheme’s document."),
      delivery: text("How it reaches the household: VOUCHER, CASH, THIRD_PARTY or TANGIBLE."),
      amount: z.optional(money("The amount of each award, in pence; without it the usual amount of each household.")),
      reason: text("The reason, as somebody typed it."),
      preparedBy: says(actor, "Who prepared it."),
      preparedAt: instant("When it was prepared."),
      approvedBy: z.optional(says(actor, "The second person.")),
      approvedAt: z.optional(instant("When the second person approved it.")),
    }),
    { title: "Run" },
  );

const sampleReply = () =>
  z.strictObject({
    reference: text("The reference."),
    name: text("The name as the list gave it."),
    dateOfBirth: day("The date of birth as the list gave it."),
    address: says(
      z.strictObject({
        line1: text("The first line of the address."),
        line2: z.optional(text("The second line of the address.")),
        town: z.optional(text("The town or city.")),
        postcode: text("The postcode."),
      }),
      "The address as the list gave it.",
    ),
    children: z.optional(whole("How many children the list gave.")),
    phone: z.optional(text("The phone number.")),
    email: z.optional(text("The email address.")),
    payTo: z.optional(text("How it is paid, masked.")),
  });

const lookReply = () =>
  z.strictObject({
    /** Accounts, phones and emails that rows of several households share, also with the last run of the same kind. */
    places: says(
      z.array(
        z.strictObject({
          shown: text("The account, phone or email, masked."),
          rows: says(z.array(z.int()), "Rows that share it, by their numbers."),
          rowsInAll: whole("How many rows share it; only the first are listed."),
          before: says(z.array(z.int()), "Rows of the last run of the same kind that share it, by their numbers."),
          /** Other households that had money or codes there, by any award. */
          elsewhere: whole("How many households of other runs have it."),
        }),
      ),
      "Accounts, phones and emails that rows of several households share.",
    ),
    placesInAll: whole("How many such places there are; only the first are listed."),
    largest: says(z.array(z.int()), "Rows with the largest amounts, by their numbers."),
    since: z.optional(
      says(
        z.strictObject({
          runId: text("The run’s id."),
          title: text("What the run is called."),
          newRows: whole("How many rows are of households that the last run did not award."),
        }),
        "The last run of the same kind.",
      ),
    ),
    sample: says(
      z.array(
        z.strictObject({
          row: whole("The row’s number in the list, counted from 1."),
          caseId: z.optional(text("The case’s id.")),
          read: z.optional(says(sampleReply(), "The row as the service read it.")),
        }),
      ),
      "Some rows to look at, as the service read them.",
    ),
  });

const progressReply = () =>
  z.strictObject({
    ...runReply().shape,
    counts: says(z.partialRecord(z.enum(kinds), z.int()), "How many rows came to each outcome."),
    budgets: says(
      z.array(
        z.strictObject({
          category: text("The category’s code in the scheme."),
          purpose: z.optional(text("The purpose’s code, if money that only its purpose may spend pays first.")),
          period: text("The budget’s period: `whole`, or its first month as 2026-04."),
          needed: money("What the run needs, in pence."),
          left: money("Money left to award, in pence."),
        }),
      ),
      "What the run needs from each budget, and what is left there.",
    ),
    awarded: money("What the run has awarded so far, in pence."),
    isStuck: says(z.boolean(), "It has stopped by itself: the operator finds why."),
    namesToLookAt: z.optional(
      says(
        z.array(
          z.strictObject({
            row: whole("The row’s number in the list, counted from 1."),
            name: z.optional(text("The name as it was read.")),
          }),
        ),
        "Names that show whether the letters of the list were read right, where that is in doubt.",
      ),
    ),
    /** For the approver, once the check has ended. Rows by their numbers. */
    look: z.optional(says(lookReply(), "What an approver looks at first, once the check has ended. Rows by their numbers.")),
  });

const rowReply = () =>
  z.strictObject({
    row: whole("The row’s number in the list, counted from 1."),
    reference: text("The row’s reference in the list, or the case’s id."),
    name: z.optional(text("The name.")),
    kind: says(z.enum(kinds), "What the row came to."),
    because: z.optional(text("Why the row came to this, in words.")),
    category: z.optional(text("The category’s code in the scheme.")),
    amount: z.optional(money("The amount, in pence.")),
    awardId: z.optional(text("The award’s id.")),
    /** Its household was not awarded by the last run of the same kind. */
    isNew: z.optional(says(z.boolean(), "Its household was not awarded by the last run of the same kind.")),
    /** It shares an account, a phone or an email with another household. */
    shares: z.optional(says(z.boolean(), "It shares an account, a phone or an email with another household.")),
  });

/** The API of runs. Amounts in pence. */
export const bulkContracts = {
  "GET /api/runs": { name: "listRuns", does: "Runs, the newest first.", query: paging, reply: z.lazy(() => list(runReply())), status: 200 },
  "POST /api/runs": {
    request: runStart,
    reply: z.lazy(runReply),
    status: 202,
    refuses: ["no-scheme", "list-unreadable", "idempotency-key-reused"],
  },
  "GET /api/runs/{runId}": {
    name: "getRun",
    does: "A run as it stands: how many rows came to what, the money it needs, and what an approver looks at first.",
    reply: z.lazy(progressReply),
    status: 200,
  },
  "GET /api/runs/{runId}/rows": {
    name: "listRunRows",
    does: "Whom each row is for, what it came to, and why: all of them, those of one outcome, or those that are `new` or `sharing`.",
    query: ["outcome", "cursor"],
    reply: z.lazy(() => list(rowReply())),
    status: 200,
  },
  "POST /api/runs/{runId}/approvals": {
    request: runStep,
    reply: z.lazy(runReply),
    status: 202,
    refuses: ["second-person-needed", "stale-run", "step-not-possible", "above-limit", "no-money-left", "no-scheme"],
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
