import type { Directory } from "../../shared/domain/directory/directory.ts";
import type { DirectoryBook } from "../../shared/domain/directory/directory-book.ts";
import { json, type Reply } from "../../shared/http/reply.ts";
import type { DirectoryDraft, DirectoryPublication } from "../../shared/store/directories.ts";
import { draftView, problemsView, publicationView } from "../document/draft-replies.ts";
import { differencesOf } from "./differences.ts";
import { problemsOf } from "./directory-ports.ts";

export const draftReply = (draft: DirectoryDraft, book: DirectoryBook, now: Date): Reply =>
  json({
    ...draftView(draft),
    problems: problemsView(problemsOf(draft, book, now)),
    differences: differencesOf(draft, book, now).map(({ from, changes }) => ({
      version: from.version,
      changes: changes.map(({ part, sentence }) => ({ part, sentence })),
    })),
  });

export const publishedVersion = ({ version }: Pick<DirectoryPublication, "version">) => ({ version });

/** A published version, and how it came to be unless the product ships with it. */
export const versionReply = (directory: Directory, publications: readonly DirectoryPublication[]): Reply => {
  const publication = publications.find(({ version }) => version === directory.version);
  return json({
    document: directory,
    ...(publication && { publication: { ...publishedVersion(publication), ...publicationView(publication) } }),
  });
};
