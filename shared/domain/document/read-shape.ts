import type * as z from "zod/mini";
import type { DocumentProblem } from "./document-problem.ts";

const kinds: { readonly [expected: string]: string } = {
  array: "a list",
  object: "a group of named values",
  record: "a group of named values",
  string: "text",
  number: "a number",
  boolean: "true or false",
};

/** What the schema has no words of its own for: a shape that no form sends, only a program or a file. */
const plainly: z.core.$ZodErrorMap = (issue) => {
  if (issue.code !== "invalid_type") return "Give another value here";
  return issue.input === undefined ? "Add this part: it is missing" : `Give ${kinds[issue.expected] ?? "another value"} here`;
};

const problemsOf = ({ path, message, ...issue }: z.core.$ZodIssue): DocumentProblem[] => {
  const place = path.filter((part) => typeof part !== "symbol");
  return issue.code === "unrecognized_keys"
    ? issue.keys.map((key) => ({ place: [...place, key], message: `Take “${key}” out: nothing is called that here` }))
    : [{ place, message }];
};

/** What is wrong first with a place is what to mend first; what follows from it is not said. */
export const oncePerPlace = (problems: readonly DocumentProblem[]): readonly DocumentProblem[] => {
  const places = problems.map(({ place }) => JSON.stringify(place));
  return problems.filter((_, index) => places.indexOf(places[index] ?? "") === index);
};

/** Something that was typed, stored or sent, as the shape that it has, or every place where it has not. */
export const readShape = <T>(
  schema: z.ZodMiniType<T>,
  document: unknown,
): { readonly shape: T } | { readonly problems: readonly DocumentProblem[] } => {
  const read = schema.safeParse(document, { error: plainly });
  return read.success ? { shape: read.data } : { problems: oncePerPlace(read.error.issues.flatMap(problemsOf)) };
};
