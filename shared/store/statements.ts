import type { TransactWriteItem } from "@aws-sdk/client-dynamodb";
import type { PublicStatement } from "../domain/return/public-figures.ts";
import type { Statement } from "../domain/return/statement.ts";
import type { SchemeCode } from "../domain/scheme/scheme.ts";
import { commit } from "./commit.ts";
import { findItem, putNew, readItem, type Table, values, writeItem } from "./items.ts";
import {
  publicStatementKey,
  publicStatementsPartition,
  statementAskedKey,
  statementKey,
  statementsPartition,
  statementsStart,
} from "./keys.ts";
import { queryAll } from "./slices.ts";

/** Somebody else, or an earlier request of the same person, came first. */
export type StatementKept = { readonly kind: "kept" } | { readonly kind: "overtaken" };
/** Figures as of a later instant are public already. */
export type Published = StatementKept | { readonly kind: "newerIsPublic" };

export type Statements = {
  find(scheme: SchemeCode, statementId: string): Promise<Statement | undefined>;
  /** Every statement of a scheme, the newest first. There are a few a year. */
  ofScheme(scheme: SchemeCode): Promise<readonly Statement[]>;
  /** Keeps a statement and asks for its figures in one write. */
  prepare(statement: Statement): Promise<StatementKept>;
  /** Changes a statement as it was seen. */
  move(before: Statement, after: Statement): Promise<StatementKept>;
  /** Approves a statement as it was seen, and puts what anybody may read in the place of the one before. */
  publish(before: Statement, after: Statement, shown: PublicStatement): Promise<Published>;
  /** Changes a statement that was public, and takes it down if it still is. */
  takeDown(before: Statement, after: Statement): Promise<StatementKept>;
  /** What anybody may read, the newest period first. */
  published(): Promise<readonly PublicStatement[]>;
};

const itemOf = (statement: Statement) => writeItem("statement", statementKey(statement.scheme, statement.statementId), statement);

export const dynamoStatements = (table: Table): Statements => {
  const moved = (before: Statement, after: Statement): TransactWriteItem => ({
    Put: {
      TableName: table.name,
      Item: itemOf(after),
      ConditionExpression: "version = :version",
      ExpressionAttributeValues: values({ ":version": before.version }),
    },
  });

  const find: Statements["find"] = (scheme, statementId) => findItem(table, "statement", statementKey(scheme, statementId));

  const move: Statements["move"] = async (before, after) => ({
    kind: (await commit(table, { statement: moved(before, after) })).kind === "committed" ? "kept" : "overtaken",
  });

  return {
    find,
    move,

    async ofScheme(scheme) {
      const found = (await queryAll(table, statementsPartition(scheme), statementsStart)).map((item) => readItem("statement", item));
      return found.sort((a, b) => b.preparedAt.localeCompare(a.preparedAt) || a.statementId.localeCompare(b.statementId));
    },

    async prepare(statement) {
      const { scheme, statementId } = statement;
      const asked = writeItem("statementAsked", statementAskedKey(scheme, statementId), { scheme, statementId });
      const committed = await commit(table, { statement: putNew(table, itemOf(statement)), asked: putNew(table, asked) });
      return { kind: committed.kind === "committed" ? "kept" : "overtaken" };
    },

    async publish(before, after, shown) {
      const committed = await commit(table, {
        statement: moved(before, after),
        shown: {
          Put: {
            TableName: table.name,
            Item: writeItem("publicStatement", publicStatementKey(shown.scheme, shown.period), shown),
            ConditionExpression: "attribute_not_exists(pk) OR asOf <= :asOf",
            ExpressionAttributeValues: values({ ":asOf": shown.asOf }),
          },
        },
      });
      if (committed.kind === "committed") return { kind: "kept" };
      return { kind: committed.by.statement?.failed ? "overtaken" : "newerIsPublic" };
    },

    async takeDown(before, after) {
      const { scheme, period, statementId } = before;
      const committed = await commit(table, {
        statement: moved(before, after),
        shown: {
          Delete: {
            TableName: table.name,
            Key: values(publicStatementKey(scheme, period)),
            ConditionExpression: "statementId = :own",
            ExpressionAttributeValues: values({ ":own": statementId }),
          },
        },
      });
      if (committed.kind === "committed") return { kind: "kept" };
      // A newer statement has taken its place, and stays.
      return committed.by.statement?.failed ? { kind: "overtaken" } : move(before, after);
    },

    async published() {
      const found = (await queryAll(table, publicStatementsPartition)).map((item) => readItem("publicStatement", item));
      return found.sort((a, b) => b.from.localeCompare(a.from) || b.to.localeCompare(a.to) || a.scheme.localeCompare(b.scheme));
    },
  };
};
