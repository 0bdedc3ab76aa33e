import * as z from "zod/mini";
import { otherSchemes as otherSchemeNames } from "../../../shared/domain/answers.ts";
import { circumstancesSchema } from "../../../shared/domain/application.ts";
import type { Question } from "../question.ts";
import { readPart } from "../read-part.ts";
import { readTicks } from "../read-typed.ts";

const schema = z.strictObject({ helpFrom: circumstancesSchema.shape.helpFrom });

/** Help from elsewhere shuts nobody out: a person looks at what it leaves open. */
export const otherSchemes: Question<z.infer<typeof schema>> = {
  title: () => "Does any of these already help with what is needed?",
  fields: () => [
    {
      kind: "anyOf",
      name: "helpFrom",
      options: otherSchemeNames,
      none: "None of these",
      hint: "Select all that apply. If one does, we look at what is still missing.",
      short: "Help from other schemes",
    },
  ],
  read: (typed) => {
    const { chosen, problems } = readTicks(typed, "helpFrom", "Select what helps already, or select ‘None of these’");
    return readPart(schema, { helpFrom: chosen }, { helpFrom: { id: "helpFrom" } }, problems);
  },
};
