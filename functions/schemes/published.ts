import { type DirectoryBook, serviceNamesIn } from "../../shared/domain/directory/directory-book.ts";
import type { SchemeBook } from "../../shared/domain/scheme/scheme-book.ts";
import type { Offers } from "../../shared/domain/scheme-draft/field.ts";
import type { Directories } from "../../shared/store/directories.ts";
import type { SchemeDrafts } from "../../shared/store/scheme-drafts.ts";
import type { Schemes } from "../../shared/store/schemes.ts";
import { checkDocument } from "./check-document.ts";

/** What a scheme is read and checked beside: every version of every scheme, and of the directory of services. */
export type Published = { readonly book: SchemeBook; readonly directories: DirectoryBook };

/** The services that a scheme can name, and those that it could once. */
export const offersIn = ({ directories }: Pick<Published, "directories">): Offers => serviceNamesIn(directories);

export type SchemeStores = {
  readonly drafts: SchemeDrafts;
  readonly schemes: Pick<Schemes, "freshBook">;
  readonly directories: Pick<Directories, "freshBook">;
};

/** Read anew each time: what was published a moment ago is what people come to see. */
export const readPublished = async ({ schemes, directories }: Omit<SchemeStores, "drafts">): Promise<Published> => {
  const [book, services] = await Promise.all([schemes.freshBook(), directories.freshBook()]);
  return { book, directories: services };
};

/** What the steps of a draft need to know of schemes. */
export const schemePorts = (stores: SchemeStores) => ({
  ...stores,
  check: async (document: unknown, now: Date) => checkDocument(document, await readPublished(stores), now),
  versionOf: ({ code, version }: { readonly code: string; readonly version: number }) => ({ code, version }),
});
export type SchemePorts = ReturnType<typeof schemePorts>;
