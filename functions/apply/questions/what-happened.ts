import * as z from "zod/mini";
import { triggers } from "../../../shared/domain/answers.ts";
import { circumstancesSchema, storyMissing } from "../../../shared/domain/application.ts";
import { choice, text, tick } from "../../../shared/forms/fields.ts";
import { question } from "../question.ts";

const { trigger, story } = circumstancesSchema.shape;

const ticked = z.pipe(
  z.boolean(),
  z.transform((isTicked) => isTicked || undefined),
);

export const whatHappened = question({
  title: () => "What has happened?",
  fields: ({ isForSelf }) => ({
    trigger: choice(
      {
        name: "trigger",
        label: isForSelf ? "Which is closest to what has happened to your money?" : "Which would they say is closest?",
        options: triggers,
        short: "What has happened",
      },
      trigger,
    ),
    story: text(
      {
        name: "story",
        label: "Tell us about it in your own words",
        hint: "A few sentences are enough. You do not have to write anything that you would rather tell a person.",
        maximum: 4000,
        rows: 6,
        short: "In your own words",
        whenEmpty: storyMissing,
        isNeeded: (form) => !form.all("storyByPhone").includes("yes"),
      },
      story,
    ),
    storyByPhone: tick(
      {
        name: "storyByPhone",
        label: isForSelf ? "I would rather tell you by phone" : "They would rather tell you by phone",
        short: "Rather by phone",
      },
      ticked,
    ),
  }),
  gives: (circumstances) => ({ circumstances }),
});
