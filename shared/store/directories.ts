import type { DirectoryBook } from "../domain/directory/directory-book.ts";
import { readKeptDirectory } from "../domain/directory/read-directory.ts";
import { shippedDirectory } from "../domain/directory/shipped-directory.ts";
import { Fault } from "../fault.ts";
import type { Table } from "./items.ts";
import {
  directoryDraftKey,
  directoryDraftsPartition,
  directoryPublicationKey,
  publishedDirectoriesPartition,
  publishedDirectoryKey,
} from "./keys.ts";
import {
  type DocumentDraft,
  type DocumentDrafts,
  type DocumentPlaces,
  dynamoDocumentDrafts,
  type PublicationOf,
  type PublishedBook,
  publishedDocuments,
  readOnceADay,
} from "./published-documents.ts";

type Version = { readonly version: number };

/** A version of the directory of services that is being written. */
export type DirectoryDraft = DocumentDraft<Version>;
export type DirectoryPublication = PublicationOf<Version>;
export type DirectoryDrafts = DocumentDrafts<Version, Version>;
export type Directories = PublishedBook<DirectoryBook>;

const directoryPlaces: DocumentPlaces<Version> = {
  draftKind: "directoryDraft",
  draftsPartition: directoryDraftsPartition,
  draftKey: directoryDraftKey,
  publishedKind: "publishedDirectory",
  publishedPartition: publishedDirectoriesPartition,
  publishedKey: ({ version }) => publishedDirectoryKey(version),
  publicationKey: directoryPublicationKey,
  nameOf: ({ version }) => ({ version }),
};

export const dynamoDirectoryDrafts = (table: Table): DirectoryDrafts => dynamoDocumentDrafts(table, directoryPlaces);

/** The directory that the product ships with, and each version that the council has published since. */
export const dynamoDirectories = (table: Table): Directories =>
  readOnceADay(async () => {
    const published = (await publishedDocuments(table, directoryPlaces)).map((document) => {
      const read = readKeptDirectory(document);
      if (read.kind === "problems") throw new Fault("itemUnreadable");
      return read.document;
    });
    return [shippedDirectory, ...published.toSorted((a, b) => a.version - b.version)];
  });
