import type { FormError } from "../../shared/forms/form.ts";
import { typedForm } from "../../shared/forms/typed-form.ts";
import { page, type Reply } from "../../shared/http/reply.ts";
import type { Typed } from "../../shared/store/drafts.ts";
import type { Asking, Question } from "./question.ts";

export type QuestionPage = {
  readonly question: Question;
  readonly asking: Asking;
  readonly typed: Typed;
  readonly errors: readonly FormError[];
  readonly backTo: string;
  readonly formToken: string;
  readonly cookies: readonly string[];
  /** What else the page's template shows. */
  readonly more?: object;
};

/** A page that asks one question. Its one field's label is the heading; several fields have a heading above them. */
export const questionPage = (
  { question, asking, typed, errors, backTo, formToken, cookies, more }: QuestionPage,
  status = 200,
  template = "apply/question.njk",
): Reply => {
  const title = question.title(asking);
  const fields = question.fields(asking);
  const form = typedForm(typed);
  const isHeading = fields.length === 1 && fields[0]?.words.label === undefined;
  return page(
    template,
    {
      title,
      hasOwnHeading: !isHeading,
      intro: question.intro?.(asking) ?? [],
      fields: fields.map((field) => field.view({ form, errors, size: "s", ...(isHeading && { heading: title }) })),
      errors,
      elsewhere: errors.length > 0 ? question.elsewhere?.(form) : undefined,
      backTo,
      token: formToken,
      ...more,
    },
    status,
    cookies,
  );
};
