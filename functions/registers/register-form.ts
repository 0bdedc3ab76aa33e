import type * as z from "zod/mini";
import { lawfulBases, type RegisterTerms, registerKinds, registerTermsShape } from "../../shared/domain/register/register.ts";
import { choice, day, hiddenCount, text } from "../../shared/forms/fields.ts";
import { errorsAt, type FormError, type FormRead, inPageOrder, type Problem } from "../../shared/forms/form.ts";
import { fixed, group, heldTo } from "../../shared/forms/group.ts";
import { registerEnding, registerStep, registerTerms } from "../../shared/http/contracts/registers-contracts.ts";
import type { Files, Form } from "../../shared/http/read-body.ts";

const shape = registerTermsShape;

export const termFields = {
  kind: choice({ name: "kind", label: "What the list is about", options: registerKinds }, shape.kind),
  origin: text(
    {
      name: "origin",
      label: "Where it is from",
      hint: "The council, scheme or office that keeps it, as in “Coventry City Council”. A newer list of the same kind from the same place takes over.",
    },
    shape.origin,
  ),
  lawfulBasis: choice({ name: "lawfulBasis", label: "Lawful basis", options: lawfulBases }, shape.lawfulBasis),
  agreement: text(
    {
      name: "agreement",
      label: "What allows this use",
      hint: "The agreement, privacy notice or law, with its date. Never a person’s name.",
      rows: 3,
    },
    shape.agreement,
  ),
  dated: day({
    name: "dated",
    called: "the day that the list was made",
    label: "When the list was made",
    hint: "The day whose facts it holds",
  }),
  usedUntil: day({
    name: "usedUntil",
    called: "the last day on which it may be used",
    label: "The last day on which it may be used",
    hint: "By the agreement, and within 12 months of the day that it was made. Its rows are deleted after that day",
  }),
};

/** The file has a box of its own below the terms. */
const termsForm = heldTo(registerTerms, group({ ...termFields, list: fixed(undefined, "list") }), "kind");

export type UploadRequest = RegisterTerms & { readonly list: Uint8Array | string };

const fileIn = (files: Files): Uint8Array | undefined => {
  const list = files.get("list");
  return list && list.length > 0 ? list : undefined;
};
const fileMissing: FormError = { field: "list", text: "Choose the list, as a CSV file" };

export const readUploadForm = (form: Form, files: Files): FormRead<UploadRequest> => {
  const list = fileIn(files);
  const terms = termsForm.read(form);
  if (list && terms.kind === "read") return { kind: "read", request: { ...terms.request, list } };
  const errors = [...(terms.kind === "invalid" ? terms.errors : []), ...(list ? [] : [fileMissing])];
  return { kind: "invalid", errors: inPageOrder(termsForm, errors, form) };
};

/** Problems with a list's days, each at its box. */
export const termErrors = (problems: readonly Problem[], form: Form): FormError[] => errorsAt(termsForm, problems, form, "kind");

/** A button that holds the version that somebody saw. */
const seen = (box: string) => hiddenCount("version", registerStep.shape.version, box);
export const readStepForm = heldTo(registerStep, group({ version: seen("load") }), "load").read;

export const readFileForm = (
  form: Form,
  files: Files,
): FormRead<z.output<typeof registerStep> & { readonly list: Uint8Array | string }> => {
  const step = heldTo(registerStep, group({ version: seen("list") }), "list").read(form);
  const list = fileIn(files);
  if (step.kind === "invalid") return step;
  return list ? { kind: "read", request: { ...step.request, list } } : { kind: "invalid", errors: [fileMissing] };
};

export const readEndForm = heldTo(
  registerEnding,
  group({ version: seen("reason"), reason: text({ name: "reason" }, registerEnding.shape.reason) }),
  "reason",
).read;
