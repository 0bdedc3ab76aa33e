import { isCaseId } from "../../shared/domain/ids.ts";
import type { DocumentDraft, DocumentDrafts, DraftSeen } from "../../shared/store/published-documents.ts";

export type DiscardOutcome<Base> =
  | { readonly kind: "discarded" }
  | { readonly kind: "notFound" }
  | { readonly kind: "stale"; readonly now: DocumentDraft<Base> };

/** Throws a draft away as it was seen, so that nobody throws away unread what another person added meanwhile. */
export const discardDraft = async <Base, Of>(
  seen: DraftSeen,
  { drafts }: { readonly drafts: Pick<DocumentDrafts<Base, Of>, "discard"> },
): Promise<DiscardOutcome<Base>> => {
  if (!isCaseId(seen.draftId)) return { kind: "notFound" };
  const discarded = await drafts.discard(seen);
  if (discarded.kind === "discarded") return discarded;
  return discarded.now ? { kind: "stale", now: discarded.now } : { kind: "notFound" };
};
