import type { SectionName } from "../../shared/domain/scheme-draft/sections.ts";
import { notFoundPage } from "../../shared/http/answer.ts";
import type { Form } from "../../shared/http/read-body.ts";
import { type Reply, seeOther } from "../../shared/http/reply.ts";
import type { Publication, SchemeDraft, SchemeDrafts } from "../../shared/store/scheme-drafts.ts";
import type { DiscardOutcome } from "../document/discard-draft.ts";
import { changedMeanwhile, secondPersonWords } from "../document/draft-words.ts";
import type { PublishOutcome } from "../document/publish-draft.ts";
import { type DraftPageShown, draftPage } from "./draft-page.ts";
import type { EditOutcome } from "./edit-section.ts";
import { draftPath, editPath, versionPath } from "./scheme-paths.ts";
import { type SectionPageShown, sectionPage } from "./section-page.ts";
import type { StartLikeOutcome } from "./start-draft-like.ts";
import { type VersionPageShown, versionPage } from "./version-page.ts";

/** What a person sees after each step: where it led, or the page again with the reason why not. */

type FromVersion = Pick<VersionPageShown, "principal" | "now" | "directories"> & { readonly form: Form };

export const startedPage = async (
  outcome: StartLikeOutcome,
  { form, ...ask }: FromVersion,
  drafts: Pick<SchemeDrafts, "publications">,
): Promise<Reply> => {
  switch (outcome.kind) {
    case "started":
      return seeOther(draftPath(outcome.draft.draftId));
    case "notFound":
    case "otherDraftUnderThisId":
      return notFoundPage();
    case "invalid": {
      const { copied, book, errors } = outcome;
      return versionPage(copied, { ...ask, book, publications: await drafts.publications(), typed: form, errors });
    }
  }
};

export const savedPage = (outcome: EditOutcome, section: SectionName, again: SectionPageShown): Reply => {
  switch (outcome.kind) {
    case "changed":
      return seeOther(`${editPath(outcome.draft.draftId, section)}?saved=yes`);
    case "notFound":
      return notFoundPage();
    case "stale": {
      const notice = `${changedMeanwhile(outcome.now)} Nothing of yours was saved. What you typed is still below: saving it now puts it in the place of what the draft holds here.`;
      return sectionPage(outcome.now, section, { ...again, notice, status: 409 });
    }
    case "invalid":
      return sectionPage(outcome.draft, section, { ...again, errors: outcome.errors, status: 400 });
  }
};

type FromDraft = DraftPageShown & { readonly drafts: Pick<SchemeDrafts, "find"> };

export const publishedPage = async (
  outcome: PublishOutcome<SchemeDraft["base"], Pick<Publication, "code" | "version">>,
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

export const discardedPage = (outcome: DiscardOutcome<SchemeDraft["base"]>, ask: DraftPageShown): Reply => {
  switch (outcome.kind) {
    case "discarded":
    case "notFound":
      return seeOther("/schemes");
    case "stale":
      return draftPage(outcome.now, { ...ask, notice: `${changedMeanwhile(outcome.now)} It was not thrown away.`, status: 409 });
  }
};
