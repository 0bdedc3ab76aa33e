import type * as z from "zod/mini";

export type FieldError = { readonly path: readonly (string | number)[]; readonly message: string };

const namesShown = 20;
const someOf = (names: readonly string[]): string => {
  const first = names.slice(0, namesShown).map((name) => name.slice(0, 60));
  return `${first.join(", ")}${names.length > namesShown ? ` and ${names.length - namesShown} more` : ""}`;
};

/** Words for the faults that a program can make and a form cannot: the schemas have none for them. */
const wordsFor = (issue: z.core.$ZodIssue): string => {
  if (issue.code === "unrecognized_keys") return `Remove what is not asked for: ${someOf(issue.keys)}`;
  if (issue.message !== "Invalid input") return issue.message;
  return issue.code === "invalid_type" ? `This must be of the type ${issue.expected}` : "This is not what the API's document allows here";
};

/** Enough to mend at once: a body of many thousand faults is answered with the first of them. */
const errorsShown = 200;

export const fieldErrorsOf = (error: z.core.$ZodError): FieldError[] =>
  error.issues.slice(0, errorsShown).map((issue) => ({ path: issue.path as (string | number)[], message: wordsFor(issue) }));

/** A place in a JSON body, as RFC 6901 writes it. */
export const pointerOf = (path: readonly (string | number)[]): string =>
  path.map((step) => `/${String(step).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
