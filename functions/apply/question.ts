import type { Day } from "../../shared/domain/dates.ts";
import type { Directory } from "../../shared/domain/directory/directory.ts";
import type { Draft, Typed } from "../../shared/store/drafts.ts";

export type Answers = Draft["answers"];

/** What is known when a question is asked: the other answers as typed, what day it is, and which services help on it. */
export type Asking = { readonly answers: Answers; readonly today: Day; readonly isForSelf: boolean; readonly directory: Directory };

/** Something to put right, at the box where it is put right. */
export type Problem = {
  readonly field: string;
  readonly text: string;
  /** Where else the person can go, when nothing typed here can help. */
  readonly elsewhere?: { readonly before: string; readonly href: string; readonly link: string };
};

export type Reading<T> =
  | { readonly kind: "read"; readonly value: T }
  | { readonly kind: "problems"; readonly problems: readonly Problem[] };

type FieldBase = {
  readonly name: string;
  /** Left out where the page's title is the question. */
  readonly label?: string;
  readonly hint?: string;
  /** What the check page calls the answer, where the label is too long. */
  readonly short?: string;
};

/** One thing to fill in. `purpose` is what a browser may offer to fill in by itself. */
export type Field = FieldBase &
  (
    | {
        readonly kind: "text";
        readonly purpose?: string;
        readonly type?: "tel" | "email";
        readonly width?: 10 | 20;
        /** How the check page shows what was typed, where it must not be seen whole. */
        readonly shown?: (typed: string) => string;
      }
    | { readonly kind: "longText"; readonly maximum: number; readonly rows: number }
    | { readonly kind: "date"; readonly purpose?: "bday" }
    | { readonly kind: "money" }
    /** A whole number. */
    | { readonly kind: "count" }
    | { readonly kind: "oneOf"; readonly options: Readonly<Record<string, string>> }
    /** Choosing nothing must be said, by `none`, so that an empty page is not taken for an answer. */
    | { readonly kind: "anyOf"; readonly options: Readonly<Record<string, string>>; readonly none?: string }
    | { readonly kind: "tick"; readonly option: string }
  );

/** One page of the form: what it asks, and how what was typed is read into a part of the application. */
export type Question<T = unknown> = {
  readonly title: (asking: Asking) => string;
  readonly intro?: (asking: Asking) => readonly string[];
  readonly fields: (asking: Asking) => readonly Field[];
  readonly read: (typed: Typed, asking: Asking) => Reading<T>;
  /** Asked of everyone unless it says otherwise. */
  readonly isAsked?: (asking: Asking) => boolean;
};

export const askingOf = (answers: Answers, today: Day, directory: Directory): Asking => {
  const role = textOf(answers["for-whom"] ?? {}, "role");
  return { answers, today, directory, isForSelf: role === "" || role === "self" };
};

export const textOf = (typed: Typed, field: string): string => {
  const value = typed[field];
  return typeof value === "string" ? value : "";
};

export const listOf = (typed: Typed, field: string): readonly string[] => {
  const value = typed[field];
  return Array.isArray(value) ? value : [];
};

/** What was typed, or nothing at all where a box was left empty. */
export const givenText = (typed: Typed, field: string): string | undefined => textOf(typed, field).trim() || undefined;
