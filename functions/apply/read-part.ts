import type * as z from "zod/mini";
import type { Problem, Reading } from "./question.ts";

/** The box of a schema's member, and the page's own words for leaving it empty. */
export type Box = { readonly id: string; readonly whenEmpty?: string };

/**
 * Reads one part of the application with the schema that the API uses too. `found` are problems of typing that
 * no schema sees, such as a month that is no month; they stand in place of the schema's own for the same box.
 */
export const readPart = <S extends z.ZodMiniType>(
  schema: S,
  input: Readonly<Record<string, unknown>>,
  boxes: Readonly<Record<string, Box>>,
  found: readonly Problem[] = [],
): Reading<z.infer<S>> => {
  const result = schema.safeParse(input);
  if (result.success && found.length === 0) return { kind: "read", value: result.data };

  const problems = new Map<string, Problem>();
  for (const [member, box] of Object.entries(boxes)) {
    const own = found.find(({ field }) => field === box.id || field.startsWith(`${box.id}-`));
    const issue = result.error?.issues.find(({ path }) => path[0] === member);
    const isEmpty = input[member] === undefined || input[member] === "";
    if (own) problems.set(box.id, own);
    else if (issue) problems.set(box.id, { field: box.id, text: isEmpty && box.whenEmpty ? box.whenEmpty : issue.message });
  }
  return { kind: "problems", problems: [...problems.values()] };
};
