import type { Application } from "../../shared/domain/application.ts";
import { sentApplicationSchema } from "../../shared/domain/sent-application.ts";
import { type Asking, formOn, type PartOfApplication } from "./question.ts";
import { askedNames, type QuestionName, questionOf } from "./questions.ts";

export type AnswersRead =
  | { readonly kind: "complete"; readonly application: Application }
  /** The first page with an answer missing or wrong. */
  | { readonly kind: "incomplete"; readonly page: QuestionName };

/** Reads the whole draft by the schema that the API uses. */
export const readAnswers = (asking: Asking): AnswersRead => {
  const given: PartOfApplication[] = [];
  for (const page of askedNames(asking)) {
    const asked = questionOf(page);
    const read = asked.part(asking).read(formOn(asking, page));
    if (read.kind === "invalid") return { kind: "incomplete", page };
    given.push(asked.gives?.(read.request) ?? {});
  }
  return { kind: "complete", application: sentApplicationSchema.parse(together(given)) };
};

const together = (given: readonly PartOfApplication[]): object => {
  const application: Record<string, unknown> = {};
  for (const [part, value] of given.flatMap((each) => Object.entries(each))) application[part] = joined(application[part], value);
  return application;
};

const joined = (before: unknown, value: unknown): unknown => {
  if (Array.isArray(before) && Array.isArray(value)) return [...before, ...value];
  return typeof before === "object" && typeof value === "object" ? { ...before, ...value } : value;
};
