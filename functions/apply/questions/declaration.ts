import { applicationSchema } from "../../../shared/domain/application.ts";
import { tick } from "../../../shared/forms/fields.ts";
import { question } from "../question.ts";

export const declaration = question({
  title: () => "Are your answers true?",
  intro: () => [
    "We may check them against what the council already knows, such as council tax and benefit records.",
    "An honest mistake is not held against anyone: call us and we put it right. Giving false answers on purpose can be fraud.",
  ],
  fields: () => ({
    declared: tick(
      {
        name: "declared",
        label: "Confirm your answers",
        option: "My answers are true, as far as I know",
        short: "Answers are true",
      },
      applicationSchema.shape.declared,
    ),
  }),
  gives: ({ declared }) => ({ declared }),
});
