import { actorOf, type Principal } from "../../shared/domain/principal.ts";
import type { DocumentProblem } from "../../shared/domain/scheme/document-problem.ts";
import type { SchemeDraft, SchemeDrafts } from "../../shared/store/scheme-drafts.ts";
import type { Schemes } from "../../shared/store/schemes.ts";
import { checkDocument } from "./check-document.ts";
import { documentHash, draftIdFor } from "./draft-document.ts";

export type DraftToStart = {
  readonly document: unknown;
  readonly base?: SchemeDraft["base"];
  /** The sender's own name for this start: the same one sent again finds the draft that it made. */
  readonly sendingId: string;
  readonly by: Principal;
  readonly now: Date;
};

/** In order of precedence. */
export type StartOutcome =
  | { readonly kind: "started"; readonly draft: SchemeDraft }
  | { readonly kind: "otherDraftUnderThisId" }
  | { readonly kind: "problems"; readonly problems: readonly DocumentProblem[] };

export type StartDraftPorts = { readonly drafts: Pick<SchemeDrafts, "start" | "find">; readonly schemes: Pick<Schemes, "freshBook"> };

/** Starts a draft with a whole document. Whatever does not hold is refused here, so that a draft always reads. */
export const startDraft = async (
  { document, base, sendingId, by, now }: DraftToStart,
  { drafts, schemes }: StartDraftPorts,
): Promise<StartOutcome> => {
  const draftId = draftIdFor(by, sendingId);
  const startedFrom = documentHash(document);
  const metAgain = (draft: SchemeDraft): StartOutcome =>
    draft.startedFrom === startedFrom ? { kind: "started", draft } : { kind: "otherDraftUnderThisId" };

  const earlier = await drafts.find(draftId);
  if (earlier) return metAgain(earlier);
  const checked = checkDocument(document, await schemes.freshBook(), now);
  if (checked.kind === "problems") return checked;

  const actor = actorOf(by);
  const draft: SchemeDraft = {
    draftId,
    version: 1,
    document: JSON.stringify(checked.scheme),
    startedFrom,
    ...(base && { base }),
    startedBy: actor,
    editors: [actor],
    changedAt: now.toISOString(),
    changedBy: actor,
  };
  const started = await drafts.start(draft);
  return started.kind === "started" ? { kind: "started", draft } : metAgain(started.draft);
};
