import fc from "fast-check";

type Schema = {
  readonly $ref?: string;
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly format?: string;
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly items?: Schema;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly uniqueItems?: boolean;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
};

const day = fc
  .date({ min: new Date("1920-01-01"), max: new Date("2026-11-29"), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

const text = ({ minLength = 0, maxLength = 60, pattern }: Schema): fc.Arbitrary<string> => {
  // fast-check knows no classes of characters by their properties.
  const known = pattern && !pattern.includes("\\p{") ? fc.stringMatching(new RegExp(pattern)) : undefined;
  const bounds = { minLength: Math.max(minLength, 1), maxLength: Math.max(1, Math.min(maxLength, 60)) };
  return known ?? fc.oneof(fc.string({ ...bounds, unit: "grapheme" }), fc.constant("Ann O’Neill – “flat 2”".slice(0, bounds.maxLength)));
};

/** Values that a schema of the API's document admits, and some that only its conditions between fields refuse. */
export const valuesOf = (schema: Schema, named: Readonly<Record<string, Schema>>): fc.Arbitrary<unknown> => {
  const inner = (one: Schema) => valuesOf(one, named);
  if (schema.$ref) return inner(named[schema.$ref.split("/").at(-1) ?? ""] ?? {});
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices && !schema.properties) return fc.oneof(...choices.map(inner));
  switch (schema.type) {
    case "string":
      return schema.format === "date" ? day : text(schema);
    case "integer": {
      const least = schema.minimum ?? (schema.exclusiveMinimum ?? -2) + 1;
      return fc.integer({ min: Math.max(least, -2_000_000_000), max: Math.min(schema.maximum ?? 2_000_000_000, 2_000_000_000) });
    }
    case "boolean":
      return fc.boolean();
    case "array": {
      const bounds = { minLength: schema.minItems ?? 0, maxLength: Math.min(schema.maxItems ?? 3, Math.max(3, schema.minItems ?? 0)) };
      const item = inner(schema.items ?? {});
      return schema.uniqueItems ? fc.uniqueArray(item, bounds) : fc.array(item, bounds);
    }
    case "object": {
      const properties = schema.properties ?? {};
      const fields = Object.fromEntries(Object.entries(properties).map(([name, property]) => [name, inner(property)]));
      return fc.record(fields, { requiredKeys: Object.keys(properties).filter((name) => schema.required?.includes(name)) });
    }
    default:
      return fc.constant("anything");
  }
};
