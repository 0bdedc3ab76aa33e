import { randomInt } from "node:crypto";
import { formatDay } from "../../shared/domain/dates.ts";
import { notFoundPage } from "../../shared/http/answer.ts";
import { page, type Reply, seeOther } from "../../shared/http/reply.ts";
import type { Typed } from "../../shared/store/drafts.ts";
import { backFrom, pathAfter } from "./ask-question.ts";
import { keepAnswers } from "./draft-session.ts";
import { typedFrom } from "./field-view.ts";
import { askingNow, askingWith, type FormStep, keepAndGo, pathTo } from "./form-step.ts";
import { type Asking, type Problem, textOf } from "./question.ts";
import { type QuestionPageView, questionPage, questionView } from "./question-page.ts";
import { aboutYou } from "./questions/about-you.ts";
import { isSlot, newSlot, otherPeopleMaximum, people, slotPage, slotsOf } from "./questions/people.ts";
import { person } from "./questions/person.ts";

const peoplePath = (step: FormStep) => pathTo(step, "people");

/** The household so far: the person who needs help, then the others with links to change and remove them. */
const listed = (step: FormStep, asking: Asking) => {
  const helped = aboutYou.read(asking.answers["about-you"] ?? {}, asking);
  return {
    helped: helped.kind === "read" ? { name: helped.value.name, born: formatDay(helped.value.dateOfBirth) } : undefined,
    isForSelf: asking.isForSelf,
    others: slotsOf(asking.answers).map(({ slot, typed }) => {
      const reading = person.read(typed, asking);
      return {
        slot,
        name: textOf(typed, "name").trim(),
        ...(reading.kind === "read" && { born: formatDay(reading.value.dateOfBirth) }),
        changePath: pathTo(step, `people/${slot}`),
        removePath: pathTo(step, `people/${slot}/remove`),
      };
    }),
  };
};

declare module "../../shared/pages/views.ts" {
  interface Templates {
    "apply/people.njk": QuestionPageView & ReturnType<typeof listed>;
  }
}

const peoplePage = (step: FormStep, asking: Asking, typed: Typed, problems: readonly Problem[], status: number): Reply => {
  const { formToken, cookies } = step.session;
  const backTo = backFrom(step, "people", asking);
  const question = questionView({ question: people, asking, typed, problems, backTo, formToken, cookies });
  return page("apply/people.njk", { ...question, ...listed(step, asking) }, status, cookies);
};

export const showPeople = async (step: FormStep): Promise<Reply> => {
  const asking = askingNow(step);
  return peoplePage(step, asking, asking.answers.people ?? {}, [], 200);
};

/** "Yes" leads to a slot for one more person; "no" says that the list is complete. */
export const takePeople = async (step: FormStep): Promise<Reply> => {
  const typed = typedFrom(step.request.form, people.fields(askingNow(step)));
  const asking = askingWith(step, "people", typed);
  const reading = people.read(typed, asking);
  if (reading.kind === "problems") return peoplePage(step, asking, typed, reading.problems, 400);

  const wantsAnother = textOf(typed, "another") === "yes";
  const next = wantsAnother ? pathTo(step, `people/${newSlot(step.request.now, randomInt(36 ** 2))}`) : pathAfter(step, "people", asking);
  // The question is asked afresh after each person, so "yes" itself is not an answer to keep.
  return keepAndGo(step, "people", wantsAnother ? undefined : typed, { isFirst: false, goOn: () => seeOther(next) });
};

const personPage = (step: FormStep, asking: Asking, typed: Typed, problems: readonly Problem[], status: number): Reply =>
  questionPage(
    {
      question: person,
      asking,
      typed,
      problems,
      backTo: peoplePath(step),
      formToken: step.session.formToken,
      cookies: step.session.cookies,
    },
    status,
  );

export const showPerson = async (step: FormStep): Promise<Reply> => {
  const slot = step.request.path.person ?? "";
  if (!isSlot(slot)) return notFoundPage();
  const asking = askingNow(step);
  return personPage(step, asking, asking.answers[slotPage(slot)] ?? {}, [], 200);
};

/** Keeps a person only when the details are right, so that an abandoned page leaves nobody half listed. */
export const takePerson = async (step: FormStep): Promise<Reply> => {
  const slot = step.request.path.person ?? "";
  if (!isSlot(slot)) return notFoundPage();
  const asking = askingNow(step);
  const typed = typedFrom(step.request.form, person.fields(asking));
  const reading = person.read(typed, asking);
  if (reading.kind === "problems") return personPage(step, asking, typed, reading.problems, 400);

  const slots = slotsOf(asking.answers);
  const isNew = !slots.some((known) => known.slot === slot);
  if (isNew && slots.length >= otherPeopleMaximum) return seeOther(peoplePath(step));
  return keepAndGo(step, slotPage(slot), typed, { isFirst: false, goOn: () => seeOther(peoplePath(step)) });
};

/** Removing somebody who is not there, as by a second press, changes nothing. */
export const removePerson = async (step: FormStep): Promise<Reply> => {
  const slot = step.request.path.person ?? "";
  if (!isSlot(slot)) return notFoundPage();
  if (step.session.draft) await keepAnswers(step.session, step.drafts, slotPage(slot), undefined, step.request.now);
  return seeOther(peoplePath(step));
};
