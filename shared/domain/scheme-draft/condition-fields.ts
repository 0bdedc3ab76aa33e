import { always } from "../document/field.ts";
import { measureFor, measureNames } from "../rules/measures.ts";
import { type Condition, comparisons } from "../scheme/scheme.ts";
import type { FieldsOf } from "./field.ts";

export const fieldsOfCondition: FieldsOf<Condition> = {
  measure: {
    kind: "choice",
    label: "What is measured",
    options: always(Object.fromEntries(measureNames.map((name) => [name, measureFor(name)?.label ?? name]))),
  },
  agedFrom: { kind: "count", label: "Youngest age counted", isOptional: true },
  agedTo: { kind: "count", label: "Oldest age counted", isOptional: true },
  is: { kind: "choice", label: "How it is compared", options: always(comparisons) },
  value: { kind: "text", label: "What it is compared with" },
  plusEachAdult: { kind: "count", label: "Added for each adult", isOptional: true },
  plusEachChild: { kind: "count", label: "Added for each child", isOptional: true },
};
