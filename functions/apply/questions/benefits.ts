import * as z from "zod/mini";
import { benefits as benefitNames } from "../../../shared/domain/answers.ts";
import { moneySchema } from "../../../shared/domain/application.ts";
import type { Question } from "../question.ts";
import { readPart } from "../read-part.ts";
import { readTicks } from "../read-typed.ts";

const schema = z.strictObject({ benefits: moneySchema.shape.benefits });

export const benefits: Question<z.infer<typeof schema>> = {
  title: () => "Does anyone in the household get these benefits?",
  fields: () => [
    { kind: "anyOf", name: "benefits", options: benefitNames, none: "None of these", hint: "Select all that apply", short: "Benefits" },
  ],
  read: (typed) => {
    const { chosen, problems } = readTicks(typed, "benefits", "Select the benefits, or select ‘None of these’");
    return readPart(schema, { benefits: chosen }, { benefits: { id: "benefits" } }, problems);
  },
};
