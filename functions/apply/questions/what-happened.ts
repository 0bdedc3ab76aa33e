import { triggers } from "../../../shared/domain/answers.ts";
import { circumstancesSchema } from "../../../shared/domain/application.ts";
import { choice, text } from "../../../shared/forms/fields.ts";
import { question } from "../question.ts";

const { trigger, story } = circumstancesSchema.shape;

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
        whenEmpty: "Tell us what has happened, in a sentence or more",
      },
      story,
    ),
  }),
  gives: (circumstances) => ({ circumstances }),
});
