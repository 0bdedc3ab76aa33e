import type { Optional, Plain, PlainField, PlainFieldFor, PlainValue } from "../document/field.ts";
import type { Condition, ParameterValue, Scheme } from "../scheme/scheme.ts";

/** What can be offered beside money: the services of the directory, by their codes. */
export type Offers = { readonly [code: string]: string };
/** What can be chosen may depend on the rest of the document, as an item's category does, and on the directory. */
export type ChosenFrom = readonly [scheme: Scheme, offers: Offers];

export type Field = PlainField<ChosenFrom> | ({ readonly isOptional?: true } & Plain<"conditions" | "parameters">);
export type FieldValue = PlainValue | readonly Condition[] | { readonly [name: string]: ParameterValue };

/** What a condition compares with is a figure or one of a list; the settings of a rule are described by the rule. */
type FieldFor<Value> = [Value] extends [readonly Condition[]]
  ? Plain<"conditions">
  : [PlainFieldFor<ChosenFrom, Value>] extends [never]
    ? [Value] extends [string | number]
      ? Plain<"text">
      : Plain<"parameters">
    : PlainFieldFor<ChosenFrom, Value>;

/** A field for every property of a row: one that has no words does not compile. */
export type FieldsOf<Row> = {
  readonly [Name in keyof Row]-?: FieldFor<Exclude<Row[Name], undefined>> & Optional<Row[Name]>;
};
