import { answerRoutes, notFoundPage } from "../../shared/http/answer.ts";
import { schemesContracts } from "../../shared/http/contracts/schemes-contracts.ts";
import type { Tokens } from "../../shared/http/identity.ts";
import { problem, seeOther } from "../../shared/http/reply.ts";
import type { Directories } from "../../shared/store/directories.ts";
import type { SchemeDrafts } from "../../shared/store/scheme-drafts.ts";
import type { Schemes } from "../../shared/store/schemes.ts";
import type { Sessions } from "../../shared/store/sessions.ts";
import { changeDraft } from "../document/change-draft.ts";
import { discardDraft } from "../document/discard-draft.ts";
import { changeReply, publishReply, startReply } from "../document/draft-replies.ts";
import { draftIdIn, findDraft, versionSeen } from "../document/find-draft.ts";
import { publishDraft } from "../document/publish-draft.ts";
import { startDraft } from "../document/start-draft.ts";
import { draftPage } from "./draft-page.ts";
import { draftReply, publishedVersion, versionReply } from "./draft-replies.ts";
import { discardedPage, publishedPage, savedPage, startedPage } from "./draft-step-pages.ts";
import { readSectionName } from "./edit/edit-pages.ts";
import { editSection } from "./edit-section.ts";
import { findVersion } from "./find-version.ts";
import { listPage } from "./list-page.ts";
import { readPublished, schemePorts } from "./published.ts";
import { trialPath, versionPath } from "./scheme-paths.ts";
import { sectionPage } from "./section-page.ts";
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
  readonly directories: Pick<Directories, "freshBook">;
  readonly drafts: SchemeDrafts;
  readonly trials: TrialPorts["trials"];
};

/** Staff read the schemes; their managers change, compare, try and publish them. No route changes what is published. */
export const createSchemes = ({ origin, sessions, tokens, schemes, directories, drafts, trials }: SchemesPorts) => {
  const ports = schemePorts({ drafts, schemes, directories });
  const published = () => readPublished(ports);
  return answerRoutes(
    "schemes",
    schemesContracts,
    {
      "GET /schemes": async ({ now, principal }) => listPage(await schemes.freshBook(), await drafts.all(), { now, principal }),

      "GET /schemes/{scheme}/{version}": async ({ path, now, principal }) => {
        const found = await published();
        const scheme = findVersion(path, found.book);
        if (!scheme) return notFoundPage();
        return versionPage(scheme, { ...found, publications: await drafts.publications(), principal, now });
      },

      "POST /schemes/{scheme}/drafts": async ({ path, form, now, principal }) =>
        startedPage(
          await startDraftLike({ code: path.scheme, form, by: principal, now }, ports),
          { form, principal, now, directories: await directories.freshBook() },
          drafts,
        ),

      "GET /scheme-drafts/{draftId}": async ({ path, now, principal }) => {
        const draft = await findDraft(path, drafts);
        if (draft) return draftPage(draft, { ...(await published()), now, principal });
        const publication = (await drafts.publications()).find(({ draftId }) => draftId === path.draftId);
        return publication ? seeOther(versionPath(publication)) : notFoundPage();
      },

      "GET /scheme-drafts/{draftId}/{section}": async ({ path, query, now, principal }) => {
        const [draft, section] = [await findDraft(path, drafts), readSectionName(path.section)];
        if (!draft || !section) return notFoundPage();
        return sectionPage(draft, section, { ...(await published()), now, principal, isSaved: query.saved !== undefined });
      },

      "POST /scheme-drafts/{draftId}/{section}": async ({ path, form, now, principal }) => {
        const [draftId, page] = [draftIdIn(path), readSectionName(path.section)];
        if (!draftId || !page) return notFoundPage();
        const outcome = await editSection({ draftId, page, form, by: principal, now }, ports);
        return savedPage(outcome, page, { ...(await published()), now, principal, typed: form });
      },

      "POST /scheme-drafts/{draftId}/publish": async ({ path, form, now, principal }) => {
        const draftId = draftIdIn(path);
        if (!draftId) return notFoundPage();
        const outcome = await publishDraft({ draftId, seen: versionSeen(form), by: principal, now }, ports);
        return publishedPage(outcome, draftId, { drafts, ...(await published()), now, principal });
      },

      "POST /scheme-drafts/{draftId}/discard": async ({ path, form, now, principal }) => {
        const draftId = draftIdIn(path);
        if (!draftId) return notFoundPage();
        const outcome = await discardDraft({ draftId, version: versionSeen(form) }, { drafts });
        return discardedPage(outcome, { ...(await published()), now, principal });
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
        startReply(await startDraft({ document: body.document, sendingId: idempotencyKey, by: principal, now }, ports)),

      "GET /api/scheme-drafts/{draftId}": async ({ path, now }) => {
        const draft = await findDraft(path, drafts);
        return draft ? draftReply(draft, await published(), now) : problem("not-found");
      },

      "POST /api/scheme-drafts/{draftId}/documents": async ({ path, body, principal, now }) => {
        const draftId = draftIdIn(path);
        if (!draftId) return problem("not-found");
        const { version: seen, document } = body;
        return changeReply(await changeDraft({ draftId, seen, document, by: principal, now }, ports));
      },

      "POST /api/scheme-drafts/{draftId}/publications": async ({ path, body, principal, now }) => {
        const draftId = draftIdIn(path);
        if (!draftId) return problem("not-found");
        return publishReply(await publishDraft({ draftId, seen: body.version, by: principal, now }, ports), publishedVersion);
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
};
