import * as z from "zod/mini";
import { encodings } from "../../domain/csv/decode-text.ts";
import type { CohortRow } from "../../domain/run/cohort-row.ts";
import type { RunLook, SampleRow, SharedPlace } from "../../domain/run/look.ts";
import { type GoesTo, type RowOutcome, rowOutcomes } from "../../domain/run/row-outcome.ts";
import { type Run, type RunPart, runSources, runStates } from "../../domain/run/run.ts";
import type { RowOfList } from "../../domain/run/work-out-row.ts";
import type { RowOfCase, RunResult, RunRows, RunSending } from "../runs.ts";
import { actor, bankAccount, delivery, evidenceGiven, money, once, oneOf, type Shape } from "./pieces.ts";

/** Runs of many awards. */

export const run = once(
  (): z.ZodMiniType<Run> =>
    z.object({
      title: z.string(),
      item: z.string(),
      delivery: delivery(),
      amount: z.optional(money()),
      evidence: z.array(evidenceGiven()),
      reason: z.string(),
      runId: z.string(),
      from: oneOf(runSources),
      state: oneOf(runStates),
      version: z.int(),
      scheme: z.string(),
      rows: z.int(),
      parts: z.int(),
      readAs: z.optional(z.enum(encodings)),
      mended: z.optional(z.array(z.int())),
      ignored: z.optional(z.array(z.string())),
      preparedBy: actor(),
      preparedAt: z.string(),
      pass: z.int(),
      passAt: z.string(),
      approvedBy: z.optional(actor()),
      approvedAt: z.optional(z.string()),
      cancelledBy: z.optional(actor()),
    } satisfies Shape<Run>),
);

const cohortRowShape = () => ({
  reference: z.string(),
  name: z.string(),
  dateOfBirth: z.string(),
  address: z.object({
    line1: z.string(),
    line2: z.optional(z.string()),
    town: z.optional(z.string()),
    postcode: z.string(),
  } satisfies Shape<CohortRow["address"]>),
  children: z.optional(z.int()),
  phone: z.optional(z.string()),
  email: z.optional(z.string()),
  item: z.optional(z.string()),
  delivery: z.optional(delivery()),
  amount: z.optional(money()),
});

const cohortRow = once(
  (): z.ZodMiniType<CohortRow> => z.object({ ...cohortRowShape(), payTo: z.optional(bankAccount()) } satisfies Shape<CohortRow>),
);

export const runRows = once(
  (): z.ZodMiniType<RunRows> =>
    z.object({
      runId: z.string(),
      part: z.int(),
      list: z.optional(
        z.array(
          z.object({
            row: z.int(),
            caseId: z.string(),
            read: cohortRow(),
            mark: z.object({ personHash: z.string(), addressHash: z.string() } satisfies Shape<RowOfList["mark"]>),
          } satisfies Shape<RowOfList>),
        ),
      ),
      cases: z.optional(
        z.array(z.object({ row: z.int(), caseId: z.string(), version: z.int(), householdId: z.string() } satisfies Shape<RowOfCase>)),
      ),
    } satisfies Shape<RunRows>),
);

export const runSending = once(
  (): z.ZodMiniType<RunSending> => z.object({ sending: z.string(), runId: z.string() } satisfies Shape<RunSending>),
);

export const runPart = once(
  (): z.ZodMiniType<RunPart> =>
    z.object({ runId: z.string(), pass: z.int(), part: z.int(), attempt: z.int(), askedAt: z.string() } satisfies Shape<RunPart>),
);

export const runResult = once(
  (): z.ZodMiniType<RunResult> =>
    z.object({
      runId: z.string(),
      part: z.int(),
      pass: z.int(),
      number: z.int(),
      outcomes: z.array(
        z.object({
          row: z.int(),
          reference: z.string(),
          kind: oneOf(rowOutcomes),
          because: z.optional(z.string()),
          category: z.optional(z.string()),
          amount: z.optional(money()),
          awardId: z.optional(z.string()),
          name: z.optional(z.string()),
          householdId: z.optional(z.string()),
          goesTo: z.optional(
            z.array(z.object({ hash: z.string(), shown: z.string(), elsewhere: z.optional(z.int()) } satisfies Shape<GoesTo>)),
          ),
        } satisfies Shape<RowOutcome>),
      ),
    } satisfies Shape<RunResult>),
);

const rowNumbers = once(() => z.array(z.int()));

export const runLook = once(
  (): z.ZodMiniType<RunLook> =>
    z.object({
      runId: z.string(),
      places: z.array(
        z.object({
          shown: z.string(),
          rows: rowNumbers(),
          rowsInAll: z.int(),
          before: rowNumbers(),
          elsewhere: z.optional(z.int()),
        } satisfies Shape<SharedPlace>),
      ),
      placesInAll: z.int(),
      sharing: rowNumbers(),
      largest: rowNumbers(),
      since: z.optional(
        z.object({ runId: z.string(), title: z.string(), newRows: rowNumbers() } satisfies Shape<NonNullable<RunLook["since"]>>),
      ),
      sample: z.array(
        z.object({
          row: z.int(),
          caseId: z.optional(z.string()),
          read: z.optional(
            z.object({ ...cohortRowShape(), payTo: z.optional(z.string()) } satisfies Shape<NonNullable<SampleRow["read"]>>),
          ),
        } satisfies Shape<SampleRow>),
      ),
    } satisfies Shape<RunLook>),
);
