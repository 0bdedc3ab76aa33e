import type { DirectoryBook } from "../domain/directory/directory-book.ts";
import { readKeptDirectory } from "../domain/directory/read-directory.ts";
import { shippedDirectory } from "../domain/directory/shipped-directory.ts";
import { readItem, type Table, writeItem } from "./items.ts";
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
import { unreadable } from "./unreadable.ts";

type Version = { readonly version: number };

/** A version of the directory of services that is being written. */
export type DirectoryDraft = DocumentDraft<Version>;
export type DirectoryPublication = PublicationOf<Version>;
export type DirectoryDrafts = DocumentDrafts<Version, Version>;
export type Directories = PublishedBook<DirectoryBook>;

const directoryPlaces: DocumentPlaces<Version, Version> = {
  draftsPartition: directoryDraftsPartition,
  draftKey: directoryDraftKey,
  draftItem: (draft) => writeItem("directoryDraft", directoryDraftKey(draft.draftId), draft),
  draftFrom: (item) => readItem("directoryDraft", item),
  publishedPartition: publishedDirectoriesPartition,
  publishedItem: (publication) => writeItem("publishedDirectory", publishedDirectoryKey(publication.version), publication),
  publishedFrom: (item) => readItem("publishedDirectory", item),
  numberItem: ({ number, version }) => writeItem("directoryPublication", directoryPublicationKey(number), { version }),
};

export const dynamoDirectoryDrafts = (table: Table): DirectoryDrafts => dynamoDocumentDrafts(table, directoryPlaces);

/** The directory that the product ships with, and each version that the council has published since. */
export const dynamoDirectories = (table: Table): Directories =>
  readOnceADay(async () => {
    const published = (await publishedDocuments(table, directoryPlaces)).map((document) => {
      const read = readKeptDirectory(document);
      if (read.kind === "problems") throw unreadable("publishedDirectory", "document");
      return read.document;
    });
    return [shippedDirectory, ...published.toSorted((a, b) => a.version - b.version)];
  });
