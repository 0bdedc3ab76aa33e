import type * as z from "zod/mini";
import { addressSchema } from "../../../shared/domain/application.ts";
import { type Question, textOf } from "../question.ts";
import { readPart } from "../read-part.ts";
import { homeKindOf } from "./home.ts";

export const staying: Question<z.infer<typeof addressSchema>> = {
  title: ({ isForSelf }) => (isForSelf ? "Where are you staying now?" : "Where are they staying now?"),
  isAsked: (asking) => homeKindOf(asking) === "none",
  fields: () => [
    {
      kind: "text",
      name: "staying",
      hint: "For example, with a friend in Foleshill, in a hostel, or sleeping rough in the city centre",
      short: "Staying",
    },
  ],
  read: (typed) =>
    readPart(
      addressSchema,
      { kind: "none", staying: textOf(typed, "staying").trim() },
      { staying: { id: "staying", whenEmpty: "Enter a few words about where that is" } },
    ),
};
