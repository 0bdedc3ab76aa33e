import * as z from "zod/mini";
import { personSchema } from "../../../shared/domain/application.ts";
import { type Question, textOf } from "../question.ts";
import { readPart } from "../read-part.ts";
import { readBirthday } from "../read-typed.ts";

const schema = z.strictObject({ name: personSchema.shape.name, dateOfBirth: personSchema.shape.dateOfBirth });

/** The person who needs help: the one in the household that every other is related to. */
export const aboutYou: Question<z.infer<typeof schema>> = {
  title: ({ isForSelf }) => (isForSelf ? "Your name and date of birth" : "Who needs help?"),
  fields: ({ isForSelf }) => [
    {
      kind: "text",
      name: "name",
      label: isForSelf ? "Your full name" : "Their full name",
      short: "Full name",
      ...(isForSelf && { purpose: "name" }),
    },
    {
      kind: "date",
      name: "dateOfBirth",
      label: isForSelf ? "Your date of birth" : "Their date of birth",
      hint: "For example, 27 3 1980",
      short: "Date of birth",
      ...(isForSelf && { purpose: "bday" }),
    },
  ],
  read: (typed, { isForSelf, today }) => {
    const whose = isForSelf ? "your" : "their";
    const { day, problems } = readBirthday(typed, "dateOfBirth", `Enter ${whose} date of birth`, today);
    return readPart(
      schema,
      { name: textOf(typed, "name").trim(), dateOfBirth: day },
      { name: { id: "name", whenEmpty: `Enter ${whose} full name` }, dateOfBirth: { id: "dateOfBirth" } },
      problems,
    );
  },
};
