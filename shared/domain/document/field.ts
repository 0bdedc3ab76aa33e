import type { Pence } from "../money.ts";

/** The words and the kind of one field of a document: enough for a form, a page and a comparison. */
type Words = { readonly label: string; readonly hint?: string };
export type Plain<Kind extends string> = Words & { readonly kind: Kind };
/** `Of`: the documents that the choices depend on. */
export type Options<Of extends readonly unknown[], Value extends string = string> = {
  readonly options: (...of: Of) => { readonly [value in Value]: string };
};

type PlainKind = "text" | "longText" | "day" | "pence" | "count" | "yesNo" | "lines";
export type PlainField<Of extends readonly unknown[]> = { readonly isOptional?: true } & (
  | Plain<PlainKind>
  | (Plain<"choice" | "choices"> & Options<Of>)
);
export type PlainValue = string | number | boolean | readonly string[];

type TextField<Of extends readonly unknown[], Value extends string> = string extends Value
  ? Plain<"text" | "longText" | "day"> | (Plain<"choice"> & Options<Of>)
  : Plain<"choice"> & Options<Of, Value>;
type ListField<Of extends readonly unknown[], Value> = Value extends string
  ? string extends Value
    ? Plain<"lines"> | (Plain<"choices"> & Options<Of>)
    : Plain<"choices"> & Options<Of, Value>
  : never;

/** The kinds of field that fit the type of a value, so that no form asks for an amount as a count. */
export type PlainFieldFor<Of extends readonly unknown[], Value> = [Value] extends [Pence]
  ? Plain<"pence">
  : [Value] extends [number]
    ? Plain<"count">
    : [Value] extends [boolean]
      ? Plain<"yesNo">
      : [Value] extends [string]
        ? TextField<Of, Value>
        : [Value] extends [readonly (infer Each)[]]
          ? ListField<Of, Each>
          : never;

export type Optional<Value> = undefined extends Value ? { readonly isOptional: true } : { readonly isOptional?: never };

/** Options that no document changes. */
export const always =
  <Options extends { readonly [value: string]: string }>(options: Options) =>
  (): Options =>
    options;

export const sourcedFields = {
  verified: { kind: "yesNo", label: "The source is verified" },
  source: { kind: "longText", label: "Where this comes from", hint: "One sentence. Say so if it stands in from somewhere else." },
} as const;
