import type { SchemeDraft, SchemeDrafts } from "../../shared/store/scheme-drafts.ts";

export type DiscardOutcome =
  | { readonly kind: "discarded" }
  | { readonly kind: "notFound" }
  | { readonly kind: "stale"; readonly now: SchemeDraft };

/** Throws a draft away as it was seen: what somebody added meanwhile is not thrown away unread. */
export const discardDraft = async (
  seen: Pick<SchemeDraft, "draftId" | "version">,
  { drafts }: { readonly drafts: Pick<SchemeDrafts, "discard"> },
): Promise<DiscardOutcome> => {
  const discarded = await drafts.discard(seen);
  if (discarded.kind === "discarded") return discarded;
  return discarded.now ? { kind: "stale", now: discarded.now } : { kind: "notFound" };
};
