import type { Directory } from "../../shared/domain/directory/directory.ts";
import type { DirectoryBook } from "../../shared/domain/directory/directory-book.ts";
import type { DirectoryDraft, DirectoryPublication } from "../../shared/store/directories.ts";
import { draftReply, problemsReply, publicationReply } from "../document/draft-reply.ts";
import { differencesOf } from "./differences.ts";
import { problemsOf } from "./directory-ports.ts";

/** A draft with what stands against publishing it, and what it changes. */
export const wholeDraftReply = (draft: DirectoryDraft, book: DirectoryBook, now: Date) => ({
  ...draftReply(draft),
  problems: problemsReply(problemsOf(draft, book, now)),
  differences: differencesOf(draft, book, now).map(({ from, changes }) => ({
    version: from.version,
    changes: changes.map(({ part, sentence }) => ({ part, sentence })),
  })),
});

export const publishedVersion = ({ version }: Pick<DirectoryPublication, "version">) => ({ version });

/** A published version, and its publication unless the product ships with the version. */
export const versionReply = (directory: Directory, publications: readonly DirectoryPublication[]) => {
  const publication = publications.find(({ version }) => version === directory.version);
  return {
    document: directory,
    ...(publication && { publication: { ...publishedVersion(publication), ...publicationReply(publication) } }),
  };
};
