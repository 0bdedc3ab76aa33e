import type { FormRead } from "../../shared/forms/form.ts";
import { type Files, type Form, fileNameField } from "../../shared/http/read-body.ts";

/** The file as it was chosen on the page, or its text from the API. */
export type LoadRequest = { readonly list: Uint8Array | string; readonly fileName?: string };

export const readLoadForm = (form: Form, files: Files): FormRead<LoadRequest> => {
  const list = files.get("list");
  const fileName = form.one(fileNameField("list")).slice(0, 100);
  return list && list.length > 0
    ? { kind: "read", request: { list, ...(fileName && { fileName }) } }
    : { kind: "invalid", errors: [{ field: "list", text: "Choose the address list, as a CSV file" }] };
};
