import { actorOf, type Principal } from "../../shared/domain/principal.ts";
import type { DocumentProblem } from "../../shared/domain/scheme/document-problem.ts";
import type { SchemeDraft, SchemeDrafts } from "../../shared/store/scheme-drafts.ts";
import type { Schemes } from "../../shared/store/schemes.ts";
import { checkDocument } from "./check-document.ts";

export type DraftChange = {
  readonly draftId: string;
  /** The version of the draft that was looked at while the change was made. */
  readonly seen: number;
  readonly document: unknown;
  readonly by: Principal;
  readonly now: Date;
};

/** In order of precedence. */
export type ChangeOutcome =
  | { readonly kind: "changed"; readonly draft: SchemeDraft }
  | { readonly kind: "notFound" }
  | { readonly kind: "stale"; readonly now: SchemeDraft }
  | { readonly kind: "problems"; readonly problems: readonly DocumentProblem[] };

export type ChangeDraftPorts = { readonly drafts: Pick<SchemeDrafts, "find" | "replace">; readonly schemes: Pick<Schemes, "freshBook"> };

/** Puts a whole document in the place of a draft's, as it was seen. What changes nothing makes nobody an editor. */
export const changeDraft = async (
  { draftId, seen, document, by, now }: DraftChange,
  { drafts, schemes }: ChangeDraftPorts,
): Promise<ChangeOutcome> => {
  const before = await drafts.find(draftId);
  if (!before) return { kind: "notFound" };
  const checked = checkDocument(document, await schemes.freshBook(), now);
  const text = checked.kind === "scheme" ? JSON.stringify(checked.scheme) : undefined;

  // The same change sent again finds itself done.
  const metAgain = (there: SchemeDraft): ChangeOutcome =>
    there.document === text && there.version === seen + 1 && there.changedBy.id === by.id
      ? { kind: "changed", draft: there }
      : { kind: "stale", now: there };
  if (before.version !== seen) return metAgain(before);
  if (checked.kind === "problems") return checked;
  if (before.document === text) return { kind: "changed", draft: before };

  const actor = actorOf(by);
  const draft: SchemeDraft = {
    ...before,
    version: seen + 1,
    document: JSON.stringify(checked.scheme),
    editors: before.editors.some(({ id }) => id === by.id) ? before.editors : [...before.editors, actor],
    changedAt: now.toISOString(),
    changedBy: actor,
  };
  const replaced = await drafts.replace(draft);
  if (replaced.kind === "replaced") return { kind: "changed", draft };
  return replaced.now ? metAgain(replaced.now) : { kind: "notFound" };
};
