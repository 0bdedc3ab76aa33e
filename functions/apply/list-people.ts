import { randomInt } from "node:crypto";
import type { Person } from "../../shared/domain/application.ts";
import { formatDay } from "../../shared/domain/dates.ts";
import type { FormError } from "../../shared/forms/form.ts";
import { typedForm } from "../../shared/forms/typed-form.ts";
import { notFoundPage } from "../../shared/http/answer.ts";
import { page, type Reply, type Returned, returned, seeOther } from "../../shared/http/reply.ts";
import type { Typed } from "../../shared/store/drafts.ts";
import { backFrom, pathAfter } from "./ask-question.ts";
import { keepAnswers } from "./draft-session.ts";
import { askingNow, askingWith, type FormStep, keepAndGo, pathTo } from "./form-step.ts";
import { type Asking, formOn, problemsOf, typedIn } from "./question.ts";
import { type QuestionPageView, questionPage, questionView } from "./question-page.ts";
import { aboutYou } from "./questions/about-you.ts";
import { isSlot, listedPeople, newSlot, otherPeopleMaximum, people, slotPage, slotsOf } from "./questions/people.ts";
import { person } from "./questions/person.ts";

const peoplePath = (step: FormStep) => pathTo(step, "people");

const agedInWords = ({ dateOfBirth, estimatedAge }: Person): string =>
  dateOfBirth === undefined ? `About ${estimatedAge} years old` : `Born ${formatDay(dateOfBirth)}`;

const listed = (step: FormStep, asking: Asking) => {
  const helped = aboutYou.part(asking).read(formOn(asking, "about-you"));
  return {
    helped: helped.kind === "read" ? { name: helped.request.name, born: formatDay(helped.request.dateOfBirth) } : undefined,
    isForSelf: asking.isForSelf,
    others: listedPeople(asking).map(({ slot, name, read }) => ({
      slot,
      name,
      ...(read.kind === "read" && { aged: agedInWords(read.request) }),
      sharesAddressOnly: read.kind === "read" && read.request.shares === "addressOnly",
      changePath: pathTo(step, `people/${slot}`),
      removePath: pathTo(step, `people/${slot}/remove`),
    })),
  };
};

declare module "../../shared/pages/views.ts" {
  interface Templates {
    "apply/people.njk": QuestionPageView & ReturnType<typeof listed>;
  }
}

const peoplePage = (step: FormStep, asking: Asking, typed: Typed, errors: readonly FormError[], status: number): Reply => {
  const { formToken, cookies } = step.session;
  const backTo = backFrom(step, "people", asking);
  const question = questionView({ question: people, asking, typed, errors, backTo, formToken, cookies });
  return page("apply/people.njk", { ...question, ...listed(step, asking) }, status, cookies);
};

export const showPeople = async (step: FormStep): Promise<Reply> => {
  const asking = askingNow(step);
  return peoplePage(step, asking, asking.answers.people ?? {}, [], 200);
};

const peopleTyped = (step: FormStep) => {
  const typed = typedIn(step.request.form, people.fields(askingNow(step)));
  const asking = askingWith(step, "people", typed);
  return { typed, asking, errors: problemsOf(people, asking, typedForm(typed)) };
};

export const showPeopleAgain = async (step: FormStep, status: number): Promise<Reply> => {
  const { typed, asking, errors } = peopleTyped(step);
  return peoplePage(step, asking, typed, errors, status);
};

export const takePeople = async (step: FormStep): Promise<Reply | Returned> => {
  const { typed, asking, errors } = peopleTyped(step);
  if (errors.length > 0) return returned({ status: 400 });

  const wantsAnother = typed.another === "yes";
  const next = wantsAnother ? pathTo(step, `people/${newSlot(step.request.now, randomInt(36 ** 2))}`) : pathAfter(step, "people", asking);
  // The page asks again after each person, so "yes" is no answer to keep.
  return keepAndGo(step, "people", wantsAnother ? undefined : typed, { isFirst: false, goOn: (cookies) => seeOther(next, cookies) });
};

const personPage = (step: FormStep, asking: Asking, typed: Typed, errors: readonly FormError[], status: number): Reply =>
  questionPage(
    {
      question: person,
      asking,
      typed,
      errors,
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

const personTyped = (step: FormStep) => {
  const asking = askingNow(step);
  const typed = typedIn(step.request.form, person.fields(asking));
  return { typed, asking, errors: problemsOf(person, asking, typedForm(typed)) };
};

export const showPersonAgain = async (step: FormStep, status: number): Promise<Reply> => {
  if (!isSlot(step.request.path.person ?? "")) return notFoundPage();
  const { typed, asking, errors } = personTyped(step);
  return personPage(step, asking, typed, errors, status);
};

/** Keeps only a person whose details are right, so that an abandoned page leaves nobody half listed. */
export const takePerson = async (step: FormStep): Promise<Reply | Returned> => {
  const slot = step.request.path.person ?? "";
  if (!isSlot(slot)) return returned({ status: 404 });
  const { typed, asking, errors } = personTyped(step);
  if (errors.length > 0) return returned({ status: 400 });

  const slots = slotsOf(asking.answers);
  const isNew = !slots.some((known) => known.slot === slot);
  if (isNew && slots.length >= otherPeopleMaximum) return seeOther(peoplePath(step));
  return keepAndGo(step, slotPage(slot), typed, { isFirst: false, goOn: (cookies) => seeOther(peoplePath(step), cookies) });
};

/** A second press removes nobody and changes nothing. */
export const removePerson = async (step: FormStep): Promise<Reply> => {
  const slot = step.request.path.person ?? "";
  if (!isSlot(slot)) return notFoundPage();
  if (step.session.draft) await keepAnswers(step.session, step.drafts, slotPage(slot), undefined, step.request.now);
  return seeOther(peoplePath(step));
};
