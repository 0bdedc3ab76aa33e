import { type DirectoryBook, directoryAt, directoryVersion, newestDirectory } from "../../shared/domain/directory/directory-book.ts";
import { nextDirectory } from "../../shared/domain/directory/read-directory.ts";
import { type Asked, act, apiAct, type FormSent, pageAct } from "../../shared/http/act.ts";
import { answer, notFoundPage } from "../../shared/http/answer.ts";
import { servicesContracts } from "../../shared/http/contracts/services-contracts.ts";
import type { Tokens } from "../../shared/http/identity.ts";
import { json, problem, seeOther } from "../../shared/http/reply.ts";
import type { Directories, DirectoryDrafts } from "../../shared/store/directories.ts";
import type { Sessions } from "../../shared/store/sessions.ts";
import { changeDraft } from "../document/change-draft.ts";
import { discardDraft } from "../document/discard-draft.ts";
import { changeOutcomes, discardOutcomes, publishOutcomes, startOutcomes } from "../document/draft-outcomes.ts";
import { findDraft, readAsTyped, readSeenForm, startIdFrom } from "../document/find-draft.ts";
import { publishDraft } from "../document/publish-draft.ts";
import { startDraft } from "../document/start-draft.ts";
import { directoryPorts } from "./directory-ports.ts";
import { draftPage } from "./draft-page.ts";
import { publishedVersion, versionReply, wholeDraftReply } from "./draft-reply.ts";
import { editOutcomes, startNextOutcomes } from "./edit-outcomes.ts";
import { editPart } from "./edit-part.ts";
import { serviceReply, servicesReply } from "./open-referral.ts";
import { partPage } from "./part-page.ts";
import { versionPath } from "./service-paths.ts";
import { versionPage } from "./version-page.ts";

export type ServicesPorts = {
  readonly origin: string;
  readonly sessions: Pick<Sessions, "find" | "noteAccess" | "returned">;
  readonly tokens: Tokens;
  /** Pages of staff read the book anew, so that people see what somebody published a moment ago. */
  readonly directories: Directories;
  readonly drafts: DirectoryDrafts;
};

/** Staff read the directory of services; scheme managers change and publish it. No route changes a published version. */
export const createServices = ({ origin, sessions, tokens, directories, drafts }: ServicesPorts) => {
  const ports = directoryPorts({ drafts, directories });
  const besides = async (book: DirectoryBook) => ({ book, drafts: await drafts.all(), publications: await drafts.publications() });
  const versionIn = (text: string | undefined, book: DirectoryBook) =>
    /^[1-9]\d{0,5}$/.test(text ?? "") ? directoryVersion(book, Number(text)) : undefined;

  const draftAgain = async ({ path: { draftId = "" }, by: principal, now }: FormSent, says: { status: number; notice?: string }) => {
    const draft = await findDraft(draftId, drafts);
    return draft ? draftPage(draft, { ...says, book: await directories.freshBook(), principal, now }) : notFoundPage();
  };
  const startNext = async ({ by, now, sendingId }: Asked) => {
    const newest = newestDirectory(await directories.freshBook());
    return startDraft({ document: nextDirectory(newest, now), base: { version: newest.version }, sendingId, by, now }, ports);
  };

  return answer(
    "services",
    servicesContracts,
    {
      reads: {
        "GET /services": async ({ now, principal }) => {
          const book = await directories.freshBook();
          return versionPage(directoryAt(book, now), { ...(await besides(book)), now, principal });
        },

        "GET /services/{version}": async ({ path, now, principal }) => {
          const book = await directories.freshBook();
          const directory = versionIn(path.version, book);
          return directory ? versionPage(directory, { ...(await besides(book)), now, principal }) : notFoundPage();
        },

        "GET /service-drafts/{draftId}": async ({ path: { draftId = "" }, query, now, principal }) => {
          const draft = await findDraft(draftId, drafts);
          if (draft) return draftPage(draft, { book: await directories.freshBook(), now, principal, isSaved: query.saved !== undefined });
          const publication = (await drafts.publications()).find((each) => each.draftId === draftId);
          return publication ? seeOther(versionPath(publication)) : notFoundPage();
        },

        "GET /service-drafts/{draftId}/parts/{part}": async ({ path: { draftId = "", part = "" }, principal }) => {
          const draft = await findDraft(draftId, drafts);
          return draft ? partPage(draft, part, { principal }) : notFoundPage();
        },

        "GET /api/service-directories/{version}": async ({ path }) => {
          const directory = versionIn(path.version, await directories.freshBook());
          return directory ? json(versionReply(directory, await drafts.publications())) : problem("not-found");
        },

        "GET /api/service-drafts/{draftId}": async ({ path: { draftId = "" }, now }) => {
          const draft = await findDraft(draftId, drafts);
          return draft ? json(wholeDraftReply(draft, await directories.freshBook(), now)) : problem("not-found");
        },

        "GET /api/directory/services": async ({ query, now }) => servicesReply(directoryAt(await directories.book(now), now), query),

        "GET /api/directory/services/{serviceId}": async ({ path, now }) =>
          serviceReply(directoryAt(await directories.book(now), now), path.serviceId),
      },
      acts: {
        startNextDirectory: pageAct({
          read: readAsTyped,
          sendingId: startIdFrom,
          take: startNext,
          outcomes: startNextOutcomes,
          again: async () => notFoundPage(),
        }),
        startDirectoryDraft: apiAct({
          take: ({ request: { document }, by, now, sendingId }: Asked<{ readonly document: unknown }>) =>
            startDraft({ document, sendingId, by, now }, ports),
          outcomes: startOutcomes,
        }),
        editService: pageAct({
          read: readAsTyped,
          take: ({ path: { draftId = "", part: partName = "" }, request: form, by, now }) =>
            editPart({ draftId, partName, form, by, now }, ports),
          outcomes: editOutcomes,
          again: async ({ path: { part = "" }, form, by: principal }, { status, notice: notSaved }) => {
            if (!notSaved) return notFoundPage();
            const { draft, ...says } = notSaved;
            return partPage(draft, part, { ...says, status, principal, typed: form });
          },
        }),
        replaceDirectory: apiAct({
          take: ({ path: { draftId = "" }, request, by, now }: Asked<{ readonly version: number; readonly document: unknown }>) =>
            changeDraft({ draftId, seen: request.version, document: request.document, by, now }, ports),
          outcomes: changeOutcomes,
        }),
        publishDirectory: act({
          read: readSeenForm,
          take: ({ path: { draftId = "" }, request: { version: seen }, by, now }) => publishDraft({ draftId, seen, by, now }, ports),
          outcomes: publishOutcomes(versionPath, publishedVersion),
          again: draftAgain,
        }),
        discardDirectoryDraft: pageAct({
          read: readSeenForm,
          take: ({ path: { draftId = "" }, request: { version } }) => discardDraft({ draftId, version }, ports),
          outcomes: discardOutcomes("/services"),
          again: draftAgain,
        }),
      },
    },
    { origin, sessions, tokens },
  );
};
