import { formatInstant } from "../../shared/domain/dates.ts";
import type { FieldView } from "../../shared/forms/field.ts";
import type { FormError } from "../../shared/forms/form.ts";
import { typedForm } from "../../shared/forms/typed-form.ts";
import { page, type Reply } from "../../shared/http/reply.ts";
import type { Typed } from "../../shared/store/drafts.ts";
import type { Asking, Elsewhere, Question } from "./question.ts";

export type QuestionPageView = {
  readonly title: string;
  readonly hasOwnHeading: boolean;
  readonly intro: readonly string[];
  readonly fields: readonly FieldView[];
  readonly errors: readonly FormError[];
  readonly elsewhere?: Elsewhere;
  readonly backTo: string;
  readonly token: string;
  /** In words. */
  readonly keptUntil?: string | undefined;
};

declare module "../../shared/pages/views.ts" {
  interface Templates {
    "apply/question.njk": QuestionPageView;
  }
  interface Layouts {
    "apply/form-page.njk": { readonly backTo?: string };
  }
}

export type QuestionPage = {
  readonly question: Question;
  readonly asking: Asking;
  readonly typed: Typed;
  readonly errors: readonly FormError[];
  readonly backTo: string;
  readonly formToken: string;
  readonly cookies: readonly string[];
};

/** The label of a single field is the page's heading. */
export const questionView = ({ question, asking, typed, errors, backTo, formToken }: QuestionPage): QuestionPageView => {
  const title = question.title(asking);
  const fields = question.fields(asking);
  const form = typedForm(typed);
  const isHeading = fields.length === 1 && fields[0]?.words.label === undefined;
  return {
    title,
    hasOwnHeading: !isHeading,
    intro: question.intro?.(asking) ?? [],
    fields: fields.map((field) => field.view({ form, errors, size: "s", ...(isHeading && { heading: title }) })),
    errors,
    elsewhere: errors.length > 0 ? question.elsewhere?.(form, asking) : undefined,
    backTo,
    token: formToken,
    keptUntil: asking.keptUntil && formatInstant(asking.keptUntil.toISOString()),
  };
};

export const questionPage = (shown: QuestionPage, status = 200): Reply =>
  page("apply/question.njk", questionView(shown), status, shown.cookies);
