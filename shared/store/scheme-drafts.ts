import { GetItemCommand, type TransactWriteItem } from "@aws-sdk/client-dynamodb";
import type { Actor } from "../domain/principal.ts";
import type { SchemeCode } from "../domain/scheme/scheme.ts";
import { commit } from "./commit.ts";
import { type Item, putNew, readItem, type Table, values, writeItem } from "./items.ts";
import { draftsPartition, publicationKey, publishedKey, publishedPartition, schemeDraftKey } from "./keys.ts";
import { queryAll } from "./slices.ts";

/** A version of a scheme that is being written. Its document is always one that reads. */
export type SchemeDraft = {
  readonly draftId: string;
  /** One more with each change, so that nobody writes over what they have not seen. */
  readonly version: number;
  /** The whole scheme as JSON. */
  readonly document: string;
  /** The hash of the document that it began with: the same start sent twice is known by it. */
  readonly startedFrom: string;
  /** The published version that it was copied from, if it was. */
  readonly base?: { readonly scheme: SchemeCode; readonly version: number };
  readonly startedBy: Actor;
  /** Everybody who has had a hand in it, each once. None of them may publish it. */
  readonly editors: readonly Actor[];
  readonly changedAt: string;
  readonly changedBy: Actor;
};

/** How a version came to be published. The versions that the product ships with have no such record. */
export type Publication = {
  readonly code: SchemeCode;
  readonly version: number;
  readonly document: string;
  /** Its place among all publications, counted from 1. */
  readonly number: number;
  readonly draftId: string;
  readonly editors: readonly Actor[];
  readonly publishedAt: string;
  readonly publishedBy: Actor;
};

export type SchemeDrafts = {
  /** Two starts under one id make one draft: the second finds the first. */
  start(draft: SchemeDraft): Promise<{ kind: "started" } | { kind: "alreadyStarted"; draft: SchemeDraft }>;
  find(draftId: string): Promise<SchemeDraft | undefined>;
  /** Every draft in work; the council has a handful at most. */
  all(): Promise<readonly SchemeDraft[]>;
  /** Puts a draft in the place of the version just before it, and of no other. Without a `now`, the draft is gone. */
  replace(next: SchemeDraft): Promise<{ kind: "replaced" } | { kind: "stale"; now?: SchemeDraft }>;
  /**
   * The version begins to exist in the very write that ends its draft as it was seen. It is overtaken where another was
   * published since the book was read that it was checked against, and has to be checked again.
   */
  publish(
    seen: Pick<SchemeDraft, "draftId" | "version">,
    publication: Publication,
  ): Promise<{ kind: "published" } | { kind: "overtaken" } | { kind: "stale"; now?: SchemeDraft }>;
  /** How each version beyond the shipped ones came to be. */
  publications(): Promise<readonly Publication[]>;
  /** Throws a draft away as it was seen. */
  discard(seen: Pick<SchemeDraft, "draftId" | "version">): Promise<{ kind: "discarded" } | { kind: "stale"; now?: SchemeDraft }>;
};

const draftItem = (draft: SchemeDraft): Item => writeItem("schemeDraft", schemeDraftKey(draft.draftId), draft);
const draftFrom = (item: Item): SchemeDraft => readItem("schemeDraft", item);

const publicationFrom = (item: Item): Publication => readItem("publishedScheme", item);

/** Holds a write to the draft as it was seen. */
const asSeen = (version: number) => ({
  ConditionExpression: "#version = :seen",
  ExpressionAttributeNames: { "#version": "version" },
  ExpressionAttributeValues: values({ ":seen": version }),
  ReturnValuesOnConditionCheckFailure: "ALL_OLD" as const,
});

const endDraft = (table: Table, { draftId, version }: Pick<SchemeDraft, "draftId" | "version">): TransactWriteItem => ({
  Delete: { TableName: table.name, Key: values(schemeDraftKey(draftId)), ...asSeen(version) },
});

const staleWith = (item: Item | undefined) => ({ kind: "stale" as const, ...(item && { now: draftFrom(item) }) });

export const dynamoSchemeDrafts = (table: Table): SchemeDrafts => ({
  async start(draft) {
    const committed = await commit(table, { draft: putNew(table, draftItem(draft)) });
    const there = committed.kind === "refused" && committed.by.draft?.item;
    return there ? { kind: "alreadyStarted", draft: draftFrom(there) } : { kind: "started" };
  },

  async find(draftId) {
    const { Item: item } = await table.client.send(
      new GetItemCommand({ TableName: table.name, Key: values(schemeDraftKey(draftId)), ConsistentRead: true }),
    );
    return item && draftFrom(item);
  },

  async all() {
    return (await queryAll(table, draftsPartition)).map(draftFrom);
  },

  async replace(next) {
    const committed = await commit(table, {
      draft: { Put: { TableName: table.name, Item: draftItem(next), ...asSeen(next.version - 1) } },
    });
    return committed.kind === "refused" ? staleWith(committed.by.draft?.item) : { kind: "replaced" };
  },

  async publish(seen, publication) {
    const { code, version } = publication;
    const committed = await commit(table, {
      number: putNew(table, writeItem("publication", publicationKey(publication.number), { code, version })),
      version: putNew(table, writeItem("publishedScheme", publishedKey(code, version), publication)),
      draft: endDraft(table, seen),
    });
    if (committed.kind === "committed") return { kind: "published" };
    const { by } = committed;
    return by.number?.failed || by.version?.failed ? { kind: "overtaken" } : staleWith(by.draft?.item);
  },

  async publications() {
    return (await queryAll(table, publishedPartition)).map(publicationFrom);
  },

  async discard(seen) {
    const committed = await commit(table, { draft: endDraft(table, seen) });
    return committed.kind === "refused" ? staleWith(committed.by.draft?.item) : { kind: "discarded" };
  },
});
