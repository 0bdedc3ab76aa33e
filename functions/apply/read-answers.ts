import type { Application } from "../../shared/domain/application.ts";
import { sentApplicationSchema } from "../../shared/domain/sent-application.ts";
import type { Asking } from "./question.ts";
import { askedNames, type QuestionName, questionOf, type Values } from "./questions.ts";

export type AnswersRead =
  | { readonly kind: "complete"; readonly application: Application }
  /** The first page that something is missing from, or wrong on. */
  | { readonly kind: "incomplete"; readonly page: QuestionName };

/** Reads everything typed so far into one application, by the same schema that the API's is read by. */
export const readAnswers = (asking: Asking): AnswersRead => {
  const values: { [name in QuestionName]?: unknown } = {};
  for (const page of askedNames(asking)) {
    const reading = questionOf(page).read(asking.answers[page] ?? {}, asking);
    if (reading.kind === "problems") return { kind: "incomplete", page };
    values[page] = reading.value;
  }
  return { kind: "complete", application: sentApplicationSchema.parse(applicationFrom(values as Values)) };
};

const applicationFrom = (values: Values): object => ({
  applicant: values.helper ?? values["for-whom"],
  people: [{ ...values["about-you"], relationship: "self" }, ...(values.people ?? [])],
  address: values.address ?? values.staying,
  money: {
    monthlyIncome: values.income?.monthlyIncome,
    ...values.benefits,
    monthlyHousingCosts: values["housing-costs"]?.monthlyHousingCosts,
    ...values.savings,
  },
  circumstances: { ...values["what-happened"], ...values.without, ...values["other-schemes"] },
  wants: values.needs,
  publicFunds: values["public-funds"],
  contact: values.contact,
  sharing: values["other-help"],
  payTo: values["bank-account"] ?? values["cash-code"],
  declared: values.declaration?.declared,
});
