import type { DocumentProblem } from "../../shared/domain/document/document-problem.ts";
import type { Scheme } from "../../shared/domain/scheme/scheme.ts";
import type { ChosenFrom } from "../../shared/domain/scheme-draft/field.ts";
import { sections } from "../../shared/domain/scheme-draft/sections.ts";
import { type FormError, onePerField } from "../../shared/http/form-error.ts";
import type { Form } from "../../shared/http/read-body.ts";
import { idOf, valueFrom } from "../document/input.ts";
import { type ErrorsById, inputView } from "../document/input-view.ts";
import type { SchemeInput } from "./edit/scheme-input.ts";
import { type NewScheme, newSchemeLike } from "./next-document.ts";

/** What a new scheme needs that cannot be copied. Everything else is changed in its draft. */

const { name, start, end } = sections.about.fields;
const inputs = {
  code: {
    name: "new-code",
    at: ["code"],
    field: { kind: "text", label: "Code", hint: "One word that staff and files use, such as HSF8. It never changes." },
  },
  name: { name: "new-name", at: ["name"], field: name },
  start: { name: "new-start", at: ["start"], field: start },
  end: { name: "new-end", at: ["end"], field: end },
} as const satisfies Record<keyof NewScheme, SchemeInput>;

export const newSchemeFrom = (copied: Scheme, form: Form): Scheme => {
  const typed = Object.fromEntries(Object.entries(inputs).map(([field, input]) => [field, valueFrom(input, form)]));
  // What was left out is told by the document's own schema, as what was mistyped is.
  return newSchemeLike(copied, typed as NewScheme);
};

export const newSchemeErrors = (problems: readonly DocumentProblem[]): readonly FormError[] =>
  onePerField(problems.map(({ place, message }) => errorAt(place.filter((step) => step !== "about")[0], message)));

const errorAt = (field: string | number | undefined, message: string): FormError => {
  if (field === "version") return { field: idOf(inputs.code), text: "There is a scheme with this code already. Choose another code" };
  const input =
    field === "startsOn"
      ? inputs.start
      : field !== undefined && Object.hasOwn(inputs, field)
        ? inputs[field as keyof NewScheme]
        : inputs.code;
  return { field: idOf(input), text: message };
};

export const newSchemeInputs = (scheme: Scheme, form: Form, errors: ErrorsById) =>
  Object.values(inputs).map((input) => inputView<ChosenFrom>(input, { of: [scheme, {}], form, errors }));
