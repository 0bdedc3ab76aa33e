import type { DocumentProblem } from "../../shared/domain/document/document-problem.ts";
import { actorOf, type Principal } from "../../shared/domain/principal.ts";
import { type Part, partAgainst } from "../../shared/domain/separation.ts";
import type { DocumentDraft, DocumentDrafts, PublicationOf } from "../../shared/store/published-documents.ts";
import { acts } from "../../shared/system.ts";
import type { DraftPorts } from "./draft-ports.ts";
import { findDraft } from "./find-draft.ts";

export type DraftToPublish = {
  readonly draftId: string;
  /** The version of the draft that the publisher read. */
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

/** Others read documents and drafts, and see no buttons that they may not press. */
export const mayChange = ({ roles }: Pick<Principal, "roles">): boolean => acts.publishDraft.who.some((role) => roles.includes(role));

/** Pages ask before somebody becomes an editor, who then does not publish the draft. */
export const hasEdited = ({ editors }: Pick<DocumentDraft<unknown>, "editors">, { id }: Pick<Principal, "id">): boolean =>
  editors.some((editor) => editor.id === id);

/** Publishes a draft as it was seen, by somebody who has not edited it. Nobody can change a published version. */
export const publishDraft = async <Base, Of, D>(
  { draftId, seen, by, now }: DraftToPublish,
  ports: DraftPorts<Base, Of, D>,
): Promise<PublishOutcome<Base, Of>> => {
  const { drafts, check, versionOf, publishing } = ports;
  const draft = await findDraft(draftId, drafts);
  if (!draft) return publishedEarlier(draftId, by, drafts);
  // Every editor of the draft counts, not only the person who began it.
  const parts = draft.editors.map(({ id }): Part => ({ did: publishing.did, by: id }));
  if (partAgainst(publishing.on, publishing.does, by, parts)) return { kind: "editedByYou", now: draft };
  if (draft.version !== seen) return { kind: "stale", now: draft };
  // Count before the check reads the book: a publication in between takes this number, and the write below then fails.
  const number = (await drafts.publications()).length + 1;
  // Check again: since the save, time has passed and others may have published.
  const checked = await check(JSON.parse(draft.document), now);
  if (checked.kind === "problems") {
    // A retry may have published it since this one found the draft; then its own version stands in the way.
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

/** A retry after a lost answer finds no draft, because the first attempt published it. */
const publishedEarlier = async <Base, Of>(
  draftId: string,
  by: Principal,
  { publications }: Pick<DocumentDrafts<Base, Of>, "publications">,
): Promise<PublishOutcome<Base, Of>> => {
  const publication = (await publications()).find((each) => each.draftId === draftId);
  return publication?.publishedBy.id === by.id ? { kind: "published", publication } : { kind: "notFound" };
};
