import type { FormError } from "../../shared/forms/form.ts";
import { type Asking, formOn, problemsOf, type Question } from "./question.ts";
import { aboutYou } from "./questions/about-you.ts";
import { address } from "./questions/address.ts";
import { bankAccount } from "./questions/bank-account.ts";
import { benefits } from "./questions/benefits.ts";
import { cashCode } from "./questions/cash-code.ts";
import { contact } from "./questions/contact.ts";
import { declaration } from "./questions/declaration.ts";
import { forWhom } from "./questions/for-whom.ts";
import { helper } from "./questions/helper.ts";
import { home } from "./questions/home.ts";
import { housingCosts } from "./questions/housing-costs.ts";
import { howToPay } from "./questions/how-to-pay.ts";
import { income } from "./questions/income.ts";
import { needs } from "./questions/needs.ts";
import { otherHelp } from "./questions/other-help.ts";
import { otherSchemes } from "./questions/other-schemes.ts";
import { people } from "./questions/people.ts";
import { postcode } from "./questions/postcode.ts";
import { publicFunds } from "./questions/public-funds.ts";
import { refuge } from "./questions/refuge.ts";
import { savings } from "./questions/savings.ts";
import { staying } from "./questions/staying.ts";
import { whatHappened } from "./questions/what-happened.ts";
import { without } from "./questions/without.ts";

/** The whole form, in the order in which it is asked. A question's name is its page's address. */
export const questions = {
  "for-whom": forWhom,
  helper,
  "about-you": aboutYou,
  home,
  postcode,
  address,
  refuge,
  staying,
  people,
  income,
  benefits,
  "housing-costs": housingCosts,
  savings,
  "what-happened": whatHappened,
  without,
  needs,
  "other-schemes": otherSchemes,
  "public-funds": publicFunds,
  contact,
  "other-help": otherHelp,
  "how-to-pay": howToPay,
  "bank-account": bankAccount,
  "cash-code": cashCode,
  declaration,
} as const satisfies Record<string, Question>;

export type QuestionName = keyof typeof questions;
export const questionNames = Object.keys(questions) as QuestionName[];
export const firstQuestion: QuestionName = "for-whom";

export const isQuestion = (page: string): page is QuestionName => Object.hasOwn(questions, page);
export const questionOf = (name: QuestionName): Question => questions[name];

export const askedNames = (asking: Asking): readonly QuestionName[] =>
  questionNames.filter((name) => questionOf(name).isAsked?.(asking) ?? true);

export const questionAfter = (name: QuestionName, asking: Asking): QuestionName | undefined =>
  askedNames(asking).find((other) => questionNames.indexOf(other) > questionNames.indexOf(name));
export const questionBefore = (name: QuestionName, asking: Asking): QuestionName | undefined =>
  askedNames(asking).findLast((other) => questionNames.indexOf(other) < questionNames.indexOf(name));

export const problemsOn = (name: QuestionName, asking: Asking): readonly FormError[] =>
  problemsOf(questionOf(name), asking, formOn(asking, name));
