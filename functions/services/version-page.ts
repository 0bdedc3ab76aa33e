import { randomUUID } from "node:crypto";
import { type Day, formatDay, londonDay } from "../../shared/domain/dates.ts";
import type { Directory } from "../../shared/domain/directory/directory.ts";
import { type DirectoryBook, directoryOn } from "../../shared/domain/directory/directory-book.ts";
import type { Principal } from "../../shared/domain/principal.ts";
import { page, type Reply } from "../../shared/http/reply.ts";
import type { Link } from "../../shared/pages/views.ts";
import type { DirectoryDraft, DirectoryPublication } from "../../shared/store/directories.ts";
import { mayChange } from "../document/publish-draft.ts";
import { directoryIn } from "./directory-ports.ts";
import { directoryInWords } from "./directory-words.ts";
import { draftPath, versionPath } from "./service-paths.ts";

type VersionPageShown = {
  readonly book: DirectoryBook;
  readonly drafts: readonly DirectoryDraft[];
  readonly publications: readonly DirectoryPublication[];
  readonly now: Date;
  readonly principal: Principal;
};

type VersionPageView = {
  readonly directory: ReturnType<typeof directoryInWords>;
  readonly state: { readonly text: string; readonly colour: string };
  readonly publication?: DirectoryPublication;
  readonly others: readonly Link[];
  readonly drafts: readonly (Pick<DirectoryDraft, "changedAt" | "changedBy"> & {
    readonly version: number;
    readonly startsOn: Day;
    readonly href: string;
  })[];
  readonly mayChange: boolean;
  readonly startId: string;
};

declare module "../../shared/pages/views.ts" {
  interface Templates {
    "services/services.njk": VersionPageView;
  }
}

const states = {
  inForce: { text: "In force", colour: "green" },
  toCome: { text: "To come", colour: "blue" },
  replaced: { text: "Replaced", colour: "grey" },
} as const;

const stateOf = (directory: Directory, book: DirectoryBook, now: Date): keyof typeof states => {
  const today = londonDay(now);
  if (directory.startsOn > today) return "toCome";
  return directoryOn(book, today).version === directory.version ? "inForce" : "replaced";
};

export const versionTitle = (directory: Directory, book: DirectoryBook, now: Date): string =>
  `version ${directory.version} (${states[stateOf(directory, book, now)].text.toLowerCase()})`;

/** One published version of the directory, whole and in words, beside the other versions and the drafts in work. */
export const versionPage = (directory: Directory, { book, drafts, publications, now, principal }: VersionPageShown): Reply =>
  page("services/services.njk", {
    directory: directoryInWords(directory),
    state: states[stateOf(directory, book, now)],
    publication: publications.find(({ version }) => version === directory.version),
    others: book
      .filter(({ version }) => version !== directory.version)
      .map((other) => ({ text: `Version ${other.version}, from ${formatDay(other.startsOn)}`, href: versionPath(other) })),
    drafts: drafts.map((draft) => {
      const { version, startsOn } = directoryIn(draft);
      const { draftId, changedAt, changedBy } = draft;
      return { version, startsOn, changedAt, changedBy, href: draftPath(draftId) };
    }),
    mayChange: mayChange(principal),
    startId: randomUUID(),
  });
