import { benefits as benefitNames } from "../../../shared/domain/answers.ts";
import { moneySchema } from "../../../shared/domain/application.ts";
import { choices } from "../../../shared/forms/fields.ts";
import { question } from "../question.ts";

export const benefits = question({
  title: () => "Does anyone in the household get these benefits?",
  fields: () => ({
    benefits: choices(
      {
        name: "benefits",
        options: benefitNames,
        none: "None of these",
        hint: "Select all that apply",
        short: "Benefits",
        whenEmpty: "Select the benefits, or select ‘None of these’",
      },
      moneySchema.shape.benefits,
    ),
  }),
  gives: (money) => ({ money }),
});
