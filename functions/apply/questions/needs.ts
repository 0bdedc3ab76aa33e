import type * as z from "zod/mini";
import { wantsSchema } from "../../../shared/domain/application.ts";
import { needs as needWords } from "../../../shared/domain/needs.ts";
import { givenText, listOf, type Question } from "../question.ts";
import { readPart } from "../read-part.ts";

export const needs: Question<z.infer<typeof wantsSchema>> = {
  title: ({ isForSelf }) => (isForSelf ? "What do you need help with?" : "What do they need help with?"),
  fields: () => [
    { kind: "anyOf", name: "needs", label: "Select all that are needed", options: needWords, short: "Help needed" },
    {
      kind: "longText",
      name: "details",
      label: "Anything we should know about these things (optional)",
      hint: "For example, that you need a cot, or which room has no carpet",
      maximum: 2000,
      rows: 3,
      short: "More about it",
    },
  ],
  read: (typed) =>
    readPart(
      wantsSchema,
      { needs: listOf(typed, "needs"), details: givenText(typed, "details") },
      { needs: { id: "needs" }, details: { id: "details" } },
    ),
};
