import { notFoundPage } from "../../shared/http/answer.ts";
import { type Reply, seeOther } from "../../shared/http/reply.ts";
import type { DirectoryDraft, DirectoryDrafts } from "../../shared/store/directories.ts";
import type { DiscardOutcome } from "../document/discard-draft.ts";
import { changedMeanwhile, secondPersonWords } from "../document/draft-words.ts";
import type { PublishOutcome } from "../document/publish-draft.ts";
import type { StartOutcome } from "../document/start-draft.ts";
import { type DraftPageShown, draftPage } from "./draft-page.ts";
import type { EditOutcome } from "./edit-part.ts";
import { type PartPageAsk, partPage } from "./part-page.ts";
import { draftPath, versionPath } from "./service-paths.ts";

/** What a person sees after each step: where it led, or the page again with the reason why not. */

type Base = NonNullable<DirectoryDraft["base"]>;

/** The next version of what is published always reads, so a start by a page meets no problems. */
export const startedPage = (outcome: StartOutcome<Base>): Reply =>
  outcome.kind === "started" ? seeOther(draftPath(outcome.draft.draftId)) : notFoundPage();

export const savedPage = (outcome: EditOutcome, partName: string, again: PartPageAsk): Reply => {
  switch (outcome.kind) {
    case "changed":
      return seeOther(`${draftPath(outcome.draft.draftId)}?saved=yes`);
    case "notFound":
      return notFoundPage();
    case "stale": {
      const notice = `${changedMeanwhile(outcome.now)} Nothing of yours was saved. What you typed is still below: saving it now puts it in the place of what the draft holds here.`;
      return partPage(outcome.now, partName, { ...again, notice, status: 409 });
    }
    case "invalid":
      return partPage(outcome.draft, partName, { ...again, errors: outcome.errors, status: 400 });
  }
};

type FromDraft = DraftPageShown & { readonly drafts: Pick<DirectoryDrafts, "find"> };

export const publishedPage = async (
  outcome: PublishOutcome<Base, { readonly version: number }>,
  draftId: string,
  { drafts, ...ask }: FromDraft,
): Promise<Reply> => {
  switch (outcome.kind) {
    case "published":
      return seeOther(versionPath(outcome.publication));
    case "notFound":
      return notFoundPage();
    case "editedByYou":
      return draftPage(outcome.now, { ...ask, notice: secondPersonWords, status: 403 });
    case "stale":
      return draftPage(outcome.now, {
        ...ask,
        notice: `${changedMeanwhile(outcome.now)} It was not published. Read it again first.`,
        status: 409,
      });
    case "problems": {
      const draft = await drafts.find(draftId);
      return draft
        ? draftPage(draft, { ...ask, notice: "It was not published. What stands in the way is below.", status: 409 })
        : notFoundPage();
    }
  }
};

export const discardedPage = (outcome: DiscardOutcome<Base>, ask: DraftPageShown): Reply => {
  switch (outcome.kind) {
    case "discarded":
    case "notFound":
      return seeOther("/services");
    case "stale":
      return draftPage(outcome.now, { ...ask, notice: `${changedMeanwhile(outcome.now)} It was not thrown away.`, status: 409 });
  }
};
