import type { DocumentProblem } from "../../shared/domain/document/document-problem.ts";
import { actorOf } from "../../shared/domain/principal.ts";
import { pointerOf } from "../../shared/http/field-errors.ts";
import type { DocumentDraft, PublicationOf } from "../../shared/store/published-documents.ts";

/** A draft as the API gives it. The whole document goes both ways as it is stored. */
export const draftReply = <Base>({ draftId, version, document, base, startedBy, editors, changedAt, changedBy }: DocumentDraft<Base>) => ({
  draftId,
  version,
  document: JSON.parse(document) as unknown,
  ...(base && { base }),
  startedBy: actorOf(startedBy),
  editors: editors.map(actorOf),
  changedAt,
  changedBy: actorOf(changedBy),
});

export const publicationReply = ({ draftId, editors, publishedAt, publishedBy }: PublicationOf<unknown>) => ({
  draftId,
  editors: editors.map(actorOf),
  publishedAt,
  publishedBy: actorOf(publishedBy),
});

export const problemsReply = (problems: readonly DocumentProblem[]) =>
  problems.map(({ place, message }) => ({ pointer: pointerOf(place), detail: message }));
