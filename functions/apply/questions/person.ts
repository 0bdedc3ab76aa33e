import { relationships, type sharing } from "../../../shared/domain/answers.ts";
import { birthMissing, birthProblem, mustSayWhatTheyShare, personSchema, sharesMissing } from "../../../shared/domain/application.ts";
import type { Day } from "../../../shared/domain/dates.ts";
import type { Field } from "../../../shared/forms/field.ts";
import { choice, count, day, text } from "../../../shared/forms/fields.ts";
import type { FormError } from "../../../shared/forms/form.ts";
import { also, group, heldTo } from "../../../shared/forms/group.ts";
import type { Form } from "../../../shared/http/read-body.ts";
import { question } from "../question.ts";

export const birthdayWords = (today: Day) => ({
  name: "dateOfBirth",
  called: "date of birth",
  short: "Date of birth",
  whenYearWrong: "Year of birth must have 4 numbers, like 1980",
  fault: (born: Day) => birthProblem(born, today),
});

const { partner, child, otherAdult } = relationships;
const { name, relationship, shares } = personSchema.shape;

type Sharing = { readonly [S in keyof typeof sharing]: string };
const sharingWith = (isForSelf: boolean): Sharing =>
  isForSelf
    ? { money: "Yes, we share money, or one of us depends on the other", addressOnly: "No, we only share the address" }
    : { money: "Yes, they share money, or one depends on the other", addressOnly: "No, they only share the address" };

type AgeFields = { readonly dateOfBirth: Field<Day | undefined>; readonly estimatedAge: Field<number | undefined> };

const ageUnsaid =
  ({ dateOfBirth, estimatedAge }: AgeFields) =>
  (form: Form): readonly FormError[] => {
    const [born, age] = [dateOfBirth.read(form), estimatedAge.read(form)];
    const isUnsaid = born.kind === "read" && born.request === undefined && age.kind === "read" && age.request === undefined;
    return isUnsaid ? [{ field: "dateOfBirth-day", text: birthMissing }] : [];
  };

export const person = question({
  title: ({ isForSelf }) => (isForSelf ? "Someone who lives with you" : "Someone who lives with them"),
  fields: ({ isForSelf, today }) => {
    const dateOfBirth = day({
      ...birthdayWords(today),
      label: "Their date of birth",
      hint: "For example, 27 3 2016",
      isOptional: true,
    });
    const estimatedAge = count({
      name: "estimatedAge",
      label: "If you do not know it, about how old are they?",
      hint: "In years. For a baby, enter 0.",
      called: "age",
      most: 120,
      isOptional: true,
    });
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
      estimatedAge,
      relationship: whoTheyAre,
      shares: choice(
        {
          name: "shares",
          label: isForSelf ? "Do they share money with you?" : "Do they share money with the person who needs help?",
          hint: `You do not need to answer for ${isForSelf ? "your" : "a"} partner or ${isForSelf ? "your" : "their"} child under 16. Someone who only shares the address, like a flatmate, can ask us for help of their own.`,
          options: sharingWith(isForSelf),
          whenEmpty: isForSelf ? "Select whether they share money with you" : sharesMissing,
          isNeeded: (form) => {
            const [born, age, related] = [dateOfBirth.read(form), estimatedAge.read(form), whoTheyAre.read(form)];
            if (born.kind === "invalid" || age.kind === "invalid" || related.kind === "invalid") return false;
            const aged = { dateOfBirth: born.request, estimatedAge: age.request, relationship: related.request };
            return (born.request ?? age.request) !== undefined && mustSayWhatTheyShare(aged, today);
          },
        },
        shares,
      ),
    };
  },
  part: (fields) => heldTo(personSchema, also(group(fields), ageUnsaid(fields)), "name"),
  gives: (listed) => ({ people: [listed] }),
});
