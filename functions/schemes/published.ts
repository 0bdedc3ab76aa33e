import { serviceNamesIn } from "../../shared/domain/directory/directory-book.ts";
import type { Offers } from "../../shared/domain/scheme-draft/field.ts";
import type { Directories } from "../../shared/store/directories.ts";
import type { SchemeDrafts } from "../../shared/store/scheme-drafts.ts";
import type { Schemes } from "../../shared/store/schemes.ts";
import { checkDocument, type Published } from "./check-document.ts";

/** The services that a scheme can name now, or could once. */
export const offersIn = ({ directories }: Pick<Published, "directories">): Offers => serviceNamesIn(directories);

export type SchemeStores = {
  readonly drafts: SchemeDrafts;
  readonly schemes: Pick<Schemes, "freshBook">;
  readonly directories: Pick<Directories, "freshBook">;
};

/** Reads anew each time, so that people see what somebody published a moment ago. */
export const readPublished = async ({ schemes, directories }: Omit<SchemeStores, "drafts">): Promise<Published> => {
  const [book, services] = await Promise.all([schemes.freshBook(), directories.freshBook()]);
  return { book, directories: services };
};

export const schemePorts = (stores: SchemeStores) => ({
  ...stores,
  check: async (document: unknown, now: Date) => checkDocument(document, await readPublished(stores), now),
  publishing: { on: "schemeDraft", did: "editSection", does: "publishDraft" } as const,
  versionOf: ({ code, version }: { readonly code: string; readonly version: number }) => ({ code, version }),
});
export type SchemePorts = ReturnType<typeof schemePorts>;
