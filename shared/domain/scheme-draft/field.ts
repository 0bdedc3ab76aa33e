import type { Day } from "../dates.ts";
import type { Pence } from "../money.ts";
import type { Condition, ParameterValue, Scheme } from "../scheme/scheme.ts";

/** The words and the kind of one field of a document: enough for a form, a page and a comparison. */
type Words = { readonly label: string; readonly hint?: string };
/** What can be chosen may depend on the rest of the document, as an item's category does. */
type Options<Value extends string = string> = { readonly options: (scheme: Scheme) => { readonly [value in Value]: string } };
type Plain<Kind extends string> = Words & { readonly kind: Kind };

export type Field = { readonly isOptional?: true } & (
  | Plain<"text" | "longText" | "day" | "pence" | "count" | "yesNo" | "lines" | "conditions" | "parameters">
  | (Plain<"choice" | "choices"> & Options)
);
export type FieldValue = string | number | boolean | readonly string[] | readonly Condition[] | { readonly [name: string]: ParameterValue };

type TextField = Plain<"text" | "longText" | "day"> | (Plain<"choice"> & Options);
type ChoiceField<Value extends string> = string extends Value ? TextField : Plain<"choice"> & Options<Value>;
type ListField<Value> = Value extends Condition
  ? Plain<"conditions">
  : Value extends string
    ? string extends Value
      ? Plain<"lines">
      : Plain<"choices"> & Options<Value>
    : never;

/** The kinds that a value of the schema can be described as: a pound is never asked for as a count. */
type FieldFor<Value> = [Value] extends [Pence]
  ? Plain<"pence">
  : [Value] extends [number]
    ? Plain<"count">
    : [Value] extends [boolean]
      ? Plain<"yesNo">
      : [Value] extends [string]
        ? ChoiceField<Value>
        : [Value] extends [readonly (infer Each)[]]
          ? ListField<Each>
          : [Value] extends [Day | number]
            ? Plain<"text">
            : Plain<"parameters">;

/** A field for every property of a row: one that has no words does not compile. */
export type FieldsOf<Row> = {
  readonly [Name in keyof Row]-?: FieldFor<Exclude<Row[Name], undefined>> &
    (undefined extends Row[Name] ? { readonly isOptional: true } : { readonly isOptional?: never });
};

/** Options that no scheme changes. */
export const always =
  <Options extends { readonly [value: string]: string }>(options: Options) =>
  (): Options =>
    options;
