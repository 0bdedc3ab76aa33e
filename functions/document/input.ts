import { parseTypedDay } from "../../shared/domain/dates.ts";
import { type Pence, parsePounds, poundsTyped } from "../../shared/domain/money.ts";
import type { Form } from "../../shared/http/read-body.ts";

/** The kinds of field that one input takes. `Of` is what the choices depend on. */
export type InputField<Of extends readonly unknown[] = never> = {
  readonly label: string;
  readonly hint?: string;
  readonly isOptional?: boolean;
} & (
  | { readonly kind: "text" | "longText" | "day" | "pence" | "count" | "yesNo" | "lines"; readonly isShort?: true }
  | {
      readonly kind: "choice" | "choices";
      readonly options: (...of: Of) => { readonly [value: string]: string };
      /** What stands first in the list, where nothing is chosen. */
      readonly empty?: string;
    }
);

/** One input of a form: its name, and where in its row the value stands. */
export type Input<Of extends readonly unknown[] = never> = {
  readonly name: string;
  readonly at: readonly string[];
  readonly field: InputField<Of>;
};

/** Where a link to the input leads: a date is three boxes. */
export const idOf = ({ name, field }: Input): string => (field.kind === "day" ? `${name}-day` : name);

export const dateParts = ["day", "month", "year"] as const;
/** A grant is more than a household ever has: up to as much as nine digits of pounds say. */
const mostPence = 999_999_999_00;

export const typedDateOf = (name: string, form: Form) => ({
  day: form.one(`${name}-day`),
  month: form.one(`${name}-month`),
  year: form.one(`${name}-year`),
});

export const isBlank = ({ name, field }: Input, form: Form): boolean => {
  if (field.kind === "day") return Object.values(typedDateOf(name, form)).every((part) => part.trim() === "");
  return form.all(name).every((text) => text.trim() === "");
};

export const wholeNumberFrom = (text: string): number | string => {
  const digits = text.replaceAll(/[,\s]/g, "");
  return /^\d{1,9}$/.test(digits) ? Number(digits) : text;
};

export const pounds = (text: string): number | string => {
  const read = parsePounds(text, mostPence);
  return read.kind === "pounds" ? read.amount : text;
};

/**
 * What was typed, as a document has it. What cannot be read as its kind goes on as it was typed: the document's own
 * schema then says what is wanted there. What was left empty is left out.
 */
export const valueFrom = (input: Input, form: Form): unknown => {
  const { name, field } = input;
  const text = form.one(name).trim();
  switch (field.kind) {
    case "yesNo":
      return text === "yes" ? true : field.isOptional ? undefined : false;
    case "choices":
      return form.all(name);
    case "lines":
      return text
        .split("\n")
        .map((line) => line.trim())
        .filter((line) => line !== "");
    case "text":
    case "longText":
    case "choice":
      return text || undefined;
    case "day": {
      if (isBlank(input, form)) return undefined;
      const read = parseTypedDay(typedDateOf(name, form));
      return read.kind === "day" ? read.day : dateParts.map((part) => form.one(`${name}-${part}`)).join("-");
    }
    case "pence":
      return text === "" ? undefined : pounds(text);
    case "count":
      return text === "" ? undefined : wholeNumberFrom(text);
  }
};

export type Typed = readonly [name: string, text: string];

/** What a form holds before anything is typed: the document's own value, as somebody would type it. */
export const typedFrom = ({ name, field }: Input, value: unknown): readonly Typed[] => {
  if (value === undefined) return [];
  switch (field.kind) {
    case "yesNo":
      return value === true ? [[name, "yes"]] : [];
    case "choices":
      return (value as readonly string[]).map((each) => [name, each] as const);
    case "lines":
      return [[name, (value as readonly string[]).join("\n")]];
    case "day": {
      const [year, month, day] = String(value).split("-").map(Number);
      return [
        [`${name}-day`, String(day)],
        [`${name}-month`, String(month)],
        [`${name}-year`, String(year)],
      ];
    }
    case "pence":
      return [[name, poundsTyped(value as Pence)]];
    default:
      return [[name, String(value)]];
  }
};

/** A form as if these had been typed into it. */
export const formOf = (typed: readonly Typed[]): Form => {
  const fields = new URLSearchParams(typed.map(([name, text]): [string, string] => [name, text]));
  return { one: (name) => fields.get(name) ?? "", all: (name) => fields.getAll(name) };
};
