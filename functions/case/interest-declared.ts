import { liftedByWords, withheldWords } from "../../shared/domain/case/conflict-of-interest.ts";
import { page, problem, type Reply } from "../../shared/http/reply.ts";

type InterestDeclaredView = { readonly title: string; readonly text: string; readonly caseId: string };

declare module "../../shared/pages/views.ts" {
  interface Templates {
    "case/interest-declared.njk": InterestDeclaredView;
  }
}

/** The page in place of anything of a household in which the reader has declared an interest. */
export const interestDeclaredPage = (caseId: string): Reply =>
  page("case/interest-declared.njk", { title: withheldWords, text: liftedByWords(caseId), caseId }, 403);

export const interestDeclared = (caseId: string): Reply => problem("interest-declared", { detail: liftedByWords(caseId), caseId });
