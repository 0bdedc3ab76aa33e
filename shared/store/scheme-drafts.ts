import type { SchemeCode } from "../domain/scheme/scheme.ts";
import type { Table } from "./items.ts";
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

export const schemePlaces: DocumentPlaces<Version> = {
  draftKind: "schemeDraft",
  draftsPartition,
  draftKey: schemeDraftKey,
  publishedKind: "publishedScheme",
  publishedPartition,
  publishedKey: ({ code, version }) => publishedKey(code, version),
  publicationKey,
  nameOf: ({ code, version }) => ({ code, version }),
};

export const dynamoSchemeDrafts = (table: Table): SchemeDrafts => dynamoDocumentDrafts(table, schemePlaces);
