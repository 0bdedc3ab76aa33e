import type { SchemeCode } from "../domain/scheme/scheme.ts";
import { readItem, type Table, writeItem } from "./items.ts";
import { draftsPartition, publicationKey, publishedKey, publishedPartition, schemeDraftKey } from "./keys.ts";
import {
  type DocumentDraft,
  type DocumentDrafts,
  type DocumentPlaces,
  dynamoDocumentDrafts,
  type PublicationOf,
} from "./published-documents.ts";

type Base = { readonly scheme: SchemeCode; readonly version: number };
type Version = { readonly code: SchemeCode; readonly version: number };

/** A version of a scheme that is being written. */
export type SchemeDraft = DocumentDraft<Base>;
export type Publication = PublicationOf<Version>;
export type SchemeDrafts = DocumentDrafts<Base, Version>;

export const schemePlaces: DocumentPlaces<Base, Version> = {
  draftsPartition,
  draftKey: schemeDraftKey,
  draftItem: (draft) => writeItem("schemeDraft", schemeDraftKey(draft.draftId), draft),
  draftFrom: (item) => readItem("schemeDraft", item),
  publishedPartition,
  publishedItem: (publication) => writeItem("publishedScheme", publishedKey(publication.code, publication.version), publication),
  publishedFrom: (item) => readItem("publishedScheme", item),
  numberItem: ({ number, code, version }) => writeItem("publication", publicationKey(number), { code, version }),
};

export const dynamoSchemeDrafts = (table: Table): SchemeDrafts => dynamoDocumentDrafts(table, schemePlaces);
