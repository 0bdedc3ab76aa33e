import { essentialsWithout } from "../../../shared/domain/answers.ts";
import { circumstancesSchema } from "../../../shared/domain/application.ts";
import { choices } from "../../../shared/forms/fields.ts";
import { question } from "../question.ts";

/** Assessors read first whoever is without an essential. */
export const without = question({
  title: ({ isForSelf }) => (isForSelf ? "Are you without any of these today?" : "Are they without any of these today?"),
  fields: ({ isForSelf }) => ({
    without: choices(
      {
        name: "without",
        options: essentialsWithout,
        none: "None of these",
        hint: `If ${isForSelf ? "you" : "they"} are, we read the application before others. Select all that apply.`,
        short: "Without today",
        whenEmpty: "Select what is missing today, or select ‘None of these’",
      },
      circumstancesSchema.shape.without,
    ),
  }),
  gives: (circumstances) => ({ circumstances }),
});
