import { actorOf, type Principal } from "../../shared/domain/principal.ts";
import type { DocumentProblem } from "../../shared/domain/scheme/document-problem.ts";
import type { Publication, SchemeDraft, SchemeDrafts } from "../../shared/store/scheme-drafts.ts";
import type { Schemes } from "../../shared/store/schemes.ts";
import { checkDocument } from "./check-document.ts";

export type DraftToPublish = {
  readonly draftId: string;
  /** The version of the draft that was read before publishing it. */
  readonly seen: number;
  readonly by: Principal;
  readonly now: Date;
};

/** In order of precedence. */
export type PublishOutcome =
  | { readonly kind: "published"; readonly publication: Publication }
  | { readonly kind: "notFound" }
  | { readonly kind: "editedByYou"; readonly now: SchemeDraft }
  | { readonly kind: "stale"; readonly now: SchemeDraft }
  | { readonly kind: "problems"; readonly problems: readonly DocumentProblem[] };

export type PublishDraftPorts = {
  readonly drafts: Pick<SchemeDrafts, "find" | "publish" | "publications">;
  readonly schemes: Pick<Schemes, "freshBook">;
};

/** Nobody publishes what they had a hand in, whatever else they may do. */
export const hasEdited = ({ editors }: Pick<SchemeDraft, "editors">, { id }: Pick<Principal, "id">): boolean =>
  editors.some((editor) => editor.id === id);

/** Publishes a draft as it was seen, by somebody who has not edited it. From then on nobody can change it. */
export const publishDraft = async (
  { draftId, seen, by, now }: DraftToPublish,
  { drafts, schemes }: PublishDraftPorts,
): Promise<PublishOutcome> => {
  const draft = await drafts.find(draftId);
  if (!draft) return publishedEarlier(draftId, by, drafts);
  if (hasEdited(draft, by)) return { kind: "editedByYou", now: draft };
  if (draft.version !== seen) return { kind: "stale", now: draft };
  // Counted before the book is read: whatever is published after that takes the number away.
  const number = (await drafts.publications()).length + 1;
  // Time has passed and others may have published since the draft was saved.
  const checked = checkDocument(JSON.parse(draft.document), await schemes.freshBook(), now);
  if (checked.kind === "problems") {
    // The same sending may have published it since the draft was found, and then its own version is what stands in the way.
    const earlier = await publishedEarlier(draftId, by, drafts);
    return earlier.kind === "published" ? earlier : checked;
  }

  const { code, version } = checked.scheme;
  const { document, editors } = draft;
  const publication: Publication = {
    code,
    version,
    document,
    number,
    draftId,
    editors,
    publishedAt: now.toISOString(),
    publishedBy: actorOf(by),
  };
  const published = await drafts.publish(draft, publication);
  switch (published.kind) {
    case "published":
      return { kind: "published", publication };
    case "overtaken":
      return publishDraft({ draftId, seen, by, now }, { drafts, schemes });
    case "stale":
      return published.now ? { kind: "stale", now: published.now } : publishedEarlier(draftId, by, drafts);
  }
};

/** A draft that is gone may have been published by this very sending, whose answer was lost. */
const publishedEarlier = async (
  draftId: string,
  by: Principal,
  { publications }: Pick<SchemeDrafts, "publications">,
): Promise<PublishOutcome> => {
  const publication = (await publications()).find((each) => each.draftId === draftId);
  return publication?.publishedBy.id === by.id ? { kind: "published", publication } : { kind: "notFound" };
};
