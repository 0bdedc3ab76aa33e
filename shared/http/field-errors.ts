import type * as z from "zod/mini";

export type FieldError = { readonly path: readonly (string | number)[]; readonly message: string };

/** Words for the faults that a program can make and a form cannot: the schemas have none for them. */
const wordsFor = (issue: z.core.$ZodIssue): string => {
  if (issue.code === "unrecognized_keys") return `Remove what is not asked for: ${issue.keys.join(", ")}`;
  if (issue.message !== "Invalid input") return issue.message;
  return issue.code === "invalid_type" ? `This must be of the type ${issue.expected}` : "This is not what the API's document allows here";
};

export const fieldErrorsOf = (error: z.core.$ZodError): FieldError[] =>
  error.issues.map((issue) => ({ path: issue.path as (string | number)[], message: wordsFor(issue) }));

/** A place in a JSON body, as RFC 6901 writes it. */
export const pointerOf = (path: readonly (string | number)[]): string =>
  path.map((step) => `/${String(step).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
