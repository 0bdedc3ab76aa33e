import * as z from "zod/mini";
import { triggers } from "../../../shared/domain/answers.ts";
import { circumstancesSchema } from "../../../shared/domain/application.ts";
import { type Question, textOf } from "../question.ts";
import { readPart } from "../read-part.ts";

const schema = z.strictObject({ trigger: circumstancesSchema.shape.trigger, story: circumstancesSchema.shape.story });

export const whatHappened: Question<z.infer<typeof schema>> = {
  title: () => "What has happened?",
  fields: ({ isForSelf }) => [
    {
      kind: "oneOf",
      name: "trigger",
      label: isForSelf ? "Which is closest to what has happened to your money?" : "Which would they say is closest?",
      options: triggers,
      short: "What has happened",
    },
    {
      kind: "longText",
      name: "story",
      label: "Tell us about it in your own words",
      hint: "A few sentences are enough. You do not have to write anything that you would rather tell a person.",
      maximum: 4000,
      rows: 6,
      short: "In your own words",
    },
  ],
  read: (typed) =>
    readPart(
      schema,
      { trigger: textOf(typed, "trigger"), story: textOf(typed, "story").trim() },
      { trigger: { id: "trigger" }, story: { id: "story", whenEmpty: "Tell us what has happened, in a sentence or more" } },
    ),
};
