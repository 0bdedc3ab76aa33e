import type { ApplicationInput } from "../../shared/domain/application.ts";
import type { Day } from "../../shared/domain/dates.ts";
import type { Directory } from "../../shared/domain/directory/directory.ts";
import type { Field } from "../../shared/forms/field.ts";
import type { FormError, Part } from "../../shared/forms/form.ts";
import { group, type Together } from "../../shared/forms/group.ts";
import { typedForm } from "../../shared/forms/typed-form.ts";
import type { Form } from "../../shared/http/read-body.ts";
import type { Draft, Typed } from "../../shared/store/drafts.ts";

export type Answers = Draft["answers"];

/** The context of a question: the other answers as typed, the day, the directory, and the open scheme's youngest age. */
export type Asking = {
  readonly answers: Answers;
  readonly today: Day;
  readonly isForSelf: boolean;
  readonly directory: Directory;
  /** Of the scheme that is open, where it has one. */
  readonly minimumAge?: number | undefined;
  /** Until when the answers so far are kept. Absent before the first. */
  readonly keptUntil?: Date | undefined;
};

type Fields = { readonly [member: string]: Field<unknown> };

/** One answer on the check page. It can show several boxes as one. */
export type Row = { readonly key: string; readonly lines: readonly string[] };

/** A link to other help, if this service cannot help the person. */
export type Elsewhere = { readonly before: string; readonly href: string; readonly link: string };

/** One question's part of the application. Lists and members of one part are joined. */
export type PartOfApplication = {
  readonly [P in keyof ApplicationInput]?: ApplicationInput[P] extends readonly unknown[]
    ? ApplicationInput[P]
    : Partial<ApplicationInput[P]>;
};

type Said = {
  readonly title: (asking: Asking) => string;
  readonly intro?: (asking: Asking) => readonly string[];
  readonly isAsked?: (asking: Asking) => boolean;
  readonly elsewhere?: (form: Form, asking: Asking) => Elsewhere | undefined;
};

export type Question<T = unknown> = Said & {
  readonly fields: (asking: Asking) => readonly Field<unknown>[];
  readonly part: (asking: Asking) => Part<T>;
  /** The answer's place in the application. A question without one only decides which questions follow. */
  gives?(value: T): PartOfApplication;
  readonly rows: (asking: Asking, form: Form) => readonly Row[];
};

type QuestionAsked<F, T> = Said & {
  readonly fields: (asking: Asking) => F;
  readonly part?: (fields: F, asking: Asking) => Part<T>;
  gives?(value: T): PartOfApplication;
  readonly rows?: (fields: F, asking: Asking, form: Form) => readonly Row[];
};

const rowOf = ({ words, answer }: Field<unknown>, form: Form): Row => ({ key: words.short ?? words.label ?? "", lines: answer(form) });

export const question = <F extends Fields, T = Together<F>>({ fields, part, rows, ...said }: QuestionAsked<F, T>): Question<T> => ({
  ...said,
  fields: (asking) => Object.values(fields(asking)),
  part: (asking) => part?.(fields(asking), asking) ?? (group(fields(asking)) as Part<unknown> as Part<T>),
  rows: (asking, form) => rows?.(fields(asking), asking, form) ?? Object.values(fields(asking)).map((field) => rowOf(field, form)),
});

export const askingOf = (answers: Answers, today: Day, directory: Directory, minimumAge?: number): Asking => {
  const role = typedForm(answers["for-whom"] ?? {}).one("role");
  return { answers, today, directory, minimumAge, isForSelf: role === "" || role === "self" };
};

export const formOn = ({ answers }: Asking, page: string): Form => typedForm(answers[page] ?? {});

/** Keeps only what was typed into these fields, and nothing else that a form may hold. */
export const typedIn = (form: Form, fields: readonly Field<unknown>[]): Typed =>
  Object.assign({}, ...fields.map((field) => field.typedIn(form)));

export const problemsOf = (asked: Question, asking: Asking, form: Form): readonly FormError[] => {
  const read = asked.part(asking).read(form);
  return read.kind === "invalid" ? read.errors : [];
};
