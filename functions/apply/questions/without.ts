import * as z from "zod/mini";
import { essentialsWithout } from "../../../shared/domain/answers.ts";
import { circumstancesSchema } from "../../../shared/domain/application.ts";
import type { Question } from "../question.ts";
import { readPart } from "../read-part.ts";
import { readTicks } from "../read-typed.ts";

const schema = z.strictObject({ without: circumstancesSchema.shape.without });

/** Whoever is without an essential now goes to the front of the queue. */
export const without: Question<z.infer<typeof schema>> = {
  title: ({ isForSelf }) => (isForSelf ? "Are you without any of these today?" : "Are they without any of these today?"),
  fields: ({ isForSelf }) => [
    {
      kind: "anyOf",
      name: "without",
      options: essentialsWithout,
      none: "None of these",
      hint: `If ${isForSelf ? "you" : "they"} are, we read the application before others. Select all that apply.`,
      short: "Without today",
    },
  ],
  read: (typed) => {
    const { chosen, problems } = readTicks(typed, "without", "Select what is missing today, or select ‘None of these’");
    return readPart(schema, { without: chosen }, { without: { id: "without" } }, problems);
  },
};
