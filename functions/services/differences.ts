import { compareDirectories, type DirectoryChange, directoryParts } from "../../shared/domain/directory/compare-directories.ts";
import type { Directory } from "../../shared/domain/directory/directory.ts";
import { type DirectoryBook, directoryAt, newestDirectory } from "../../shared/domain/directory/directory-book.ts";
import type { DirectoryDraft } from "../../shared/store/directories.ts";
import { directoryIn } from "./directory-ports.ts";
import { versionTitle } from "./version-page.ts";

export type Difference = { readonly from: Directory; readonly changes: readonly DirectoryChange[] };

/** Changes from the version in force; and from a published version that is to come, because the draft takes over from that. */
export const differencesOf = (draft: DirectoryDraft, book: DirectoryBook, now: Date): readonly Difference[] => {
  const inForce = directoryAt(book, now);
  const newest = newestDirectory(book);
  return [inForce, ...(newest.version === inForce.version ? [] : [newest])].map((from) => ({
    from,
    changes: compareDirectories(from, directoryIn(draft)),
  }));
};

/** The changes in the order of the document, under the titles of its parts. */
export const differenceView = ({ from, changes }: Difference, book: DirectoryBook, now: Date) => ({
  title: versionTitle(from, book, now),
  parts: [...Map.groupBy(changes, ({ part }) => part)].map(([part, of]) => ({
    title: directoryParts[part],
    sentences: of.map(({ sentence }) => sentence),
  })),
});
