import type * as z from "zod/mini";
import { Fault } from "../fault.ts";
import { table } from "../system.ts";
import { type KindName, rowOf, sortKeysOf } from "./kinds.ts";

type Schema = z.core.$ZodType;

/** The schemas that may have parsed a value. */
const options = (schema: Schema): readonly z.core.$ZodTypes[] => {
  const known = schema as z.core.$ZodTypes;
  const { def } = known._zod;
  if (def.type === "union") return def.options.flatMap(options);
  return def.type === "optional" || def.type === "default" ? options(def.innerType) : [known];
};

/** A step into a value, and the schema that it leads to. Keys of maps are content, so they are not shown. */
const stepInto = (schema: z.core.$ZodTypes, step: PropertyKey): { readonly says: string; readonly next: Schema } | undefined => {
  const { def } = schema._zod;
  if (def.type === "array") return { says: "[]", next: def.element };
  if (def.type === "record") return { says: ".*", next: def.valueType };
  const next = def.type === "object" && Object.hasOwn(def.shape, step) ? def.shape[String(step)] : undefined;
  return next && { says: `.${String(step)}`, next };
};

/** A field's place by the names that the schema gives. */
const placeIn = (schema: Schema, [step, ...rest]: readonly PropertyKey[]): string => {
  if (step === undefined) return "";
  const [into] = options(schema).flatMap((option) => stepInto(option, step) ?? []);
  return into ? `${into.says}${placeIn(into.next, rest)}` : "";
};

/** Names the kind that an item should be and the field that is not: never its content, and no id. */
export const unreadable = (kind: KindName, at: string): Fault => {
  const starts = sortKeysOf(kind).map((start) => `${table.families[rowOf(kind).family]} ${start}`.trim());
  return new Fault("itemUnreadable", { place: `${kind} (${starts.join(", ")}) at ${at}` });
};

/** The same for the first thing that a schema found. */
export const notAsItsKind = (kind: KindName, schema: Schema, [first]: readonly z.core.$ZodIssue[]): Fault =>
  unreadable(kind, placeIn(schema, first?.path ?? []).replace(/^\./, "") || "the whole item");
