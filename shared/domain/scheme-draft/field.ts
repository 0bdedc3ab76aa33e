import type { Optional, Plain, PlainField, PlainFieldFor, PlainValue } from "../document/field.ts";
import type { Condition, ParameterValue, Scheme } from "../scheme/scheme.ts";

/** The services of the directory, by their codes. */
export type Offers = { readonly [code: string]: string };
/** Options may depend on the rest of the document, as an item's category does, and on the directory. */
export type ChosenFrom = readonly [scheme: Scheme, offers: Offers];

export type Field = PlainField<ChosenFrom> | ({ readonly isOptional?: true } & Plain<"conditions" | "parameters">);
export type FieldValue = PlainValue | readonly Condition[] | { readonly [name: string]: ParameterValue };

type FieldFor<Value> = [Value] extends [readonly Condition[]]
  ? Plain<"conditions">
  : [PlainFieldFor<ChosenFrom, Value>] extends [never]
    ? [Value] extends [string | number]
      ? Plain<"text">
      : Plain<"parameters">
    : PlainFieldFor<ChosenFrom, Value>;

/** A property without words does not compile. */
export type FieldsOf<Row> = {
  readonly [Name in keyof Row]-?: FieldFor<Exclude<Row[Name], undefined>> & Optional<Row[Name]>;
};
