import type { DocumentProblem } from "../../shared/domain/document/document-problem.ts";
import { actorOf, type Principal } from "../../shared/domain/principal.ts";
import type { DocumentDraft } from "../../shared/store/published-documents.ts";
import type { DraftPorts } from "./draft-ports.ts";
import { findDraft } from "./find-draft.ts";

export type DraftChange = {
  readonly draftId: string;
  /** The version of the draft that the editor saw. */
  readonly seen: number;
  readonly document: unknown;
  readonly by: Principal;
  readonly now: Date;
};

/** In order of precedence. */
export type ChangeOutcome<Base> =
  | { readonly kind: "changed"; readonly draft: DocumentDraft<Base> }
  | { readonly kind: "notFound" }
  | { readonly kind: "stale"; readonly now: DocumentDraft<Base> }
  | { readonly kind: "problems"; readonly problems: readonly DocumentProblem[] };

/** Puts a whole document in the place of a draft's, as it was seen. Saving without a change makes nobody an editor. */
export const changeDraft = async <Base, Of, D>(
  { draftId, seen, document, by, now }: DraftChange,
  { drafts, check }: DraftPorts<Base, Of, D>,
): Promise<ChangeOutcome<Base>> => {
  const before = await findDraft(draftId, drafts);
  if (!before) return { kind: "notFound" };
  const checked = await check(document, now);
  const text = checked.kind === "document" ? JSON.stringify(checked.document) : undefined;

  // A retry finds its own change done.
  const metAgain = (there: DocumentDraft<Base>): ChangeOutcome<Base> =>
    there.document === text && there.version === seen + 1 && there.changedBy.id === by.id
      ? { kind: "changed", draft: there }
      : { kind: "stale", now: there };
  if (before.version !== seen) return metAgain(before);
  if (checked.kind === "problems") return checked;
  if (before.document === text) return { kind: "changed", draft: before };

  const actor = actorOf(by);
  const draft: DocumentDraft<Base> = {
    ...before,
    version: seen + 1,
    document: JSON.stringify(checked.document),
    editors: before.editors.some(({ id }) => id === by.id) ? before.editors : [...before.editors, actor],
    changedAt: now.toISOString(),
    changedBy: actor,
  };
  const replaced = await drafts.replace(draft);
  if (replaced.kind === "replaced") return { kind: "changed", draft };
  return replaced.now ? metAgain(replaced.now) : { kind: "notFound" };
};
