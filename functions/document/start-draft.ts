import { createHash } from "node:crypto";
import type { DocumentProblem } from "../../shared/domain/document/document-problem.ts";
import { caseIdFrom } from "../../shared/domain/ids.ts";
import { actorOf, type Principal } from "../../shared/domain/principal.ts";
import type { DocumentDraft } from "../../shared/store/published-documents.ts";
import type { DraftPorts } from "./draft-ports.ts";

export type DraftToStart<Base> = {
  readonly document: unknown;
  readonly base?: Base;
  /** The sender's own id of this start: sent again, it finds the draft that it made. */
  readonly sendingId: string;
  readonly by: Principal;
  readonly now: Date;
};

/** In order of precedence. */
export type StartOutcome<Base> =
  | { readonly kind: "started"; readonly draft: DocumentDraft<Base> }
  | { readonly kind: "otherDraftUnderThisId" }
  | { readonly kind: "problems"; readonly problems: readonly DocumentProblem[] };

const sha256 = (text: string) => createHash("sha256").update(text);

/** One sending makes one draft: its id comes from who sent it and how they named the sending. */
const draftIdFor = ({ id }: Principal, sendingId: string): string => caseIdFrom(sha256(JSON.stringify([id, sendingId])).digest());

/** Starts a draft with a whole document. A document with problems starts none, so a draft always reads. */
export const startDraft = async <Base, Of, D>(
  { document, base, sendingId, by, now }: DraftToStart<Base>,
  { drafts, check }: DraftPorts<Base, Of, D>,
): Promise<StartOutcome<Base>> => {
  const draftId = draftIdFor(by, sendingId);
  const startedFrom = sha256(JSON.stringify(document)).digest("hex");
  const metAgain = (draft: DocumentDraft<Base>): StartOutcome<Base> =>
    draft.startedFrom === startedFrom ? { kind: "started", draft } : { kind: "otherDraftUnderThisId" };

  const earlier = await drafts.find(draftId);
  if (earlier) return metAgain(earlier);
  const checked = await check(document, now);
  if (checked.kind === "problems") return checked;

  const actor = actorOf(by);
  const draft: DocumentDraft<Base> = {
    draftId,
    version: 1,
    document: JSON.stringify(checked.document),
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
