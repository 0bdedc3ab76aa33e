import { recourseAnswers } from "../../../shared/domain/answers.ts";
import { publicFundsSchema } from "../../../shared/domain/application.ts";
import { publicFundsStory } from "../../../shared/domain/public-funds.ts";
import { choice } from "../../../shared/forms/fields.ts";
import { also, group } from "../../../shared/forms/group.ts";
import type { Form } from "../../../shared/http/read-body.ts";
import type { Typed } from "../../../shared/store/drafts.ts";
import { question } from "../question.ts";

/** The fields that the advice's button sends. */
export const hasReadAdvice: Typed = { noRecourse: "yes", hasRead: ["yes"] };

export const needsAdviceFirst = (form: Form): boolean => form.one("noRecourse") === "yes" && !form.all("hasRead").includes("yes");

export const publicFunds = question({
  title: () => "Does anyone’s visa say “no recourse to public funds”?",
  intro: () => [
    "Some visas say this. It means that the person may not have most benefits, or other help that counts as public funds. If everyone is British or Irish, or has settled status, the answer is no.",
    "We ask because some of our help counts as public funds. Taking it could affect somebody’s permission to stay in the UK, and we want nobody to find that out afterwards.",
    `Only the caseworkers who read the application see the answer. ${publicFundsStory.notRefused}`,
  ],
  fields: () => ({
    noRecourse: choice(
      {
        name: "noRecourse",
        label: "Does it say so for anyone in the household?",
        options: recourseAnswers,
        short: "A visa says “no recourse to public funds”",
        whenEmpty: "Select no, yes, or that you do not know",
      },
      publicFundsSchema.shape.noRecourse,
    ),
  }),
  part: (fields) =>
    also(group(fields), (form) =>
      needsAdviceFirst(form) ? [{ field: "noRecourse", text: "Read what this can mean before you go on" }] : [],
    ),
  gives: (given) => ({ publicFunds: given }),
});
