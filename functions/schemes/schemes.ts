import { answerRoutes, notFoundPage } from "../../shared/http/answer.ts";
import { schemesContracts } from "../../shared/http/contracts/schemes-contracts.ts";
import type { Tokens } from "../../shared/http/identity.ts";
import { problem, seeOther } from "../../shared/http/reply.ts";
import type { SchemeDrafts } from "../../shared/store/scheme-drafts.ts";
import type { Schemes } from "../../shared/store/schemes.ts";
import type { Sessions } from "../../shared/store/sessions.ts";
import { changeDraft } from "./change-draft.ts";
import { discardDraft } from "./discard-draft.ts";
import { draftPage } from "./draft-page.ts";
import { changeReply, draftReply, publishReply, startReply, versionReply } from "./draft-replies.ts";
import { discardedPage, publishedPage, savedPage, startedPage } from "./draft-step-pages.ts";
import { readSectionName } from "./edit/edit-pages.ts";
import { editSection } from "./edit-section.ts";
import { draftIdIn, findDraft, versionSeen } from "./find-draft.ts";
import { findVersion } from "./find-version.ts";
import { listPage } from "./list-page.ts";
import { publishDraft } from "./publish-draft.ts";
import { trialPath, versionPath } from "./scheme-paths.ts";
import { sectionPage } from "./section-page.ts";
import { startDraft } from "./start-draft.ts";
import { startDraftLike } from "./start-draft-like.ts";
import { readTrial, startTrial, type TrialPorts } from "./trial.ts";
import { startTrialReply, trialPage, trialReply } from "./trial-replies.ts";
import { versionPage } from "./version-page.ts";

export type SchemesPorts = {
  readonly origin: string;
  readonly sessions: Pick<Sessions, "find">;
  readonly tokens: Tokens;
  /** The book is read anew for every page here: what was published a moment ago is what people come to see. */
  readonly schemes: Schemes;
  readonly drafts: SchemeDrafts;
  readonly trials: TrialPorts["trials"];
};

/** Staff read the schemes; their managers change, compare, try and publish them. No route changes what is published. */
export const createSchemes = ({ origin, sessions, tokens, schemes, drafts, trials }: SchemesPorts) =>
  answerRoutes(
    "schemes",
    schemesContracts,
    {
      "GET /schemes": async ({ now, principal }) => listPage(await schemes.freshBook(), await drafts.all(), { now, principal }),

      "GET /schemes/{scheme}/{version}": async ({ path, now, principal }) => {
        const book = await schemes.freshBook();
        const scheme = findVersion(path, book);
        if (!scheme) return notFoundPage();
        return versionPage(scheme, { book, publications: await drafts.publications(), principal, now });
      },

      "POST /schemes/{scheme}/drafts": async ({ path, form, now, principal }) =>
        startedPage(
          await startDraftLike({ code: path.scheme, form, by: principal, now }, { drafts, schemes }),
          { form, principal, now },
          drafts,
        ),

      "GET /scheme-drafts/{draftId}": async ({ path, now, principal }) => {
        const draft = await findDraft(path, drafts);
        if (draft) return draftPage(draft, { book: await schemes.freshBook(), now, principal });
        const published = (await drafts.publications()).find(({ draftId }) => draftId === path.draftId);
        return published ? seeOther(versionPath(published)) : notFoundPage();
      },

      "GET /scheme-drafts/{draftId}/{section}": async ({ path, query, now, principal }) => {
        const [draft, section] = [await findDraft(path, drafts), readSectionName(path.section)];
        if (!draft || !section) return notFoundPage();
        return sectionPage(draft, section, { book: await schemes.freshBook(), now, principal, isSaved: query.saved !== undefined });
      },

      "POST /scheme-drafts/{draftId}/{section}": async ({ path, form, now, principal }) => {
        const [draftId, page] = [draftIdIn(path), readSectionName(path.section)];
        if (!draftId || !page) return notFoundPage();
        const outcome = await editSection({ draftId, page, form, by: principal, now }, { drafts, schemes });
        return savedPage(outcome, page, { book: await schemes.freshBook(), now, principal, typed: form });
      },

      "POST /scheme-drafts/{draftId}/publish": async ({ path, form, now, principal }) => {
        const draftId = draftIdIn(path);
        if (!draftId) return notFoundPage();
        const outcome = await publishDraft({ draftId, seen: versionSeen(form), by: principal, now }, { drafts, schemes });
        return publishedPage(outcome, draftId, { drafts, book: await schemes.freshBook(), now, principal });
      },

      "POST /scheme-drafts/{draftId}/discard": async ({ path, form, now, principal }) => {
        const draftId = draftIdIn(path);
        if (!draftId) return notFoundPage();
        const outcome = await discardDraft({ draftId, version: versionSeen(form) }, { drafts });
        return discardedPage(outcome, { book: await schemes.freshBook(), now, principal });
      },

      "GET /scheme-drafts/{draftId}/trial": async ({ path, now, principal }) => {
        const draft = await findDraft(path, drafts);
        if (!draft) return notFoundPage();
        return trialPage(draft, await readTrial(draft, now, { trials, schemes }), principal);
      },

      "POST /scheme-drafts/{draftId}/trial": async ({ path, now, principal }) => {
        const draft = await findDraft(path, drafts);
        if (!draft) return notFoundPage();
        await startTrial({ draft, by: principal, now }, { trials, schemes });
        return seeOther(trialPath(draft.draftId));
      },

      "GET /api/schemes/{scheme}/versions/{version}": async ({ path }) => {
        const scheme = findVersion(path, await schemes.freshBook());
        return scheme ? versionReply(scheme, await drafts.publications()) : problem("not-found");
      },

      "POST /api/scheme-drafts": async ({ body, principal, now, idempotencyKey }) =>
        startReply(await startDraft({ document: body.document, sendingId: idempotencyKey, by: principal, now }, { drafts, schemes })),

      "GET /api/scheme-drafts/{draftId}": async ({ path, now }) => {
        const draft = await findDraft(path, drafts);
        return draft ? draftReply(draft, await schemes.freshBook(), now) : problem("not-found");
      },

      "POST /api/scheme-drafts/{draftId}/documents": async ({ path, body, principal, now }) => {
        const draftId = draftIdIn(path);
        if (!draftId) return problem("not-found");
        const { version: seen, document } = body;
        return changeReply(await changeDraft({ draftId, seen, document, by: principal, now }, { drafts, schemes }));
      },

      "POST /api/scheme-drafts/{draftId}/publications": async ({ path, body, principal, now }) => {
        const draftId = draftIdIn(path);
        if (!draftId) return problem("not-found");
        return publishReply(await publishDraft({ draftId, seen: body.version, by: principal, now }, { drafts, schemes }));
      },

      "GET /api/scheme-drafts/{draftId}/trial": async ({ path, now }) => {
        const draft = await findDraft(path, drafts);
        const trial = draft && (await readTrial(draft, now, { trials, schemes }));
        return trial ? trialReply(trial) : problem("not-found");
      },

      "POST /api/scheme-drafts/{draftId}/trials": async ({ path, principal, now, idempotencyKey }) => {
        const draft = await findDraft(path, drafts);
        if (!draft) return problem("not-found");
        return startTrialReply(await startTrial({ draft, by: principal, now, startId: idempotencyKey }, { trials, schemes }));
      },
    },
    { origin, sessions, tokens },
  );
