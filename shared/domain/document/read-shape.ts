import type * as z from "zod/mini";
import { type DocumentProblem, repeatsIn } from "./document-problem.ts";

const kinds: { readonly [expected: string]: string } = {
  array: "a list",
  object: "a group of named values",
  record: "a group of named values",
  string: "text",
  number: "a number",
  boolean: "true or false",
};

/** Words for shapes that only a program or a file can send. */
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

/** The first problem of each place: the others follow from it. */
export const oncePerPlace = (problems: readonly DocumentProblem[]): readonly DocumentProblem[] => {
  const repeated = new Set(repeatsIn(problems.map(({ place }) => JSON.stringify(place))));
  return problems.filter((_, index) => !repeated.has(index));
};

/** Reads anything by a schema: the value, or every problem by its place. */
export const readShape = <T>(
  schema: z.ZodMiniType<T>,
  document: unknown,
): { readonly shape: T } | { readonly problems: readonly DocumentProblem[] } => {
  const read = schema.safeParse(document, { error: plainly });
  return read.success ? { shape: read.data } : { problems: oncePerPlace(read.error.issues.flatMap(problemsOf)) };
};
