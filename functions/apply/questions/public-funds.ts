import type * as z from "zod/mini";
import { recourseAnswers } from "../../../shared/domain/answers.ts";
import { publicFundsSchema } from "../../../shared/domain/application.ts";
import type { Typed } from "../../../shared/store/drafts.ts";
import { listOf, type Question, textOf } from "../question.ts";
import { readPart } from "../read-part.ts";

const answerIn = (typed: Typed) => textOf(typed, "noRecourse");

/** What a resident presses after reading what help can mean for permission to stay. */
export const hasReadAdvice: Typed = { noRecourse: "yes", hasRead: ["yes"] };

/** Whoever answers yes is shown where to get advice, once and before going on. */
export const needsAdviceFirst = (typed: Typed): boolean => answerIn(typed) === "yes" && !listOf(typed, "hasRead").includes("yes");

export const publicFunds: Question<z.infer<typeof publicFundsSchema>> = {
  title: () => "Does anyone’s visa say “no recourse to public funds”?",
  intro: () => [
    "Some visas say this. It means that the person may not have most benefits, or other help that counts as public funds. If everyone is British or Irish, or has settled status, the answer is no.",
    "We ask because some of our help counts as public funds. Taking it could affect somebody’s permission to stay in the UK, and we want nobody to find that out afterwards.",
    "Only the caseworkers who read the application see the answer. No computer refuses anyone because of it.",
  ],
  fields: () => [
    {
      kind: "oneOf",
      name: "noRecourse",
      label: "Does it say so for anyone in the household?",
      options: recourseAnswers,
      short: "A visa says “no recourse to public funds”",
    },
  ],
  read: (typed) => {
    if (needsAdviceFirst(typed))
      return { kind: "problems", problems: [{ field: "noRecourse", text: "Read what this can mean before you go on" }] };
    return readPart(
      publicFundsSchema,
      { noRecourse: answerIn(typed) },
      { noRecourse: { id: "noRecourse", whenEmpty: "Select no, yes, or that you do not know" } },
    );
  },
};
