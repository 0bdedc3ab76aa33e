import { publicFundsForResident } from "../../shared/domain/public-funds.ts";
import { page, type Reply, seeOther } from "../../shared/http/reply.ts";
import { backFrom, showQuestion, takeAnswer } from "./ask-question.ts";
import { askingNow, type FormStep, keepAndGo, pathTo } from "./form-step.ts";
import { formOn } from "./question.ts";
import { hasReadAdvice, needsAdviceFirst } from "./questions/public-funds.ts";

declare module "../../shared/pages/views.ts" {
  interface Templates {
    "apply/advice-first.njk": { readonly token: string; readonly backTo: string; readonly publicFunds: readonly string[] };
  }
}

const name = "public-funds";

/** The question and the advice share one address, which everyone opens: no browser's history tells who saw the advice. */
export const showPublicFunds = async (step: FormStep): Promise<Reply> => {
  const asking = askingNow(step);
  if (!needsAdviceFirst(formOn(asking, name))) return showQuestion(step, name);
  return page("apply/advice-first.njk", {
    token: step.session.formToken,
    backTo: backFrom(step, name, asking),
    publicFunds: publicFundsForResident,
  });
};

export const takePublicFunds = async (step: FormStep): Promise<Reply> => {
  const { request } = step;
  const here = pathTo(step, name);
  switch (request.form.one("afterAdvice")) {
    case "goOn":
      return takeAnswer(step, name, hasReadAdvice);
    case "changeAnswer":
      return keepAndGo(step, name, undefined, { isFirst: false, goOn: (cookies) => seeOther(here, cookies) });
    default:
      return request.form.one("noRecourse") === "yes"
        ? keepAndGo(step, name, { noRecourse: "yes" }, { isFirst: false, goOn: (cookies) => seeOther(here, cookies) })
        : takeAnswer(step, name);
  }
};
