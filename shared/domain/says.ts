import * as z from "zod/mini";

/** Facts that a JSON Schema can state and zod cannot. */
export type AlsoSaid = {
  readonly format?: "date" | "date-time";
  /** The name under which the API's description has this shape once. */
  readonly title?: string;
  readonly pattern?: string;
  readonly uniqueItems?: true;
  /** The rules between fields, as unless() states them. */
  readonly allOf?: readonly object[];
  readonly contains?: object;
  readonly maxContains?: number;
  readonly oneOf?: readonly object[];
  /** The checks that only the service can make, in words. It may refuse a body that fits the schema. */
  readonly "x-also-checked"?: string;
};

/**
 * Says what a value is, for the API's description: the words stand beside the field and nowhere else. The schema is copied,
 * because one that several fields share has other words for each.
 */
export const says = <T extends z.ZodMiniType>(schema: T, description: string, also: AlsoSaid = {}): T =>
  sayAlso(schema, { description, ...also });

/** Adds facts to a schema that keeps its words. */
export const sayAlso = <T extends z.ZodMiniType>(schema: T, also: AlsoSaid & { readonly description?: string }): T => {
  const copy = schema.clone();
  z.globalRegistry.add(copy, { ...z.globalRegistry.get(schema), ...also });
  return copy;
};

/** Another field is needed, with this shape, unless a field has one of these values. */
export const unless = (field: string, values: readonly string[], needed: string, shape: object = {}): object => ({
  anyOf: [{ properties: { [field]: { enum: values } } }, { required: [needed], properties: { [needed]: shape } }],
});

/** Another field is needed where a list has one of these values. */
export const whereListed = (field: string, values: readonly string[], needed: string): object => ({
  anyOf: [{ properties: { [field]: { not: { contains: { enum: values } } } } }, { required: [needed] }],
});

/** "Select how it is delivered" asks for "How it is delivered". */
export const saidBy = (refusal: string): string => {
  const [first = "", ...rest] = refusal.replace(/^(?:Select|Say|Enter|Choose|Confirm|Name|Send|Record) /, "");
  return `${first.toUpperCase()}${rest.join("")}.`;
};

/** Codes and their meanings, as in "`text` Text message; `email` Email". */
export const codesInWords = (options: Readonly<Record<string, string>>): string =>
  Object.entries(options)
    .map(([code, meaning]) => `\`${code}\` ${meaning}`)
    .join("; ");
