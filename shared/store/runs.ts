import { PutItemCommand } from "@aws-sdk/client-dynamodb";
import type { CountInAll, DecidedInAll } from "../domain/award/limits-together.ts";
import { inParts } from "../domain/run/in-parts.ts";
import type { RunLook } from "../domain/run/look.ts";
import type { RowOutcome } from "../domain/run/row-outcome.ts";
import { checkPass, filePart, firstPart, type Run, type RunPart } from "../domain/run/run.ts";
import type { RowOfList } from "../domain/run/work-out-row.ts";
import type { SchemeCode } from "../domain/scheme/scheme.ts";
import { Fault } from "../fault.ts";
import { table as schema } from "../system.ts";
import { commit } from "./commit.ts";
import { countDecided, readDecided } from "./decided-sums.ts";
import { findItem, type Item, putNew, readItem, type Table, values, writeItem } from "./items.ts";
import {
  runKey,
  runList,
  runListKey,
  runLookKey,
  runPartition,
  runPartKey,
  runResultKey,
  runResultStart,
  runRowsKey,
  runSendingKey,
} from "./keys.ts";
import { kinds } from "./kinds.ts";
import { type BadCursor, queryAll, queryOne, querySlice, type Slice, type SliceWanted } from "./slices.ts";

/** A case that was chosen, as it was seen. */
export type RowOfCase = { readonly row: number; readonly caseId: string; readonly version: number; readonly householdId: string };

/** The rows that are decided together, in the order in which they are decided. */
export type RunRows = {
  readonly runId: string;
  readonly part: number;
  readonly list?: readonly RowOfList[];
  readonly cases?: readonly RowOfCase[];
};

/** The run that somebody prepared under a key of theirs: the same key prepares no other. */
export type RunSending = { readonly sending: string; readonly runId: string };

/** The outcomes of some rows of a part in a pass. Put once: a later pass has items of its own. */
export type RunResult = {
  readonly runId: string;
  readonly part: number;
  readonly pass: number;
  readonly number: number;
  readonly outcomes: readonly RowOutcome[];
};

export type Runs = {
  /**
   * Keeps a run with its rows and starts its check. The id follows from what was sent, so the same sent again is the same
   * run. Undefined where the sender's key has prepared another.
   */
  prepare(run: Run, rows: readonly RunRows[], ofFile: readonly RowOutcome[], sending: string): Promise<Run | undefined>;
  find(runId: string): Promise<Run | undefined>;
  list(wanted: SliceWanted): Promise<Slice<Run> | BadCursor>;
  rows(runId: string, part: number): Promise<RunRows | undefined>;
  /** Results of one part, pass by pass; of all parts where none is named. */
  results(runId: string, part?: number): Promise<readonly RunResult[]>;
  /** Keeps the outcomes of rows for which no money moves. */
  keep(result: RunResult): Promise<{ kind: "kept" | "alreadyKept" }>;
  /** Keeps what an approver looks at first. A part that comes again keeps the same. */
  keepLook(look: RunLook): Promise<void>;
  look(runId: string): Promise<RunLook | undefined>;
  /** Has the stream carry a part on. The same part again changes nothing. */
  requestPart(part: RunPart): Promise<void>;
  /** The part that was requested last. */
  lastRequested(runId: string): Promise<RunPart | undefined>;
  /** Moves a run on, if it is as it was seen, and starts a part in the same write. */
  move(before: Run, to: Partial<Run>, next?: RunPart): Promise<{ kind: "moved" } | { kind: "stale"; now: Run }>;
  /** Approves a run, and counts all of it once towards the approver's limits. */
  approve(
    before: Run,
    to: Partial<Run>,
    next: RunPart,
    counts: readonly CountInAll[],
  ): Promise<{ kind: "moved" } | { kind: "sumsMoved" } | { kind: "stale"; now: Run }>;
  /** The sums that a person has committed in these spans for all households. */
  decided(scheme: SchemeCode, by: string, spans: readonly string[]): Promise<readonly DecidedInAll[]>;
};

/** A few at once: the parts of an upload are large. */
const putsAtOnce = 8;

const putRun = (run: Run): Item => writeItem("run", { ...runKey(run.runId), ...runListKey(run.preparedAt, run.runId) }, run);
const moveRun = (table: Table, before: Run, to: Partial<Run>) => ({
  Put: {
    TableName: table.name,
    Item: putRun({ ...before, ...to, version: before.version + 1 }),
    ConditionExpression: "version = :seen",
    ExpressionAttributeValues: values({ ":seen": before.version }),
    ReturnValuesOnConditionCheckFailure: "ALL_OLD" as const,
  },
});
const putPart = (table: Table, part: RunPart) =>
  putNew(table, writeItem("runPart", runPartKey(part.runId, part.pass, part.part, part.attempt), part));
const resultItem = (result: RunResult): Item =>
  writeItem("runResult", runResultKey(result.runId, result.part, result.pass, result.number), result);

/** The write that keeps outcomes of rows, for a transaction that also moves money. */
export const putResult = (table: Table, result: RunResult) => putNew(table, resultItem(result));

const outcomesInAnItem = 1_000;

export const dynamoRuns = (table: Table): Runs => {
  const find: Runs["find"] = async (runId) => {
    return findItem(table, "run", runKey(runId));
  };

  const staleNow = async ({ runId }: Run): Promise<{ kind: "stale"; now: Run }> => {
    const now = await find(runId);
    if (!now) throw new Fault("itemUnreadable");
    return { kind: "stale", now };
  };

  return {
    find,

    async prepare(run, rows, ofFile, sending) {
      const { runId } = run;
      const before = await find(runId);
      if (before) return before;
      if (await findItem(table, "runSending", runSendingKey(sending))) return undefined;
      // Rows first and the run last: nobody reads rows without a run, and the same upload puts them again.
      const items = [
        ...rows.map((part) => writeItem("runRows", runRowsKey(runId, part.part), part)),
        ...inParts(ofFile, outcomesInAnItem).map((outcomes, number) =>
          resultItem({ runId, part: filePart, pass: checkPass, number, outcomes }),
        ),
      ];
      for (const some of inParts(items, putsAtOnce, Number.POSITIVE_INFINITY))
        await Promise.all(some.map((item) => table.client.send(new PutItemCommand({ TableName: table.name, Item: item }))));
      const first: RunPart = { runId, pass: checkPass, part: firstPart, attempt: 0, askedAt: run.preparedAt };
      const committed = await commit(table, {
        run: putNew(table, putRun(run)),
        sending: putNew(table, writeItem("runSending", runSendingKey(sending), { sending, runId })),
        part: putPart(table, first),
      });
      return committed.kind === "committed" ? run : find(runId);
    },

    list: (wanted) =>
      querySlice(
        table,
        {
          IndexName: schema.index.name,
          partition: { name: schema.index.partitionKey, value: runList },
          keyNames: ["pk", "sk", "listSk"],
          ScanIndexForward: false,
        },
        wanted,
        (item) => readItem("run", item),
      ),

    async rows(runId, part) {
      return findItem(table, "runRows", runRowsKey(runId, part));
    },

    async results(runId, part) {
      const items = await queryAll(table, runPartition(runId), part === undefined ? kinds.runResult.sortKey : runResultStart(part));
      return items.map((item) => readItem("runResult", item));
    },

    async keep(result) {
      const committed = await commit(table, { result: putResult(table, result) });
      return { kind: committed.kind === "committed" ? "kept" : "alreadyKept" };
    },

    async keepLook(look) {
      await table.client.send(new PutItemCommand({ TableName: table.name, Item: writeItem("runLook", runLookKey(look.runId), look) }));
    },

    async look(runId) {
      return findItem(table, "runLook", runLookKey(runId));
    },

    async requestPart(part) {
      await commit(table, { part: putPart(table, part) });
    },

    async lastRequested(runId) {
      const last = await queryOne(table, runPartition(runId), kinds.runPart.sortKey, "last");
      return last && readItem("runPart", last);
    },

    async move(before, to, next) {
      const committed = await commit(table, { run: moveRun(table, before, to), part: next && putPart(table, next) });
      return committed.kind === "committed" ? { kind: "moved" } : staleNow(before);
    },

    async approve(before, to, next, counts) {
      const counted = counts.map((count) => countDecided(table, count));
      const committed = await commit(table, { run: moveRun(table, before, to), counted, part: putPart(table, next) });
      if (committed.kind === "committed") return { kind: "moved" };
      return committed.by.counted?.failed && !committed.by.run ? { kind: "sumsMoved" } : staleNow(before);
    },

    decided: (scheme, by, spans) => readDecided(table, scheme, by, spans),
  };
};
