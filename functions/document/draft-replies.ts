import type { DocumentProblem } from "../../shared/domain/document/document-problem.ts";
import { actorOf } from "../../shared/domain/principal.ts";
import { invalidRequest } from "../../shared/http/answer.ts";
import { pointerOf } from "../../shared/http/field-errors.ts";
import { json, problem, type Reply } from "../../shared/http/reply.ts";
import type { DocumentDraft, PublicationOf } from "../../shared/store/published-documents.ts";
import type { ChangeOutcome } from "./change-draft.ts";
import { changedMeanwhile, secondPersonWords } from "./draft-words.ts";
import type { PublishOutcome } from "./publish-draft.ts";
import type { StartOutcome } from "./start-draft.ts";

/** What the API answers with. The whole document goes both ways as it is stored. */

export const draftView = <Base>({ draftId, version, document, base, startedBy, editors, changedAt, changedBy }: DocumentDraft<Base>) => ({
  draftId,
  version,
  document: JSON.parse(document) as unknown,
  ...(base && { base }),
  startedBy: actorOf(startedBy),
  editors: editors.map(actorOf),
  changedAt,
  changedBy: actorOf(changedBy),
});

export const publicationView = ({ draftId, editors, publishedAt, publishedBy }: PublicationOf<unknown>) => ({
  draftId,
  editors: editors.map(actorOf),
  publishedAt,
  publishedBy: actorOf(publishedBy),
});

export const problemsView = (problems: readonly DocumentProblem[]) =>
  problems.map(({ place, message }) => ({ pointer: pointerOf(place), detail: message }));

/** A problem by its place in the body that was sent. */
const invalidDocument = (problems: readonly DocumentProblem[]): Reply =>
  invalidRequest(problems.map(({ place, message }) => ({ path: ["document", ...place], message })));

const staleReply = (now: DocumentDraft<unknown>): Reply =>
  problem("stale-draft", { detail: `${changedMeanwhile(now)} Nothing was done.`, draft: draftView(now) });

export const startReply = (outcome: StartOutcome<unknown>): Reply => {
  switch (outcome.kind) {
    case "started":
      return json(draftView(outcome.draft), 201);
    case "otherDraftUnderThisId":
      return problem("idempotency-key-reused");
    case "problems":
      return invalidDocument(outcome.problems);
  }
};

export const changeReply = (outcome: ChangeOutcome<unknown>): Reply => {
  switch (outcome.kind) {
    case "changed":
      return json(draftView(outcome.draft), 201);
    case "notFound":
      return problem("not-found");
    case "stale":
      return staleReply(outcome.now);
    case "problems":
      return invalidDocument(outcome.problems);
  }
};

/** `named` says which version was published, as the API of its kind of document names it. */
export const publishReply = <Of>(outcome: PublishOutcome<unknown, Of>, named: (publication: PublicationOf<Of>) => object): Reply => {
  switch (outcome.kind) {
    case "published":
      return json({ ...named(outcome.publication), ...publicationView(outcome.publication) }, 201);
    case "notFound":
      return problem("not-found");
    case "editedByYou":
      return problem("second-person-needed", { detail: secondPersonWords });
    case "stale":
      return staleReply(outcome.now);
    case "problems":
      return problem("draft-not-publishable", { problems: problemsView(outcome.problems) });
  }
};
