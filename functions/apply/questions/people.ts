import type { Person } from "../../../shared/domain/application.ts";
import type { Typed } from "../../../shared/store/drafts.ts";
import { type Answers, type Asking, type Problem, type Question, textOf } from "../question.ts";
import { person } from "./person.ts";

/** Beside the person who needs help. */
export const otherPeopleMaximum = 19;

const slotPrefix = "person-";
const slotPattern = /^[a-z0-9]{8,12}$/;

export const isSlot = (text: string): boolean => slotPattern.test(text);
export const slotPage = (slot: string): string => `${slotPrefix}${slot}`;

/**
 * A place for one more person. It is in the form's address before the form is sent, so sending it twice adds
 * one person, and its beginning is the time, so people stay in the order in which they were added.
 */
export const newSlot = (now: Date, random: number): string =>
  `${now.getTime().toString(36)}${(random % 36 ** 2).toString(36).padStart(2, "0")}`;

export const slotsOf = (answers: Answers): readonly { readonly slot: string; readonly typed: Typed }[] =>
  Object.entries(answers)
    .filter(([page]) => page.startsWith(slotPrefix))
    .map(([page, typed]) => ({ slot: page.slice(slotPrefix.length), typed }))
    .sort((a, b) => (a.slot < b.slot ? -1 : 1));

const othersOf = (asking: Asking): { people: Person[]; problems: Problem[] } => {
  const slots = slotsOf(asking.answers);
  const readings = slots.map(({ slot, typed }) => ({ slot, name: textOf(typed, "name"), reading: person.read(typed, asking) }));
  return {
    people: readings.flatMap(({ reading }) => (reading.kind === "read" ? [reading.value] : [])),
    problems: readings.flatMap(({ slot, name, reading }) =>
      reading.kind === "problems" ? [{ field: slot, text: `Check the details of ${name}, or remove them` }] : [],
    ),
  };
};

/** Who else lives in the household: a list that the person says is complete. */
export const people: Question<readonly Person[]> = {
  title: ({ isForSelf }) => (isForSelf ? "Who lives with you?" : "Who lives with them?"),
  fields: ({ answers, isForSelf }) => [
    {
      kind: "oneOf",
      name: "another",
      label:
        slotsOf(answers).length > 0
          ? "Is there anyone else to add?"
          : isForSelf
            ? "Does anyone live with you?"
            : "Does anyone live with them?",
      options: { yes: "Yes", no: "No" },
    },
  ],
  read: (typed, asking) => {
    const { people, problems } = othersOf(asking);
    if (problems.length > 0) return { kind: "problems", problems };
    if (people.length > otherPeopleMaximum) return { kind: "problems", problems: [{ field: "another", text: "List 20 people or fewer" }] };
    switch (textOf(typed, "another")) {
      case "no":
        return { kind: "read", value: people };
      case "yes":
        return people.length < otherPeopleMaximum
          ? { kind: "read", value: people }
          : {
              kind: "problems",
              problems: [{ field: "another", text: "You can list 20 people. Tell us about the others in your own words later" }],
            };
      default:
        return { kind: "problems", problems: [{ field: "another", text: "Select yes if there is someone to add" }] };
    }
  },
};
