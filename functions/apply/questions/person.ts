import { relationships, type sharing } from "../../../shared/domain/answers.ts";
import { birthProblem, mustSayWhatTheyShare, personSchema, sharesMissing } from "../../../shared/domain/application.ts";
import type { Day } from "../../../shared/domain/dates.ts";
import { choice, day, text } from "../../../shared/forms/fields.ts";
import { group, heldTo } from "../../../shared/forms/group.ts";
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
const { name, relationship, shares } = personSchema.shape;

type Sharing = { readonly [S in keyof typeof sharing]: string };
const sharingWith = (isForSelf: boolean): Sharing =>
  isForSelf
    ? { money: "Yes, we share money, or one of us depends on the other", addressOnly: "No, we only share the address" }
    : { money: "Yes, they share money, or one depends on the other", addressOnly: "No, they only share the address" };

export const person = question({
  title: ({ isForSelf }) => (isForSelf ? "Someone who lives with you" : "Someone who lives with them"),
  fields: ({ isForSelf, today }) => {
    const dateOfBirth = birthday(
      { label: "Their date of birth", hint: "For example, 27 3 2016", whenEmpty: "Enter their date of birth" },
      today,
    );
    const whoTheyAre = choice(
      {
        name: "relationship",
        label: isForSelf ? "Who are they to you?" : "Who are they to the person who needs help?",
        options: { partner, child, otherAdult },
        whenEmpty: isForSelf ? "Select who they are to you" : "Select who they are to the person who needs help",
      },
      relationship,
    );
    return {
      name: text({ name: "name", label: "Their full name", short: "Full name", whenEmpty: "Enter their full name" }, name),
      dateOfBirth,
      relationship: whoTheyAre,
      shares: choice(
        {
          name: "shares",
          label: isForSelf ? "Do they share money with you?" : "Do they share money with the person who needs help?",
          hint: `You do not need to answer for ${isForSelf ? "your" : "a"} partner or ${isForSelf ? "your" : "their"} child under 16. Someone who only shares the address, like a flatmate, can ask us for help of their own.`,
          options: sharingWith(isForSelf),
          whenEmpty: isForSelf ? "Select whether they share money with you" : sharesMissing,
          isNeeded: (form) => {
            const [born, related] = [dateOfBirth.read(form), whoTheyAre.read(form)];
            if (born.kind === "invalid" || related.kind === "invalid") return false;
            return mustSayWhatTheyShare({ dateOfBirth: born.request, relationship: related.request }, today);
          },
        },
        shares,
      ),
    };
  },
  part: (fields) => heldTo(personSchema, group(fields), "name"),
  gives: (listed) => ({ people: [listed] }),
});
