import { type Reply, seeOther } from "../../shared/http/reply.ts";
import type { Typed } from "../../shared/store/drafts.ts";
import { askingNow, askingWith, type FormStep, isFromCheck, keepAndGo, pathTo } from "./form-step.ts";
import { type Asking, typedIn } from "./question.ts";
import { questionPage } from "./question-page.ts";
import { firstQuestion, problemsOn, type QuestionName, questionAfter, questionBefore, questionOf } from "./questions.ts";

/** A page opened from the check goes back there, unless the check would send the person straight back here. */
export const backFrom = (step: FormStep, name: QuestionName, asking: Asking): string => {
  if (isFromCheck(step) && problemsOn(name, asking).length === 0) return "/apply/check";
  const before = questionBefore(name, asking);
  return before ? pathTo(step, before) : "/";
};

export const pathAfter = (step: FormStep, name: QuestionName, asking: Asking): string => {
  const next = questionAfter(name, asking);
  return next && !isFromCheck(step) ? pathTo(step, next) : "/apply/check";
};

/** Shows problems of earlier answers too, so that none waits until the end. */
export const showQuestion = async (step: FormStep, name: QuestionName): Promise<Reply> => {
  const asking = askingNow(step);
  const typed = asking.answers[name];
  return questionPage({
    question: questionOf(name),
    asking,
    typed: typed ?? {},
    errors: typed ? problemsOn(name, asking) : [],
    backTo: backFrom(step, name, asking),
    formToken: step.session.formToken,
    cookies: step.session.cookies,
  });
};

/** Keeps answers right or wrong, and goes on only when they are right. A browser without cookies is shown the page at once. */
export const takeAnswer = async (step: FormStep, name: QuestionName, answer?: Typed): Promise<Reply> => {
  const question = questionOf(name);
  const typed = answer ?? typedIn(step.request.form, question.fields(askingNow(step)));
  const asking = askingWith(step, name, typed);
  const errors = problemsOn(name, asking);
  const { formToken } = step.session;
  return keepAndGo(step, name, typed, {
    isFirst: name === firstQuestion && !isFromCheck(step),
    goOn: (cookies) =>
      errors.length === 0
        ? seeOther(pathAfter(step, name, asking), cookies)
        : step.session.cookies.length === 0
          ? seeOther(pathTo(step, name), cookies)
          : questionPage({ question, asking, typed, errors, backTo: backFrom(step, name, asking), formToken, cookies }, 400),
  });
};
