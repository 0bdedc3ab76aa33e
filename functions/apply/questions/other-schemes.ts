import { otherSchemes as otherSchemeNames } from "../../../shared/domain/answers.ts";
import { circumstancesSchema } from "../../../shared/domain/application.ts";
import { choices } from "../../../shared/forms/fields.ts";
import { question } from "../question.ts";

/** Help from elsewhere shuts nobody out: an assessor looks at what it leaves open. */
export const otherSchemes = question({
  title: () => "Does any of these already help with what is needed?",
  fields: () => ({
    helpFrom: choices(
      {
        name: "helpFrom",
        options: otherSchemeNames,
        none: "None of these",
        hint: "Select all that apply. If one does, we look at what is still missing.",
        short: "Help from other schemes",
        whenEmpty: "Select what helps already, or select ‘None of these’",
      },
      circumstancesSchema.shape.helpFrom,
    ),
  }),
  gives: (circumstances) => ({ circumstances }),
});
