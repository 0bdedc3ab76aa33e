import { wantsSchema } from "../../../shared/domain/application.ts";
import { needs as needWords } from "../../../shared/domain/needs.ts";
import { choices, text } from "../../../shared/forms/fields.ts";
import { question } from "../question.ts";

export const needs = question({
  title: ({ isForSelf }) => (isForSelf ? "What do you need help with?" : "What do they need help with?"),
  fields: () => ({
    needs: choices(
      { name: "needs", label: "Select all that are needed", options: needWords, short: "Help needed" },
      wantsSchema.shape.needs,
    ),
    details: text(
      {
        name: "details",
        label: "Anything we should know about these things (optional)",
        hint: "For example, that you need a cot, or which room has no carpet",
        maximum: 2000,
        rows: 3,
        short: "More about it",
      },
      wantsSchema.shape.details,
    ),
  }),
  gives: (wants) => ({ wants }),
});
