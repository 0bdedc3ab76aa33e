import type { TransactWriteItem } from "@aws-sdk/client-dynamodb";
import type { Line } from "../domain/line/line.ts";
import type { LineMove } from "../domain/line/line-move.ts";
import type { Chosen, Payment, PaymentBatch } from "../domain/payments/payment-batch.ts";
import type { RowProblem } from "../domain/payments/read-results.ts";
import type { Actor } from "../domain/principal.ts";
import { Fault } from "../fault.ts";
import { table as schema } from "../system.ts";
import { type Committed, commit } from "./commit.ts";
import { barredAmong, type OfHousehold } from "./interests.ts";
import { putNew, readItem, readItems, type Table, values, writeItem } from "./items.ts";
import { batchKey, batchList, batchListKey, batchPartition, chosenKey, lineKey, paymentImportKey, paymentKey } from "./keys.ts";
import { type LineWrites, writeLineMoves } from "./line-writes.ts";
import { readMany } from "./read-together.ts";
import { type BadCursor, queryAll, querySlice, type Slice, type SliceWanted } from "./slices.ts";

/** The outcome of one file of results. */
export type PaymentImport = {
  readonly batchId: string;
  /** SHA-256. */
  readonly contentHash: string;
  readonly fileName?: string;
  readonly at: string;
  readonly by: Actor;
  readonly paid: number;
  readonly rejected: number;
  /** Rows that said what was recorded already. */
  readonly known: number;
  /** Rows that could not be used, each with the reason; as many as an item holds. */
  readonly problems: readonly RowProblem[];
  readonly problemsInAll: number;
};

export type WholeBatch = {
  readonly batch: PaymentBatch;
  /** Its lines, in their order. */
  readonly chosen: readonly Chosen[];
  readonly payments: readonly Payment[];
  readonly imports: readonly PaymentImport[];
};

/** A payment's next state, with the step of its line. */
export type PaymentMove = {
  readonly before: Payment;
  readonly after: Payment;
  /** Undefined where the line has already moved on. */
  readonly line?: LineMove;
};

/** All payments of a transaction moved, or none, because the batch or these lines were no longer as they were seen. */
export type PaymentsMoved =
  | { readonly kind: "moved" }
  | { readonly kind: "batchMoved" }
  | { readonly kind: "linesMoved"; readonly lineIds: readonly string[] };

export type Payments = {
  /** Two starts under one batch's id make one batch: the second is given the first one's. */
  begin(batch: PaymentBatch, chosen: readonly Chosen[]): Promise<{ kind: "begun" } | { kind: "taken"; by: PaymentBatch }>;
  find(batchId: string): Promise<WholeBatch | undefined>;
  list(wanted: SliceWanted): Promise<Slice<PaymentBatch> | BadCursor>;
  /** Puts lines into a batch that is not finished: each line is issued and has a payment, or neither. */
  add(batch: PaymentBatch, payments: readonly { readonly payment: Payment; readonly line: LineMove }[]): Promise<PaymentsMoved>;
  /** Puts the batch's next state, if the batch is as it was seen, with the payments that leave it. */
  change(before: PaymentBatch, after: PaymentBatch, left?: readonly PaymentMove[]): Promise<PaymentsMoved>;
  /** Records the bank's results: payments, lines, money and entries, all or none. */
  settle(moves: readonly PaymentMove[]): Promise<PaymentsMoved>;
  /** Keeps what a file of results came to. The same file again is given the first result. */
  keepImport(done: PaymentImport): Promise<PaymentImport>;
  /** Lines as they now are, in no order. */
  lines(chosen: readonly Chosen[]): Promise<readonly Line[]>;
  /** The cases of those households in which somebody has declared an interest. */
  barredFrom(personId: string, things: readonly OfHousehold[]): Promise<ReadonlySet<string>>;
};

export const dynamoPayments = (table: Table): Payments => {
  const putPayment = ({ before, after }: Pick<PaymentMove, "before" | "after">): TransactWriteItem => ({
    Put: {
      TableName: table.name,
      Item: writeItem("payment", paymentKey(after.batchId, after.paymentId), after),
      ConditionExpression: "#state = :seen AND size(results) = :results",
      ExpressionAttributeNames: { "#state": "state" },
      ExpressionAttributeValues: values({ ":seen": before.state, ":results": before.results.length }),
    },
  });

  const putBatch = (before: PaymentBatch, after: PaymentBatch): TransactWriteItem => ({
    Put: {
      TableName: table.name,
      Item: writeItem("paymentBatch", { ...batchKey(after.batchId), ...batchListKey(after.preparedAt, after.batchId) }, after),
      ConditionExpression: "version = :seen",
      ExpressionAttributeValues: values({ ":seen": before.version }),
    },
  });

  const movedOrNot = (committed: Committed<LineWrites>, lines: readonly LineMove[]): PaymentsMoved => {
    if (committed.kind === "committed") return { kind: "moved" };
    const { by } = committed;
    const moved = lines.filter((_, index) => by.lines?.each[index]?.failed).map(({ after }) => after.lineId);
    if (moved.length > 0) return { kind: "linesMoved", lineIds: moved };
    if (Object.values(by).some(({ failed }) => failed)) return { kind: "batchMoved" };
    throw new Fault("lineNotMoved");
  };

  return {
    async begin(batch, chosen) {
      const { batchId, preparedAt } = batch;
      const committed = await commit(table, {
        batch: putNew(table, writeItem("paymentBatch", { ...batchKey(batchId), ...batchListKey(preparedAt, batchId) }, batch)),
        chosen: putNew(table, writeItem("chosenLines", chosenKey(batchId), { lines: chosen })),
      });
      if (committed.kind === "committed") return { kind: "begun" };
      const there = committed.by.batch?.item;
      if (!there) throw new Fault("lineNotMoved");
      return { kind: "taken", by: readItem("paymentBatch", there) };
    },

    async find(batchId) {
      const items = await queryAll(table, batchPartition(batchId));
      const [batch] = readItems("paymentBatch", items);
      const [chosen] = readItems("chosenLines", items);
      const imports = readItems("paymentImport", items).toSorted((a, b) => (a.at < b.at ? -1 : 1));
      return batch && { batch, chosen: chosen?.lines ?? [], payments: readItems("payment", items), imports };
    },

    list: (wanted) =>
      querySlice(
        table,
        {
          IndexName: schema.index.name,
          partition: { name: "listPk", value: batchList },
          keyNames: ["pk", "sk", "listSk"],
          ScanIndexForward: false,
        },
        wanted,
        (item) => readItem("paymentBatch", item),
      ),

    async add({ batchId, version }, added) {
      const lines = added.map(({ line }) => line);
      const committed = await commit(table, {
        ...writeLineMoves(table, lines),
        payments: added.map(({ payment }) => putNew(table, writeItem("payment", paymentKey(batchId, payment.paymentId), payment))),
        batch: {
          ConditionCheck: {
            TableName: table.name,
            Key: values(batchKey(batchId)),
            ConditionExpression: "version = :seen",
            ExpressionAttributeValues: values({ ":seen": version }),
          },
        },
      });
      return movedOrNot(committed, lines);
    },

    async change(before, after, left = []) {
      const lines = left.flatMap(({ line }) => line ?? []);
      const writes = { ...writeLineMoves(table, lines), payments: left.map(putPayment), batch: putBatch(before, after) };
      return movedOrNot(await commit(table, writes), lines);
    },

    async settle(moves) {
      const lines = moves.flatMap(({ line }) => line ?? []);
      return movedOrNot(await commit(table, { ...writeLineMoves(table, lines), payments: moves.map(putPayment) }), lines);
    },

    async keepImport(done) {
      const committed = await commit(table, {
        done: putNew(table, writeItem("paymentImport", paymentImportKey(done.batchId, done.contentHash), done)),
      });
      const there = committed.kind === "refused" && committed.by.done?.item;
      return there ? readItem("paymentImport", there) : done;
    },

    async lines(chosen) {
      const items = await readMany(
        table,
        chosen.map(({ caseId, lineId }) => lineKey(caseId, lineId)),
      );
      return items.map((item) => readItem("line", item));
    },

    barredFrom: (personId, things) => barredAmong(table, personId, things),
  };
};
