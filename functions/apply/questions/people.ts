import * as z from "zod/mini";
import type { Person } from "../../../shared/domain/application.ts";
import { choice } from "../../../shared/forms/fields.ts";
import type { FormError, FormRead, Part } from "../../../shared/forms/form.ts";
import { typedForm } from "../../../shared/forms/typed-form.ts";
import type { Form } from "../../../shared/http/read-body.ts";
import type { Typed } from "../../../shared/store/drafts.ts";
import { type Answers, type Asking, question } from "../question.ts";
import { person } from "./person.ts";

export const otherPeopleMaximum = 19;

const slotPrefix = "person-";
const slotPattern = /^[a-z0-9]{8,12}$/;

export const isSlot = (text: string): boolean => slotPattern.test(text);
export const slotPage = (slot: string): string => `${slotPrefix}${slot}`;

/** The slot is in the form's address, so sending it twice adds one person. It begins with the time, which keeps people in order. */
export const newSlot = (now: Date, random: number): string =>
  `${now.getTime().toString(36)}${(random % 36 ** 2).toString(36).padStart(2, "0")}`;

export const slotsOf = (answers: Answers): readonly { readonly slot: string; readonly typed: Typed }[] =>
  Object.entries(answers)
    .filter(([page]) => page.startsWith(slotPrefix))
    .map(([page, typed]) => ({ slot: page.slice(slotPrefix.length), typed }))
    .sort((a, b) => (a.slot < b.slot ? -1 : 1));

export const listedPeople = (asking: Asking) =>
  slotsOf(asking.answers).map(({ slot, typed }) => {
    const form = typedForm(typed);
    return { slot, name: form.one("name").trim(), read: person.part(asking).read(form) };
  });

const readList = (asking: Asking): FormRead<readonly Person[]> => {
  const listed = listedPeople(asking);
  const errors = listed.flatMap(({ slot, name, read }): FormError[] =>
    read.kind === "invalid" ? [{ field: slot, text: `Check the details of ${name}, or remove them` }] : [],
  );
  const people = listed.flatMap(({ read }) => (read.kind === "read" ? [read.request] : []));
  if (errors.length > 0) return { kind: "invalid", errors };
  return people.length > otherPeopleMaximum ? listTooLong("List 20 people or fewer") : { kind: "read", request: people };
};

const listTooLong = (text: string): FormRead<never> => ({ kind: "invalid", errors: [{ field: "another", text }] });

const listPart = (another: Part<string>, asking: Asking): Part<readonly Person[]> => ({
  ...another,
  read: (form: Form) => {
    const list = readList(asking);
    const answered = another.read(form);
    if (list.kind === "invalid") return list;
    if (answered.kind === "invalid") return answered;
    return answered.request === "yes" && list.request.length >= otherPeopleMaximum
      ? listTooLong("You can list 20 people. Tell us about the others in your own words later")
      : list;
  },
});

const anotherLabel = ({ answers, isForSelf }: Asking): string => {
  if (slotsOf(answers).length > 0) return "Is there anyone else to add?";
  return isForSelf ? "Does anyone live with you?" : "Does anyone live with them?";
};

export const people = question({
  title: ({ isForSelf }) => (isForSelf ? "Who lives with you?" : "Who lives with them?"),
  fields: (asking) => ({
    another: choice(
      {
        name: "another",
        label: anotherLabel(asking),
        options: { yes: "Yes", no: "No" },
        whenEmpty: "Select yes if there is someone to add",
      },
      z.string(),
    ),
  }),
  part: ({ another }, asking) => listPart(another, asking),
  gives: (others) => ({ people: [...others] }),
  rows: (_, asking) => {
    const names = listedPeople(asking).map(({ name, read }) =>
      read.kind === "read" && read.request.shares === "addressOnly" ? `${name} (only shares the address)` : name,
    );
    return [{ key: asking.isForSelf ? "Who lives with you" : "Who lives with them", lines: names.length > 0 ? names : ["Nobody else"] }];
  },
});
