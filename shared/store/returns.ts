import { gunzipSync, gzipSync } from "node:zlib";
import type { TransactWriteItem } from "@aws-sdk/client-dynamodb";
import type { CountAsked, PreparedReturn, Recount, ReturnFigures, ReturnPeriod } from "../domain/return/prepared-return.ts";
import type { SchemeCode } from "../domain/scheme/scheme.ts";
import { commit } from "./commit.ts";
import { findItem, putNew, readItem, type Table, values, writeItem } from "./items.ts";
import {
  countAskedKey,
  preparedReturnKey,
  recountKey,
  recountStart,
  returnFiguresKey,
  returnPartition,
  returnPeriodKey,
  returnsPartition,
  returnsStart,
} from "./keys.ts";
import { queryAll } from "./slices.ts";

/** Somebody else, or an earlier request of the same person, came first. */
export type ReturnKept = { readonly kind: "kept" } | { readonly kind: "overtaken" };

/** What a preparation of the same days finds before it: the newest return for them. */
type Before = { readonly period?: ReturnPeriod; readonly replaces?: PreparedReturn };

export type Returns = {
  find(scheme: SchemeCode, returnId: string): Promise<PreparedReturn | undefined>;
  /** Every return of a scheme, the newest first. There are some dozens. */
  ofScheme(scheme: SchemeCode): Promise<readonly PreparedReturn[]>;
  newestOf(of: Pick<PreparedReturn, "scheme" | "code" | "window">): Promise<ReturnPeriod | undefined>;
  figures(scheme: SchemeCode, returnId: string): Promise<ReturnFigures | undefined>;
  /** The oldest first. */
  recounts(scheme: SchemeCode, returnId: string): Promise<readonly Recount[]>;
  /** Keeps a return, takes the place of the newest for its days, and asks for its figures: one write. */
  prepare(prepared: PreparedReturn, before: Before): Promise<ReturnKept>;
  /** Keeps the figures with the return that waited for them. */
  keepFigures(before: PreparedReturn, after: PreparedReturn, figures: ReturnFigures): Promise<ReturnKept>;
  /** Changes a return as it was seen. */
  move(before: PreparedReturn, after: PreparedReturn): Promise<ReturnKept>;
  /** Asks once for an instant. */
  askRecount(asked: CountAsked): Promise<ReturnKept>;
  keepRecount(scheme: SchemeCode, recount: Recount): Promise<ReturnKept>;
};

const itemOf = (prepared: PreparedReturn) => writeItem("preparedReturn", preparedReturnKey(prepared.scheme, prepared.returnId), prepared);

const packed = (text: string): string => gzipSync(text).toString("base64");
const unpacked = (text: string): string => gunzipSync(Buffer.from(text, "base64")).toString("utf8");

const figuresItem = (scheme: SchemeCode, { bytes, ...figures }: ReturnFigures) =>
  writeItem("returnFigures", returnFiguresKey(scheme, figures.returnId), { ...figures, packed: packed(bytes) });

const askedItem = (asked: CountAsked) => writeItem("countAsked", countAskedKey(asked.scheme, asked.returnId, asked.asOf), asked);

export const dynamoReturns = (table: Table): Returns => {
  const moved = (before: PreparedReturn, after: PreparedReturn): TransactWriteItem => ({
    Put: {
      TableName: table.name,
      Item: itemOf(after),
      ConditionExpression: "version = :version",
      ExpressionAttributeValues: values({ ":version": before.version }),
    },
  });

  const takePeriod = ({ scheme, code, window, returnId, number }: PreparedReturn, before: ReturnPeriod | undefined): TransactWriteItem => ({
    Put: {
      TableName: table.name,
      Item: writeItem("returnPeriod", returnPeriodKey(scheme, code, window), { returnId, number }),
      ConditionExpression: before ? "returnId = :before" : "attribute_not_exists(pk)",
      ...(before && { ExpressionAttributeValues: values({ ":before": before.returnId }) }),
    },
  });

  const keep = async (writes: Parameters<typeof commit>[1]): Promise<ReturnKept> => ({
    kind: (await commit(table, writes)).kind === "committed" ? "kept" : "overtaken",
  });

  return {
    async find(scheme, returnId) {
      return findItem(table, "preparedReturn", preparedReturnKey(scheme, returnId));
    },

    async ofScheme(scheme) {
      const found = (await queryAll(table, returnsPartition(scheme), returnsStart)).map((item) => readItem("preparedReturn", item));
      return found.sort((a, b) => b.preparedAt.localeCompare(a.preparedAt) || a.returnId.localeCompare(b.returnId));
    },

    async newestOf({ scheme, code, window }) {
      return findItem(table, "returnPeriod", returnPeriodKey(scheme, code, window));
    },

    async figures(scheme, returnId) {
      const found = await findItem(table, "returnFigures", returnFiguresKey(scheme, returnId));
      if (!found) return undefined;
      const { packed: text, ...figures } = found;
      return { ...figures, bytes: unpacked(text) };
    },

    async recounts(scheme, returnId) {
      return (await queryAll(table, returnPartition(scheme, returnId), recountStart)).map((item) => readItem("recount", item));
    },

    async prepare(prepared, { period, replaces }) {
      const { scheme, returnId, window, preparedBy } = prepared;
      return keep({
        prepared: putNew(table, itemOf(prepared)),
        period: takePeriod(prepared, period),
        replaced: replaces && moved(replaces, { ...replaces, state: "replaced", version: replaces.version + 1 }),
        asked: putNew(table, askedItem({ scheme, returnId, asOf: window.asOf, what: "prepare", by: preparedBy })),
      });
    },

    async keepFigures(before, after, figures) {
      return keep({ prepared: moved(before, after), figures: putNew(table, figuresItem(after.scheme, figures)) });
    },

    move: (before, after) => keep({ prepared: moved(before, after) }),

    askRecount: (asked) => keep({ asked: putNew(table, askedItem(asked)) }),

    keepRecount: (scheme, recount) =>
      keep({ recount: putNew(table, writeItem("recount", recountKey(scheme, recount.returnId, recount.asOf), recount)) }),
  };
};
