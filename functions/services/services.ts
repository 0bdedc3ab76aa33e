import { randomUUID } from "node:crypto";
import { type DirectoryBook, directoryAt, directoryVersion, newestDirectory } from "../../shared/domain/directory/directory-book.ts";
import { nextDirectory } from "../../shared/domain/directory/read-directory.ts";
import { answerRoutes, notFoundPage } from "../../shared/http/answer.ts";
import { servicesContracts } from "../../shared/http/contracts/services-contracts.ts";
import type { Tokens } from "../../shared/http/identity.ts";
import { problem, seeOther } from "../../shared/http/reply.ts";
import type { Directories, DirectoryDrafts } from "../../shared/store/directories.ts";
import type { Sessions } from "../../shared/store/sessions.ts";
import { changeDraft } from "../document/change-draft.ts";
import { discardDraft } from "../document/discard-draft.ts";
import { changeReply, publishReply, startReply } from "../document/draft-replies.ts";
import { draftIdIn, findDraft, versionSeen } from "../document/find-draft.ts";
import { publishDraft } from "../document/publish-draft.ts";
import { startDraft } from "../document/start-draft.ts";
import { directoryPorts } from "./directory-ports.ts";
import { draftPage } from "./draft-page.ts";
import { draftReply, publishedVersion, versionReply } from "./draft-replies.ts";
import { discardedPage, publishedPage, savedPage, startedPage } from "./draft-step-pages.ts";
import { editPart } from "./edit-part.ts";
import { serviceReply, servicesReply } from "./open-referral.ts";
import { partPage } from "./part-page.ts";
import { versionPath } from "./service-paths.ts";
import { versionPage } from "./version-page.ts";

export type ServicesPorts = {
  readonly origin: string;
  readonly sessions: Pick<Sessions, "find">;
  readonly tokens: Tokens;
  /** Read anew for every page of staff: what was published a moment ago is what people come to see. */
  readonly directories: Directories;
  readonly drafts: DirectoryDrafts;
};

/** Staff read the directory of services; scheme managers change and publish it. No route changes what is published. */
export const createServices = ({ origin, sessions, tokens, directories, drafts }: ServicesPorts) => {
  const ports = directoryPorts({ drafts, directories });
  const besides = async (book: DirectoryBook) => ({ book, drafts: await drafts.all(), publications: await drafts.publications() });
  const versionIn = (text: string | undefined, book: DirectoryBook) =>
    /^[1-9]\d{0,5}$/.test(text ?? "") ? directoryVersion(book, Number(text)) : undefined;

  return answerRoutes(
    "services",
    servicesContracts,
    {
      "GET /services": async ({ now, principal }) => {
        const book = await directories.freshBook();
        return versionPage(directoryAt(book, now), { ...(await besides(book)), now, principal });
      },

      "GET /services/{version}": async ({ path, now, principal }) => {
        const book = await directories.freshBook();
        const directory = versionIn(path.version, book);
        return directory ? versionPage(directory, { ...(await besides(book)), now, principal }) : notFoundPage();
      },

      "POST /services/drafts": async ({ form, now, principal }) => {
        const newest = newestDirectory(await directories.freshBook());
        const sendingId = form.one("startId").slice(0, 100) || randomUUID();
        const document = nextDirectory(newest, now);
        return startedPage(await startDraft({ document, base: { version: newest.version }, sendingId, by: principal, now }, ports));
      },

      "GET /service-drafts/{draftId}": async ({ path, query, now, principal }) => {
        const draft = await findDraft(path, drafts);
        if (draft) return draftPage(draft, { book: await directories.freshBook(), now, principal, isSaved: query.saved !== undefined });
        const publication = (await drafts.publications()).find(({ draftId }) => draftId === path.draftId);
        return publication ? seeOther(versionPath(publication)) : notFoundPage();
      },

      "GET /service-drafts/{draftId}/parts/{part}": async ({ path, principal }) => {
        const draft = await findDraft(path, drafts);
        return draft ? partPage(draft, path.part ?? "", { principal }) : notFoundPage();
      },

      "POST /service-drafts/{draftId}/parts/{part}": async ({ path, form, now, principal }) => {
        const [draftId, partName = ""] = [draftIdIn(path), path.part];
        if (!draftId) return notFoundPage();
        const outcome = await editPart({ draftId, partName, form, by: principal, now }, ports);
        return savedPage(outcome, partName, { principal, typed: form });
      },

      "POST /service-drafts/{draftId}/publish": async ({ path, form, now, principal }) => {
        const draftId = draftIdIn(path);
        if (!draftId) return notFoundPage();
        const outcome = await publishDraft({ draftId, seen: versionSeen(form), by: principal, now }, ports);
        return publishedPage(outcome, draftId, { drafts, book: await directories.freshBook(), now, principal });
      },

      "POST /service-drafts/{draftId}/discard": async ({ path, form, now, principal }) => {
        const draftId = draftIdIn(path);
        if (!draftId) return notFoundPage();
        const outcome = await discardDraft({ draftId, version: versionSeen(form) }, ports);
        return discardedPage(outcome, { book: await directories.freshBook(), now, principal });
      },

      "GET /api/service-directories/{version}": async ({ path }) => {
        const directory = versionIn(path.version, await directories.freshBook());
        return directory ? versionReply(directory, await drafts.publications()) : problem("not-found");
      },

      "POST /api/service-drafts": async ({ body, principal, now, idempotencyKey }) =>
        startReply(await startDraft({ document: body.document, sendingId: idempotencyKey, by: principal, now }, ports)),

      "GET /api/service-drafts/{draftId}": async ({ path, now }) => {
        const draft = await findDraft(path, drafts);
        return draft ? draftReply(draft, await directories.freshBook(), now) : problem("not-found");
      },

      "POST /api/service-drafts/{draftId}/documents": async ({ path, body: { version: seen, document }, principal, now }) => {
        const draftId = draftIdIn(path);
        return draftId ? changeReply(await changeDraft({ draftId, seen, document, by: principal, now }, ports)) : problem("not-found");
      },

      "POST /api/service-drafts/{draftId}/publications": async ({ path, body, principal, now }) => {
        const draftId = draftIdIn(path);
        if (!draftId) return problem("not-found");
        return publishReply(await publishDraft({ draftId, seen: body.version, by: principal, now }, ports), publishedVersion);
      },

      "GET /api/directory/services": async ({ query, now }) => servicesReply(directoryAt(await directories.book(now), now), query),

      "GET /api/directory/services/{serviceId}": async ({ path, now }) =>
        serviceReply(directoryAt(await directories.book(now), now), path.serviceId),
    },
    { origin, sessions, tokens },
  );
};
