import { page, type Reply } from "../../shared/http/reply.ts";
import type { Typed } from "../../shared/store/drafts.ts";
import { fieldView } from "./field-view.ts";
import type { Asking, Problem, Question } from "./question.ts";

export type QuestionPage = {
  readonly question: Question;
  readonly asking: Asking;
  readonly typed: Typed;
  readonly problems: readonly Problem[];
  readonly backTo: string;
  readonly formToken: string;
  readonly cookies: readonly string[];
  /** What else the page's template shows. */
  readonly more?: object;
};

/** A page that asks one question. Its one field's label is the heading; several fields have a heading above them. */
export const questionPage = (
  { question, asking, typed, problems, backTo, formToken, cookies, more }: QuestionPage,
  status = 200,
  template = "apply/question.njk",
): Reply => {
  const title = question.title(asking);
  const fields = question.fields(asking);
  const isHeading = fields.length === 1 && fields[0]?.label === undefined;
  return page(
    template,
    {
      title,
      hasOwnHeading: !isHeading,
      intro: question.intro?.(asking) ?? [],
      fields: fields.map((field) => fieldView(field, { typed, problems, title, isHeading })),
      errors: problems,
      elsewhere: problems.find(({ elsewhere }) => elsewhere)?.elsewhere,
      backTo,
      token: formToken,
      ...more,
    },
    status,
    cookies,
  );
};
