import { personSchema } from "../../../shared/domain/application.ts";
import { text } from "../../../shared/forms/fields.ts";
import { question } from "../question.ts";
import { birthday } from "./person.ts";

export const aboutYou = question({
  title: ({ isForSelf }) => (isForSelf ? "Your name and date of birth" : "Who needs help?"),
  fields: ({ isForSelf, today }) => {
    const whose = isForSelf ? "your" : "their";
    return {
      name: text(
        {
          name: "name",
          label: isForSelf ? "Your full name" : "Their full name",
          short: "Full name",
          whenEmpty: `Enter ${whose} full name`,
          ...(isForSelf && { purpose: "name" }),
        },
        personSchema.shape.name,
      ),
      dateOfBirth: birthday(
        {
          label: isForSelf ? "Your date of birth" : "Their date of birth",
          hint: "For example, 27 3 1980",
          whenEmpty: `Enter ${whose} date of birth`,
          ...(isForSelf && { purpose: "bday" }),
        },
        today,
      ),
    };
  },
  gives: (person) => ({ people: [{ ...person, relationship: "self" }] }),
});
