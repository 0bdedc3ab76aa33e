import type { DocumentDraft, DocumentDrafts, DraftSeen } from "../../shared/store/published-documents.ts";

export type DiscardOutcome<Base> =
  | { readonly kind: "discarded" }
  | { readonly kind: "notFound" }
  | { readonly kind: "stale"; readonly now: DocumentDraft<Base> };

/** Throws a draft away as it was seen: what somebody added meanwhile is not thrown away unread. */
export const discardDraft = async <Base, Of>(
  seen: DraftSeen,
  { drafts }: { readonly drafts: Pick<DocumentDrafts<Base, Of>, "discard"> },
): Promise<DiscardOutcome<Base>> => {
  const discarded = await drafts.discard(seen);
  if (discarded.kind === "discarded") return discarded;
  return discarded.now ? { kind: "stale", now: discarded.now } : { kind: "notFound" };
};
