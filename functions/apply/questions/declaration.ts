import * as z from "zod/mini";
import { applicationSchema } from "../../../shared/domain/application.ts";
import { listOf, type Question } from "../question.ts";
import { readPart } from "../read-part.ts";

const schema = z.strictObject({ declared: applicationSchema.shape.declared });

export const declaration: Question<z.infer<typeof schema>> = {
  title: () => "Are your answers true?",
  intro: () => [
    "We may check them against what the council already knows, such as council tax and benefit records.",
    "An honest mistake is not held against anyone: call us and we put it right. Giving false answers on purpose can be fraud.",
  ],
  fields: () => [
    {
      kind: "tick",
      name: "declared",
      label: "Confirm your answers",
      option: "My answers are true, as far as I know",
      short: "Answers are true",
    },
  ],
  read: (typed) => readPart(schema, { declared: listOf(typed, "declared").includes("yes") }, { declared: { id: "declared" } }),
};
