import { actorOf } from "../../shared/domain/principal.ts";
import type { DocumentProblem } from "../../shared/domain/scheme/document-problem.ts";
import type { Scheme } from "../../shared/domain/scheme/scheme.ts";
import type { SchemeBook } from "../../shared/domain/scheme/scheme-book.ts";
import { invalidRequest } from "../../shared/http/answer.ts";
import { pointerOf } from "../../shared/http/field-errors.ts";
import { json, problem, type Reply } from "../../shared/http/reply.ts";
import type { Publication, SchemeDraft } from "../../shared/store/scheme-drafts.ts";
import type { ChangeOutcome } from "./change-draft.ts";
import { problemsOf } from "./check-document.ts";
import { differencesOf } from "./differences.ts";
import { changedMeanwhile, secondPersonWords } from "./draft-words.ts";
import type { PublishOutcome } from "./publish-draft.ts";
import type { StartOutcome } from "./start-draft.ts";

/** What the API answers with. The whole document goes both ways as it is stored. */

const draftView = ({ draftId, version, document, base, startedBy, editors, changedAt, changedBy }: SchemeDraft) => ({
  draftId,
  version,
  document: JSON.parse(document),
  ...(base && { base: { scheme: base.scheme, version: base.version } }),
  startedBy: actorOf(startedBy),
  editors: editors.map(actorOf),
  changedAt,
  changedBy: actorOf(changedBy),
});

export const draftReply = (draft: SchemeDraft, book: SchemeBook, now: Date): Reply =>
  json({
    ...draftView(draft),
    problems: problemsOf(draft, book, now).map(({ place, message }) => ({ pointer: pointerOf(place), detail: message })),
    differences: differencesOf(draft, book, now).map(({ from, changes }) => ({
      scheme: from.code,
      version: from.version,
      changes: changes.map(({ section, sentence }) => ({ section, sentence })),
    })),
  });

/** A problem by its place in the body that was sent. */
const invalidDocument = (problems: readonly DocumentProblem[]): Reply =>
  invalidRequest(problems.map(({ place, message }) => ({ path: ["document", ...place], message })));

const staleReply = (now: SchemeDraft): Reply =>
  problem("stale-draft", { detail: `${changedMeanwhile(now)} Nothing was done.`, draft: draftView(now) });

export const startReply = (outcome: StartOutcome): Reply => {
  switch (outcome.kind) {
    case "started":
      return json(draftView(outcome.draft), 201);
    case "otherDraftUnderThisId":
      return problem("idempotency-key-reused");
    case "problems":
      return invalidDocument(outcome.problems);
  }
};

export const changeReply = (outcome: ChangeOutcome): Reply => {
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

export const publishReply = (outcome: PublishOutcome): Reply => {
  switch (outcome.kind) {
    case "published":
      return json(publicationView(outcome.publication), 201);
    case "notFound":
      return problem("not-found");
    case "editedByYou":
      return problem("second-person-needed", { detail: secondPersonWords });
    case "stale":
      return staleReply(outcome.now);
    case "problems":
      return problem("draft-not-publishable", {
        problems: outcome.problems.map(({ place, message }) => ({ pointer: pointerOf(place), detail: message })),
      });
  }
};

const publicationView = ({ code, version, draftId, editors, publishedAt, publishedBy }: Publication) => ({
  scheme: code,
  version,
  draftId,
  editors: editors.map(actorOf),
  publishedAt,
  publishedBy: actorOf(publishedBy),
});

/** A published version, and how it came to be unless the product ships with it. */
export const versionReply = (scheme: Scheme, publications: readonly Publication[]): Reply => {
  const publication = publications.find(({ code, version }) => code === scheme.code && version === scheme.version);
  return json({ document: scheme, ...(publication && { publication: publicationView(publication) }) });
};
