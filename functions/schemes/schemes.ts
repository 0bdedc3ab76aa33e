import { type Asked, act, apiAct, type FormSent, pageAct } from "../../shared/http/act.ts";
import { answer, notFoundPage } from "../../shared/http/answer.ts";
import { schemesContracts } from "../../shared/http/contracts/schemes-contracts.ts";
import type { Tokens } from "../../shared/http/identity.ts";
import { json, problem, seeOther } from "../../shared/http/reply.ts";
import type { Directories } from "../../shared/store/directories.ts";
import type { SchemeDrafts } from "../../shared/store/scheme-drafts.ts";
import type { Schemes } from "../../shared/store/schemes.ts";
import type { Sessions } from "../../shared/store/sessions.ts";
import { changeDraft } from "../document/change-draft.ts";
import { discardDraft } from "../document/discard-draft.ts";
import { changeOutcomes, discardOutcomes, publishOutcomes, startOutcomes } from "../document/draft-outcomes.ts";
import { findDraft, readAsTyped, readSeenForm, startIdFrom } from "../document/find-draft.ts";
import { publishDraft } from "../document/publish-draft.ts";
import { startDraft } from "../document/start-draft.ts";
import { draftPage } from "./draft-page.ts";
import { publishedVersion, versionReply, wholeDraftReply } from "./draft-reply.ts";
import { readSectionName } from "./edit/edit-pages.ts";
import { editOutcomes, startLikeOutcomes } from "./edit-outcomes.ts";
import { editSection } from "./edit-section.ts";
import { listPage } from "./list-page.ts";
import { readPublished, schemePorts } from "./published.ts";
import { versionPath } from "./scheme-paths.ts";
import { sectionPage } from "./section-page.ts";
import { startDraftLike } from "./start-draft-like.ts";
import { readTrial, startTrial, type TrialPorts } from "./trial.ts";
import { type TrialOutcome, trialOutcomes, trialReply } from "./trial-outcomes.ts";
import { trialPage } from "./trial-page.ts";
import { versionPage } from "./version-page.ts";
import { findVersion } from "./versions.ts";

export type SchemesPorts = {
  readonly origin: string;
  readonly sessions: Pick<Sessions, "find" | "noteAccess" | "returned">;
  readonly tokens: Tokens;
  /** Pages here read the book anew, so that people see what somebody published a moment ago. */
  readonly schemes: Schemes;
  readonly directories: Pick<Directories, "freshBook">;
  readonly drafts: SchemeDrafts;
  readonly trials: TrialPorts["trials"];
};

/** Staff read the schemes; scheme managers change, compare, try and publish them. No route changes a published version. */
export const createSchemes = ({ origin, sessions, tokens, schemes, directories, drafts, trials }: SchemesPorts) => {
  const ports = schemePorts({ drafts, schemes, directories });
  const published = () => readPublished(ports);

  const draftAgain = async ({ path: { draftId = "" }, by: principal, now }: FormSent, says: { status: number; notice?: string }) => {
    const draft = await findDraft(draftId, drafts);
    return draft ? draftPage(draft, { ...(await published()), ...says, principal, now }) : notFoundPage();
  };
  const takeStartTrial = async ({ path: { draftId = "" }, by, now, sendingId }: Asked): Promise<TrialOutcome> => {
    const draft = await findDraft(draftId, drafts);
    if (!draft) return { kind: "notFound" };
    return { kind: "started", trial: await startTrial({ draft, by, now, startId: sendingId }, { trials, schemes }) };
  };

  return answer(
    "schemes",
    schemesContracts,
    {
      reads: {
        "GET /schemes": async ({ now, principal }) => listPage(await schemes.freshBook(), await drafts.all(), { now, principal }),

        "GET /schemes/{scheme}/{version}": async ({ path, now, principal }) => {
          const found = await published();
          const scheme = findVersion(path, found.book);
          if (!scheme) return notFoundPage();
          return versionPage(scheme, { ...found, publications: await drafts.publications(), principal, now });
        },

        "GET /scheme-drafts/{draftId}": async ({ path: { draftId = "" }, now, principal }) => {
          const draft = await findDraft(draftId, drafts);
          if (draft) return draftPage(draft, { ...(await published()), now, principal });
          const publication = (await drafts.publications()).find((each) => each.draftId === draftId);
          return publication ? seeOther(versionPath(publication)) : notFoundPage();
        },

        "GET /scheme-drafts/{draftId}/{section}": async ({ path: { draftId = "", section = "" }, query, now, principal }) => {
          const [draft, name] = [await findDraft(draftId, drafts), readSectionName(section)];
          if (!draft || !name) return notFoundPage();
          return sectionPage(draft, name, { ...(await published()), now, principal, isSaved: query.saved !== undefined });
        },

        "GET /scheme-drafts/{draftId}/trial": async ({ path: { draftId = "" }, now, principal }) => {
          const draft = await findDraft(draftId, drafts);
          return draft ? trialPage(draft, await readTrial(draft, now, { trials, schemes }), principal) : notFoundPage();
        },

        "GET /api/schemes/{scheme}/versions/{version}": async ({ path }) => {
          const scheme = findVersion(path, await schemes.freshBook());
          return scheme ? json(versionReply(scheme, await drafts.publications())) : problem("not-found");
        },

        "GET /api/scheme-drafts/{draftId}": async ({ path: { draftId = "" }, now }) => {
          const draft = await findDraft(draftId, drafts);
          return draft ? json(wholeDraftReply(draft, await published(), now)) : problem("not-found");
        },

        "GET /api/scheme-drafts/{draftId}/trial": async ({ path: { draftId = "" }, now }) => {
          const draft = await findDraft(draftId, drafts);
          const trial = draft && (await readTrial(draft, now, { trials, schemes }));
          return trial ? json(trialReply(trial)) : problem("not-found");
        },
      },
      acts: {
        startDraftLike: pageAct({
          read: readAsTyped,
          sendingId: startIdFrom,
          take: ({ path: { scheme = "" }, request: form, ...asked }) => startDraftLike({ ...asked, code: scheme, form }, ports),
          outcomes: startLikeOutcomes,
          again: async ({ form, by: principal, now }, { notice: copied, errors }) => {
            if (!copied) return notFoundPage();
            const [found, publications] = [await published(), await drafts.publications()];
            return versionPage(copied, { ...found, publications, principal, now, typed: form, errors });
          },
        }),
        startDraft: apiAct({
          take: ({ request: { document }, by, now, sendingId }: Asked<{ readonly document: unknown }>) =>
            startDraft({ document, sendingId, by, now }, ports),
          outcomes: startOutcomes,
        }),
        editSection: pageAct({
          read: readAsTyped,
          take: ({ path: { draftId = "", section = "" }, request: form, by, now }) =>
            editSection({ draftId, section, form, by, now }, ports),
          outcomes: editOutcomes,
          again: async ({ path, form, by: principal, now }, { status, notice: notSaved }) => {
            const section = readSectionName(path.section);
            if (!notSaved || !section) return notFoundPage();
            const { draft, ...says } = notSaved;
            return sectionPage(draft, section, { ...(await published()), ...says, status, principal, now, typed: form });
          },
        }),
        replaceDocument: apiAct({
          take: ({ path: { draftId = "" }, request, by, now }: Asked<{ readonly version: number; readonly document: unknown }>) =>
            changeDraft({ draftId, seen: request.version, document: request.document, by, now }, ports),
          outcomes: changeOutcomes,
        }),
        startTrial: act({ read: () => ({ kind: "read", request: {} }), take: takeStartTrial, outcomes: trialOutcomes, again: draftAgain }),
        publishDraft: act({
          read: readSeenForm,
          take: ({ path: { draftId = "" }, request: { version: seen }, by, now }) => publishDraft({ draftId, seen, by, now }, ports),
          outcomes: publishOutcomes(versionPath, publishedVersion),
          again: draftAgain,
        }),
        discardDraft: pageAct({
          read: readSeenForm,
          take: ({ path: { draftId = "" }, request: { version } }) => discardDraft({ draftId, version }, ports),
          outcomes: discardOutcomes("/schemes"),
          again: draftAgain,
        }),
      },
    },
    { origin, sessions, tokens },
  );
};
