import type { Directory } from "../../shared/domain/directory/directory.ts";
import type { DirectoryBook } from "../../shared/domain/directory/directory-book.ts";
import { directoryProblemsInBook, readDirectory, readKeptDirectory } from "../../shared/domain/directory/read-directory.ts";
import type { DocumentProblem } from "../../shared/domain/document/document-problem.ts";
import { Fault } from "../../shared/fault.ts";
import type { Directories, DirectoryDraft, DirectoryDrafts } from "../../shared/store/directories.ts";
import type { CheckedDocument } from "../document/draft-ports.ts";

export type DirectoryStores = { readonly drafts: DirectoryDrafts; readonly directories: Pick<Directories, "freshBook"> };

/** An item of the store has 400 KB; the rest is room for the other attributes of a draft. */
const mostBytes = 350_000;

/** Checks a document by itself, and then beside everything published. A draft passes both each time it is saved. */
const checkDocument = (document: unknown, book: DirectoryBook, now: Date): CheckedDocument<Directory> => {
  const read = readDirectory(document);
  if (read.kind === "problems") return read;
  const isTooLong = Buffer.byteLength(JSON.stringify(read.document)) > mostBytes;
  const problems = [
    ...(isTooLong ? [{ place: [], message: "The whole directory is too long to keep. Shorten its words" }] : []),
    ...directoryProblemsInBook(read.document, book, now),
  ];
  return problems.length > 0 ? { kind: "problems", problems } : read;
};

/** Problems of a saved draft: time has passed since, or somebody published another version. */
export const problemsOf = ({ document }: DirectoryDraft, book: DirectoryBook, now: Date): readonly DocumentProblem[] => {
  const checked = checkDocument(JSON.parse(document), book, now);
  return checked.kind === "problems" ? checked.problems : [];
};

export const directoryPorts = (stores: DirectoryStores) => ({
  ...stores,
  check: async (document: unknown, now: Date) => checkDocument(document, await stores.directories.freshBook(), now),
  publishing: { on: "directoryDraft", did: "editService", does: "publishDirectory" } as const,
  versionOf: ({ version }: { readonly version: number }) => ({ version }),
});
export type DirectoryPorts = ReturnType<typeof directoryPorts>;

/** The directory of a draft. Every save checks that the document reads, so one that does not is our fault. */
export const directoryIn = ({ document }: Pick<DirectoryDraft, "document">): Directory => {
  const read = readKeptDirectory(JSON.parse(document));
  if (read.kind === "problems") throw new Fault("itemUnreadable");
  return read.document;
};
