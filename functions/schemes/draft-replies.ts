import type { Scheme } from "../../shared/domain/scheme/scheme.ts";
import { json, type Reply } from "../../shared/http/reply.ts";
import type { Publication, SchemeDraft } from "../../shared/store/scheme-drafts.ts";
import { draftView, problemsView, publicationView } from "../document/draft-replies.ts";
import { problemsOf } from "./check-document.ts";
import { differencesOf } from "./differences.ts";
import type { Published } from "./published.ts";

export const draftReply = (draft: SchemeDraft, published: Published, now: Date): Reply =>
  json({
    ...draftView(draft),
    problems: problemsView(problemsOf(draft, published, now)),
    differences: differencesOf(draft, published, now).map(({ from, changes }) => ({
      scheme: from.code,
      version: from.version,
      changes: changes.map(({ section, sentence }) => ({ section, sentence })),
    })),
  });

export const publishedVersion = ({ code, version }: Publication) => ({ scheme: code, version });

/** A published version, and how it came to be unless the product ships with it. */
export const versionReply = (scheme: Scheme, publications: readonly Publication[]): Reply => {
  const publication = publications.find(({ code, version }) => code === scheme.code && version === scheme.version);
  return json({
    document: scheme,
    ...(publication && { publication: { ...publishedVersion(publication), ...publicationView(publication) } }),
  });
};
