import type { Scheme } from "../../shared/domain/scheme/scheme.ts";
import type { Publication, SchemeDraft } from "../../shared/store/scheme-drafts.ts";
import { draftReply, problemsReply, publicationReply } from "../document/draft-reply.ts";
import type { Published } from "./check-document.ts";
import { problemsOf } from "./check-document.ts";
import { differencesOf } from "./differences.ts";

/** A draft with what stands against publishing it, and what it changes. */
export const wholeDraftReply = (draft: SchemeDraft, published: Published, now: Date) => ({
  ...draftReply(draft),
  problems: problemsReply(problemsOf(draft, published, now)),
  differences: differencesOf(draft, published, now).map(({ from, changes }) => ({
    scheme: from.code,
    version: from.version,
    changes: changes.map(({ section, sentence }) => ({ section, sentence })),
  })),
});

export const publishedVersion = ({ code, version }: Pick<Publication, "code" | "version">) => ({ scheme: code, version });

/** A published version, and its publication unless the product ships with the version. */
export const versionReply = (scheme: Scheme, publications: readonly Publication[]) => {
  const publication = publications.find(({ code, version }) => code === scheme.code && version === scheme.version);
  return { document: scheme, ...(publication && { publication: { ...publishedVersion(publication), ...publicationReply(publication) } }) };
};
