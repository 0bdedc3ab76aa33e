import * as z from "zod/mini";
import { applicantRoles } from "../../../shared/domain/answers.ts";
import { applicantSchema } from "../../../shared/domain/application.ts";
import { type Question, textOf } from "../question.ts";
import { readPart } from "../read-part.ts";

const schema = z.strictObject({ role: applicantSchema.shape.role });

export const forWhom: Question<z.infer<typeof schema>> = {
  title: () => "Who are you applying for?",
  fields: () => [{ kind: "oneOf", name: "role", options: applicantRoles, short: "Applying for" }],
  read: (typed) => readPart(schema, { role: textOf(typed, "role") }, { role: { id: "role" } }),
};
