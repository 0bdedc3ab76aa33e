import { relationships } from "../../../shared/domain/answers.ts";
import { birthProblem, personSchema } from "../../../shared/domain/application.ts";
import type { Day } from "../../../shared/domain/dates.ts";
import { choice, day, text } from "../../../shared/forms/fields.ts";
import { question } from "../question.ts";

type BirthdayWords = { readonly label: string; readonly hint: string; readonly whenEmpty: string; readonly purpose?: "bday" };

export const birthday = (words: BirthdayWords, today: Day) =>
  day({
    name: "dateOfBirth",
    called: "date of birth",
    short: "Date of birth",
    whenYearWrong: "Year of birth must have 4 numbers, like 1980",
    fault: (born) => birthProblem(born, today),
    ...words,
  });

const { partner, child, otherAdult } = relationships;

export const person = question({
  title: ({ isForSelf }) => (isForSelf ? "Someone who lives with you" : "Someone who lives with them"),
  fields: ({ isForSelf, today }) => ({
    name: text({ name: "name", label: "Their full name", short: "Full name", whenEmpty: "Enter their full name" }, personSchema.shape.name),
    dateOfBirth: birthday({ label: "Their date of birth", hint: "For example, 27 3 2016", whenEmpty: "Enter their date of birth" }, today),
    relationship: choice(
      {
        name: "relationship",
        label: isForSelf ? "Who are they to you?" : "Who are they to the person who needs help?",
        options: { partner, child, otherAdult },
        whenEmpty: isForSelf ? "Select who they are to you" : "Select who they are to the person who needs help",
      },
      personSchema.shape.relationship,
    ),
  }),
  gives: (listed) => ({ people: [listed] }),
});
