import type * as z from "zod/mini";
import { relationships } from "../../../shared/domain/answers.ts";
import { personSchema } from "../../../shared/domain/application.ts";
import { type Question, textOf } from "../question.ts";
import { readPart } from "../read-part.ts";
import { readBirthday } from "../read-typed.ts";

const { partner, child, otherAdult } = relationships;

/** One more person in the household. There may be many, so each is kept under a slot of its own. */
export const person: Question<z.infer<typeof personSchema>> = {
  title: ({ isForSelf }) => (isForSelf ? "Someone who lives with you" : "Someone who lives with them"),
  fields: ({ isForSelf }) => [
    { kind: "text", name: "name", label: "Their full name", short: "Full name" },
    { kind: "date", name: "dateOfBirth", label: "Their date of birth", hint: "For example, 27 3 2016", short: "Date of birth" },
    {
      kind: "oneOf",
      name: "relationship",
      label: isForSelf ? "Who are they to you?" : "Who are they to the person who needs help?",
      options: { partner, child, otherAdult },
    },
  ],
  read: (typed, { isForSelf, today }) => {
    const { day, problems } = readBirthday(typed, "dateOfBirth", "Enter their date of birth", today);
    const relationship = textOf(typed, "relationship");
    return readPart(
      personSchema,
      { name: textOf(typed, "name").trim(), dateOfBirth: day, relationship: relationship === "self" ? "" : relationship },
      {
        name: { id: "name", whenEmpty: "Enter their full name" },
        dateOfBirth: { id: "dateOfBirth" },
        relationship: {
          id: "relationship",
          whenEmpty: isForSelf ? "Select who they are to you" : "Select who they are to the person who needs help",
        },
      },
      problems,
    );
  },
};
