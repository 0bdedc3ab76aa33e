import type { DocumentProblem } from "../../shared/domain/document/document-problem.ts";
import { actorOf, type Principal } from "../../shared/domain/principal.ts";
import type { DocumentDraft, DocumentDrafts, PublicationOf } from "../../shared/store/published-documents.ts";
import type { DraftPorts } from "./draft-ports.ts";

export type DraftToPublish = {
  readonly draftId: string;
  /** The version of the draft that was read before publishing it. */
  readonly seen: number;
  readonly by: Principal;
  readonly now: Date;
};

/** In order of precedence. */
export type PublishOutcome<Base, Of> =
  | { readonly kind: "published"; readonly publication: PublicationOf<Of> }
  | { readonly kind: "notFound" }
  | { readonly kind: "editedByYou"; readonly now: DocumentDraft<Base> }
  | { readonly kind: "stale"; readonly now: DocumentDraft<Base> }
  | { readonly kind: "problems"; readonly problems: readonly DocumentProblem[] };

/** Nobody publishes what they had a hand in, whatever else they may do. */
export const hasEdited = ({ editors }: Pick<DocumentDraft<unknown>, "editors">, { id }: Pick<Principal, "id">): boolean =>
  editors.some((editor) => editor.id === id);

/** Publishes a draft as it was seen, by somebody who has not edited it. From then on nobody can change it. */
export const publishDraft = async <Base, Of, D>(
  { draftId, seen, by, now }: DraftToPublish,
  ports: DraftPorts<Base, Of, D>,
): Promise<PublishOutcome<Base, Of>> => {
  const { drafts, check, versionOf } = ports;
  const draft = await drafts.find(draftId);
  if (!draft) return publishedEarlier(draftId, by, drafts);
  if (hasEdited(draft, by)) return { kind: "editedByYou", now: draft };
  if (draft.version !== seen) return { kind: "stale", now: draft };
  // Counted before the book is read: whatever is published after that takes the number away.
  const number = (await drafts.publications()).length + 1;
  // Time has passed and others may have published since the draft was saved.
  const checked = await check(JSON.parse(draft.document), now);
  if (checked.kind === "problems") {
    // The same sending may have published it since the draft was found, and then its own version is what stands in the way.
    const earlier = await publishedEarlier(draftId, by, drafts);
    return earlier.kind === "published" ? earlier : checked;
  }

  const { document, editors } = draft;
  const publication: PublicationOf<Of> = {
    ...versionOf(checked.document),
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
      return publishDraft({ draftId, seen, by, now }, ports);
    case "stale":
      return published.now ? { kind: "stale", now: published.now } : publishedEarlier(draftId, by, drafts);
  }
};

/** A draft that is gone may have been published by this very sending, whose answer was lost. */
const publishedEarlier = async <Base, Of>(
  draftId: string,
  by: Principal,
  { publications }: Pick<DocumentDrafts<Base, Of>, "publications">,
): Promise<PublishOutcome<Base, Of>> => {
  const publication = (await publications()).find((each) => each.draftId === draftId);
  return publication?.publishedBy.id === by.id ? { kind: "published", publication } : { kind: "notFound" };
};
