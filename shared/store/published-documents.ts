import { GetItemCommand, type TransactWriteItem } from "@aws-sdk/client-dynamodb";
import { type Day, londonDay } from "../domain/dates.ts";
import type { Actor } from "../domain/principal.ts";
import { commit } from "./commit.ts";
import { type Item, putNew, type Table, values } from "./items.ts";
import type { Key } from "./keys.ts";
import { queryAll } from "./slices.ts";

/** Documents that staff write as drafts and publish as versions: schemes, and the directory of services. */

/** A version of a document that is being written. Its document is always one that reads. `Base` names the version it was copied from. */
export type DocumentDraft<Base> = {
  readonly draftId: string;
  /** One more with each change, so that nobody writes over what they have not seen. */
  readonly version: number;
  /** The whole document as JSON. */
  readonly document: string;
  /** The hash of the document that it began with: the same start sent twice is known by it. */
  readonly startedFrom: string;
  /** The published version that it was copied from, if it was. */
  readonly base?: Base;
  readonly startedBy: Actor;
  /** Everybody who has had a hand in it, each once. None of them may publish it. */
  readonly editors: readonly Actor[];
  readonly changedAt: string;
  readonly changedBy: Actor;
};

/** Says who published a version, and when; `Of` names it. The versions that the product ships with have no such record. */
export type PublicationOf<Of> = Of & {
  readonly document: string;
  /** Its place among all publications of its kind, counted from 1. */
  readonly number: number;
  readonly draftId: string;
  readonly editors: readonly Actor[];
  readonly publishedAt: string;
  readonly publishedBy: Actor;
};

export type DraftSeen = { readonly draftId: string; readonly version: number };

export type DocumentDrafts<Base, Of> = {
  /** Two starts under one id make one draft: the second finds the first. */
  start(draft: DocumentDraft<Base>): Promise<{ kind: "started" } | { kind: "alreadyStarted"; draft: DocumentDraft<Base> }>;
  find(draftId: string): Promise<DocumentDraft<Base> | undefined>;
  /** Every draft in work; the council has a handful at most. */
  all(): Promise<readonly DocumentDraft<Base>[]>;
  /** Puts a draft in the place of the version just before it, and of no other. Without a `now`, the draft is gone. */
  replace(next: DocumentDraft<Base>): Promise<{ kind: "replaced" } | { kind: "stale"; now?: DocumentDraft<Base> }>;
  /**
   * The version begins to exist in the very write that ends its draft as it was seen. It is overtaken where another was
   * published since the book was read that it was checked against, and has to be checked again.
   */
  publish(
    seen: DraftSeen,
    publication: PublicationOf<Of>,
  ): Promise<{ kind: "published" } | { kind: "overtaken" } | { kind: "stale"; now?: DocumentDraft<Base> }>;
  /** One record for each version beyond the shipped ones. */
  publications(): Promise<readonly PublicationOf<Of>[]>;
  /** Throws a draft away as it was seen. */
  discard(seen: DraftSeen): Promise<{ kind: "discarded" } | { kind: "stale"; now?: DocumentDraft<Base> }>;
};

/** The keys of one kind of document, and the reader and writer of its items. */
export type DocumentPlaces<Base, Of> = {
  readonly draftsPartition: string;
  readonly draftKey: (draftId: string) => Key;
  readonly draftItem: (draft: DocumentDraft<Base>) => Item;
  readonly draftFrom: (item: Item) => DocumentDraft<Base>;
  readonly publishedPartition: string;
  readonly publishedItem: (publication: PublicationOf<Of>) => Item;
  readonly publishedFrom: (item: Item) => PublicationOf<Of>;
  /** The place of a publication among all: two that were checked against the same book cannot both take it. */
  readonly numberItem: (publication: PublicationOf<Of>) => Item;
};

/** Holds a write to the draft as it was seen. */
const asSeen = (version: number) => ({
  ConditionExpression: "#version = :seen",
  ExpressionAttributeNames: { "#version": "version" },
  ExpressionAttributeValues: values({ ":seen": version }),
  ReturnValuesOnConditionCheckFailure: "ALL_OLD" as const,
});

export const dynamoDocumentDrafts = <Base, Of>(table: Table, places: DocumentPlaces<Base, Of>): DocumentDrafts<Base, Of> => {
  const { draftItem, draftFrom } = places;
  const staleWith = (item: Item | undefined) => ({ kind: "stale" as const, ...(item && { now: draftFrom(item) }) });
  const endDraft = ({ draftId, version }: DraftSeen): TransactWriteItem => ({
    Delete: { TableName: table.name, Key: values(places.draftKey(draftId)), ...asSeen(version) },
  });

  return {
    async start(draft) {
      const committed = await commit(table, { draft: putNew(table, draftItem(draft)) });
      const there = committed.kind === "refused" && committed.by.draft?.item;
      return there ? { kind: "alreadyStarted", draft: draftFrom(there) } : { kind: "started" };
    },

    async find(draftId) {
      const { Item: item } = await table.client.send(
        new GetItemCommand({ TableName: table.name, Key: values(places.draftKey(draftId)), ConsistentRead: true }),
      );
      return item && draftFrom(item);
    },

    async all() {
      return (await queryAll(table, places.draftsPartition)).map(draftFrom);
    },

    async replace(next) {
      const committed = await commit(table, {
        draft: { Put: { TableName: table.name, Item: draftItem(next), ...asSeen(next.version - 1) } },
      });
      return committed.kind === "refused" ? staleWith(committed.by.draft?.item) : { kind: "replaced" };
    },

    async publish(seen, publication) {
      const committed = await commit(table, {
        number: putNew(table, places.numberItem(publication)),
        version: putNew(table, places.publishedItem(publication)),
        draft: endDraft(seen),
      });
      if (committed.kind === "committed") return { kind: "published" };
      const { by } = committed;
      return by.number?.failed || by.version?.failed ? { kind: "overtaken" } : staleWith(by.draft?.item);
    },

    async publications() {
      return (await queryAll(table, places.publishedPartition)).map(places.publishedFrom);
    },

    async discard(seen) {
      const committed = await commit(table, { draft: endDraft(seen) });
      return committed.kind === "refused" ? staleWith(committed.by.draft?.item) : { kind: "discarded" };
    },
  };
};

/** Every published version of a kind of document. */
export type PublishedBook<Book> = {
  /**
   * Every version published up to `now`. One read serves a whole day in London: nothing can be published on a day
   * that starts on that same day, so whatever was published since cannot decide anything yet.
   */
  book(now: Date): Promise<Book>;
  /** The same, read at this very moment: for those who publish. */
  freshBook(): Promise<Book>;
};

/** The published documents of a kind as JSON. */
export const publishedDocuments = async <Base, Of>(
  table: Table,
  { publishedPartition, publishedFrom }: DocumentPlaces<Base, Of>,
): Promise<readonly unknown[]> => {
  const items = await queryAll(table, publishedPartition);
  return items.map((item): unknown => JSON.parse(publishedFrom(item).document));
};

export const readOnceADay = <Book>(freshBook: () => Promise<Book>): PublishedBook<Book> => {
  let kept: { readonly day: Day; readonly book: Promise<Book> } | undefined;
  return {
    freshBook,
    book(now) {
      const day = londonDay(now);
      if (kept?.day !== day) {
        const book = freshBook();
        kept = { day, book };
        // A read that failed is not kept, or it would fail for the rest of the day.
        book.catch(() => {
          kept = undefined;
        });
      }
      return kept.book;
    },
  };
};
