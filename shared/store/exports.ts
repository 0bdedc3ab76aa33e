import { UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { type Export, keptUntil, type XlsxState } from "../domain/export/export.ts";
import { commit } from "./commit.ts";
import { findItem, putNew, readItem, type Table, values, writeItem } from "./items.ts";
import { exportKey, exportPartKey, exportsPartition } from "./keys.ts";
import { kinds } from "./kinds.ts";
import { queryAll } from "./slices.ts";

/** The bytes of a file so far: pieces that are uploaded, and the rest that is too small for one. */
export type PutTogether = {
  readonly upload?: {
    readonly key: string;
    readonly uploadId: string;
    readonly pieces: readonly { readonly number: number; readonly etag: string; readonly crc32?: string }[];
  };
  /** The key of the bytes that the next part begins with. */
  readonly rest?: string;
  readonly bytes: number;
};

/** The next part of an export: the rows after a place in its list. */
export type ExportPart = {
  readonly staffId: string;
  readonly exportId: string;
  readonly part: number;
  readonly place?: string;
  /** Every row is written, and the file is to be put together. */
  readonly isEnd?: true;
  readonly written: PutTogether;
  readonly xlsx?: XlsxState;
  readonly expiresAtSeconds: number;
};

export type Exports = {
  /** Two askings under one id make one export: the second is given the first one's. */
  ask(wanted: Export): Promise<Export>;
  find(staffId: string, exportId: string): Promise<Export | undefined>;
  /** All of one person, the newest first. */
  of(staffId: string): Promise<readonly Export[]>;
  /** A number that no other attempt at this export has, and above that of every earlier one. */
  attempt(staffId: string, exportId: string): Promise<number>;
  /** Keeps what a part came to and starts the next, together and once: a part that comes again writes no row twice. */
  finishPart(before: Export, after: Export, next: ExportPart | undefined): Promise<{ kind: "finished" | "alreadyFinished" }>;
};

const partExpires = (wanted: Export) => Math.floor(keptUntil(wanted).getTime() / 1000);

export const dynamoExports = (table: Table): Exports => {
  const find: Exports["find"] = (staffId, exportId) => findItem(table, "export", exportKey(staffId, exportId));
  const putPart = (part: ExportPart) => putNew(table, writeItem("exportPart", exportPartKey(part.staffId, part.exportId, part.part), part));

  return {
    find,

    async ask(wanted) {
      const { askedBy, exportId } = wanted;
      const committed = await commit(table, {
        export: putNew(table, writeItem("export", exportKey(askedBy.id, exportId), wanted)),
        part: putPart({ staffId: askedBy.id, exportId, part: wanted.part, written: { bytes: 0 }, expiresAtSeconds: partExpires(wanted) }),
      });
      const earlier = committed.kind === "refused" ? committed.by.export?.item : undefined;
      return earlier ? readItem("export", earlier) : wanted;
    },

    async of(staffId) {
      const found = await queryAll(table, exportsPartition(staffId), kinds.export.sortKey);
      return found.map((item) => readItem("export", item)).toSorted((a, b) => (a.askedAt < b.askedAt ? 1 : -1));
    },

    async attempt(staffId, exportId) {
      const { Attributes } = await table.client.send(
        new UpdateItemCommand({
          TableName: table.name,
          Key: values(exportKey(staffId, exportId)),
          UpdateExpression: "ADD attempts :one",
          ConditionExpression: "attribute_exists(pk)",
          ExpressionAttributeValues: values({ ":one": 1 }),
          ReturnValues: "UPDATED_NEW",
        }),
      );
      return Number(Attributes?.attempts?.N);
    },

    async finishPart(before, after, next) {
      // Attempts are counted by themselves, so that no two upload under one number.
      const { pk: _pk, sk: _sk, attempts: _attempts, ...fields } = writeItem("export", exportKey(after.askedBy.id, after.exportId), after);
      const names = Object.keys(fields);
      const committed = await commit(table, {
        export: {
          Update: {
            TableName: table.name,
            Key: values(exportKey(after.askedBy.id, after.exportId)),
            UpdateExpression: `SET ${names.map((name) => `#${name} = :${name}`).join(", ")}`,
            ConditionExpression: "#part = :seen AND #state = :writing",
            ExpressionAttributeNames: Object.fromEntries(names.map((name) => [`#${name}`, name])),
            ExpressionAttributeValues: {
              ...Object.fromEntries(Object.entries(fields).map(([name, value]) => [`:${name}`, value])),
              ...values({ ":seen": before.part, ":writing": "writing" }),
            },
          },
        },
        part: next && putPart(next),
      });
      return { kind: committed.kind === "committed" ? "finished" : "alreadyFinished" };
    },
  };
};
