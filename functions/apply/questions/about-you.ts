import * as z from "zod/mini";
import { birthProblem, ninoEnd, personSchema } from "../../../shared/domain/application.ts";
import { ageOn, type Day } from "../../../shared/domain/dates.ts";
import { readNino } from "../../../shared/domain/identity/read-nino.ts";
import { day, text } from "../../../shared/forms/fields.ts";
import type { Form } from "../../../shared/http/read-body.ts";
import { type Asking, type Elsewhere, question } from "../question.ts";
import { birthdayWords } from "./person.ts";

const listedNames = personSchema.shape.otherNames.def.innerType;

const isTooYoung = (born: Day, { today, minimumAge }: Asking): boolean => minimumAge !== undefined && ageOn(born, today) < minimumAge;

const tooYoung = ({ isForSelf, minimumAge }: Asking): string =>
  isForSelf ? `You must be ${minimumAge} or over to ask for this help yourself` : `The person who needs help must be ${minimumAge} or over`;

const whoHelpsYoung = ({ isForSelf }: Asking): Elsewhere => ({
  before: isForSelf
    ? "An adult who looks after you can ask for this help and add you as someone who lives there. If nobody does, call us and ask for children’s services. You can also talk to Childline on 0800 1111, free and at any hour. If you are in danger, call 999."
    : "If an adult looks after them, apply for that adult and add them as someone who lives there. If nobody does, call us and ask for children’s services. They can also talk to Childline on 0800 1111, free and at any hour. In danger, call 999.",
  href: "https://www.childline.org.uk",
  link: "Go to Childline’s website",
});

const dateOfBirth = (asking: Asking) => {
  const { isForSelf, today } = asking;
  return day({
    ...birthdayWords(today),
    label: isForSelf ? "Your date of birth" : "Their date of birth",
    hint: "For example, 27 3 1980",
    whenEmpty: `Enter ${isForSelf ? "your" : "their"} date of birth`,
    fault: (born) => birthProblem(born, today) ?? (isTooYoung(born, asking) ? tooYoung(asking) : undefined),
    ...(isForSelf && { purpose: "bday" }),
  });
};

/** Names apart by commas, in one box: few people have one, and nobody has many. */
const otherNames = (isForSelf: boolean) =>
  text(
    {
      name: "otherNames",
      label: isForSelf ? "Any other name you are known by (optional)" : "Any other name they are known by (optional)",
      hint: "Such as a name before marriage. Put a comma between two names.",
      short: "Other names",
    },
    z.optional(
      z.pipe(
        z.string(),
        z.pipe(
          z.transform((typed: string) => typed.split(/[,;\n]/).flatMap((name) => name.trim() || [])),
          listedNames,
        ),
      ),
    ),
  );

const nino = (isForSelf: boolean) =>
  text(
    {
      name: "nino",
      label: isForSelf ? "Your National Insurance number (optional)" : "Their National Insurance number (optional)",
      hint: "You can leave this empty: it changes nothing about the help. With it we can tell people of one name apart. It is on payslips and letters about benefits.",
      short: "National Insurance number",
      width: 20,
      shown: ninoEnd,
      fault: (typed) => {
        const read = readNino(typed);
        return read.kind === "problem" ? read.problem : undefined;
      },
    },
    personSchema.shape.nino,
  );

/** Said at once, so that nobody answers every question before they hear that they are too young. */
const isOfYoung = (form: Form, asking: Asking): boolean => {
  const read = dateOfBirth(asking).read(form);
  return read.kind === "invalid" && read.errors.some(({ text }) => text === tooYoung(asking));
};

export const aboutYou = question({
  title: ({ isForSelf }) => (isForSelf ? "Your name and date of birth" : "Who needs help?"),
  fields: (asking) => {
    const { isForSelf } = asking;
    return {
      name: text(
        {
          name: "name",
          label: isForSelf ? "Your full name" : "Their full name",
          short: "Full name",
          whenEmpty: `Enter ${isForSelf ? "your" : "their"} full name`,
          ...(isForSelf && { purpose: "name" }),
        },
        personSchema.shape.name,
      ),
      otherNames: otherNames(isForSelf),
      dateOfBirth: dateOfBirth(asking),
      nino: nino(isForSelf),
    };
  },
  elsewhere: (form, asking) => (isOfYoung(form, asking) ? whoHelpsYoung(asking) : undefined),
  gives: (person) => ({ people: [{ ...person, relationship: "self" }] }),
});
