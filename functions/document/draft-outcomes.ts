import { formatInstant } from "../../shared/domain/dates.ts";
import type { DocumentProblem } from "../../shared/domain/document/document-problem.ts";
import { separationWords } from "../../shared/domain/separation-words.ts";
import type { ApiOutcomes, Outcomes, PageOutcomes } from "../../shared/http/act.ts";
import { invalidRequest } from "../../shared/http/answer.ts";
import { json, problem, type Reply } from "../../shared/http/reply.ts";
import type { DocumentDraft, PublicationOf } from "../../shared/store/published-documents.ts";
import type { ChangeOutcome } from "./change-draft.ts";
import type { DiscardOutcome } from "./discard-draft.ts";
import { draftReply, problemsReply, publicationReply } from "./draft-reply.ts";
import type { PublishOutcome } from "./publish-draft.ts";
import type { StartOutcome } from "./start-draft.ts";

type Draft = DocumentDraft<unknown>;

/** Tells the second of two people who changed the draft first. */
const changedMeanwhile = ({ changedBy, changedAt }: Draft): string =>
  `${changedBy.name} changed this draft on ${formatInstant(changedAt)}, after you opened it.`;

export const notSavedWords = (now: Draft): string =>
  `${changedMeanwhile(now)} Nothing of yours was saved. What you typed is still below: saving it now puts it in the place of what the draft holds here.`;

/** The same for a draft of the directory. */
export const secondPersonWords = separationWords({ did: "editSection", does: "publishDraft" });

const invalidDocument = (problems: readonly DocumentProblem[]): Reply =>
  invalidRequest(problems.map(({ place, message }) => ({ path: ["document", ...place], message })));

const staleReply = (now: Draft): Reply =>
  problem("stale-draft", { detail: `${changedMeanwhile(now)} Nothing was done.`, draft: draftReply(now) });

/** A start with a whole document, by a program. */
export const startOutcomes: ApiOutcomes<StartOutcome<unknown>> = {
  started: ({ draft }) => json(draftReply(draft), 201),
  otherDraftUnderThisId: () => problem("idempotency-key-reused"),
  problems: ({ problems }) => invalidDocument(problems),
};

/** Another whole document, by a program. */
export const changeOutcomes: ApiOutcomes<ChangeOutcome<unknown>> = {
  changed: ({ draft }) => json(draftReply(draft), 201),
  notFound: () => problem("not-found"),
  stale: ({ now }) => staleReply(now),
  problems: ({ problems }) => invalidDocument(problems),
};

/** `replyOf` names the published version as the API of its kind of document does. */
export const publishOutcomes = <Of>(
  pathOf: (published: Of) => string,
  replyOf: (published: Of) => object,
): Outcomes<PublishOutcome<unknown, Of>> => ({
  published: {
    page: ({ publication }) => ({ to: pathOf(publication) }),
    api: ({ publication }: { readonly publication: PublicationOf<Of> }) =>
      json({ ...replyOf(publication), ...publicationReply(publication) }, 201),
  },
  notFound: { page: () => ({ status: 404 }), api: () => problem("not-found") },
  editedByYou: {
    page: () => ({ status: 403, notice: secondPersonWords }),
    api: () => problem("second-person-needed", { detail: secondPersonWords }),
  },
  stale: {
    page: ({ now }) => ({ status: 409, notice: `${changedMeanwhile(now)} It was not published. Read it again first.` }),
    api: ({ now }) => staleReply(now),
  },
  problems: {
    page: () => ({ status: 409, notice: "It was not published. What stands in the way is below." }),
    api: ({ problems }) => problem("draft-not-publishable", { problems: problemsReply(problems) }),
  },
});

/** A draft that is gone already leads to the list too. */
export const discardOutcomes = (listPath: string): PageOutcomes<DiscardOutcome<unknown>> => ({
  discarded: () => ({ to: listPath }),
  notFound: () => ({ to: listPath }),
  stale: ({ now }) => ({ status: 409, notice: `${changedMeanwhile(now)} It was not thrown away.` }),
});
