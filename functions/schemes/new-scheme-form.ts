import type { DocumentProblem } from "../../shared/domain/document/document-problem.ts";
import type { Scheme } from "../../shared/domain/scheme/scheme.ts";
import { sections } from "../../shared/domain/scheme-draft/sections.ts";
import { type FormError, onePerField } from "../../shared/forms/form.ts";
import type { Form } from "../../shared/http/read-body.ts";
import { idOf } from "../document/input.ts";
import { readSchemeInput, type SchemeInput, viewSchemeInput } from "./edit/scheme-input.ts";
import { type NewScheme, newSchemeLike } from "./next-document.ts";

/** The fields that a new scheme cannot copy. Managers change everything else in its draft. */

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

const readInputs = (copied: Scheme, form: Form) =>
  Object.entries(inputs).map(([field, input]) => ({ field, ...readSchemeInput(input, form, copied) }));

/** The document that the form asks for, without its missing and unreadable fields. The document's own schema refuses those. */
export const newSchemeFrom = (copied: Scheme, form: Form): Scheme => {
  const typed = Object.fromEntries(readInputs(copied, form).map(({ field, value }) => [field, value]));
  return newSchemeLike(copied, typed as NewScheme);
};

/** The error of an unreadable input replaces the errors of the document for the same input. */
export const newSchemeErrors = (problems: readonly DocumentProblem[], copied: Scheme, form: Form): readonly FormError[] => {
  const unread = readInputs(copied, form).flatMap((read) => read.unread ?? []);
  const said = problems
    .map(({ place, message }) => errorAt(place.filter((step) => step !== "about")[0], message))
    .filter(({ field }) => unread.every(({ id }) => id !== field));
  return onePerField([...unread.map(({ error }) => error), ...said]);
};

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

export const newSchemeInputs = (scheme: Scheme, form: Form, errors: readonly FormError[]) =>
  Object.values(inputs).map((input) => viewSchemeInput(input, scheme, {}, { form, errors }));
