import { namedProblem } from "../../shared/domain/directory/check-directory.ts";
import type { DirectoryBook } from "../../shared/domain/directory/directory-book.ts";
import type { Principal } from "../../shared/domain/principal.ts";
import { page, type Reply } from "../../shared/http/reply.ts";
import type { Link } from "../../shared/pages/views.ts";
import type { DirectoryDraft } from "../../shared/store/directories.ts";
import { secondPersonWords } from "../document/draft-outcomes.ts";
import { hasEdited, mayChange } from "../document/publish-draft.ts";
import { differencesOf, differenceView } from "./differences.ts";
import { directoryIn, problemsOf } from "./directory-ports.ts";
import { directoryInWords } from "./directory-words.ts";
import { pathOfProblem } from "./edit-part.ts";
import { partNames } from "./part-form.ts";
import { draftPath, partPath } from "./service-paths.ts";

export type DraftPageShown = {
  readonly book: DirectoryBook;
  readonly now: Date;
  readonly principal: Principal;
  /** Why nothing was done. */
  readonly notice?: string;
  readonly isSaved?: boolean;
  readonly status?: number;
};

type DraftPageView = {
  readonly draft: Pick<DirectoryDraft, "version" | "changedAt" | "changedBy" | "editors">;
  readonly directory: ReturnType<typeof directoryInWords>;
  readonly notice?: string;
  readonly isSaved: boolean;
  readonly path: string;
  readonly problems: readonly Link[];
  readonly differences: readonly ReturnType<typeof differenceView>[];
  readonly pages: readonly { readonly title: string; readonly href: string }[];
  readonly addPath: string;
  readonly mayChange: boolean;
  readonly hasEdited: boolean;
  readonly secondPersonWords: string;
};

declare module "../../shared/pages/views.ts" {
  interface Templates {
    "services/draft.njk": DraftPageView;
  }
}

export const draftPage = (draft: DirectoryDraft, ask: DraftPageShown): Reply => {
  const { book, now, principal, notice, isSaved = false, status = 200 } = ask;
  const directory = directoryIn(draft);
  const { draftId } = draft;
  return page(
    "services/draft.njk",
    {
      draft,
      directory: directoryInWords(directory),
      notice,
      isSaved,
      path: draftPath(draftId),
      problems: problemsOf(draft, book, now).map((problem) => ({
        text: namedProblem(problem, directory),
        href: pathOfProblem(problem, draftId, directory),
      })),
      differences: differencesOf(draft, book, now).map((difference) => differenceView(difference, book, now)),
      pages: [
        { title: "First day", href: partPath(draftId, partNames.start) },
        { title: "Reasons for a referral", href: partPath(draftId, partNames.reasons) },
        ...directory.services.map(({ code, name }) => ({ title: name, href: partPath(draftId, code) })),
      ],
      addPath: partPath(draftId, partNames.newService),
      mayChange: mayChange(principal),
      hasEdited: hasEdited(draft, principal),
      secondPersonWords,
    },
    status,
  );
};
