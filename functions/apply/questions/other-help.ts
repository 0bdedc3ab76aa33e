import type * as z from "zod/mini";
import { sharingSchema } from "../../../shared/domain/application.ts";
import { type Question, textOf } from "../question.ts";
import { readPart } from "../read-part.ts";

const agreements: Readonly<Record<string, boolean>> = { yes: true, no: false };

export const otherHelp: Question<z.infer<typeof sharingSchema>> = {
  title: ({ isForSelf }) =>
    isForSelf ? "May we ask another service to help you too?" : "Do they agree that we ask another service to help too?",
  fields: () => [
    {
      kind: "oneOf",
      name: "agreed",
      options: { yes: "Yes", no: "No" },
      hint: "For example, an adviser who checks that every benefit is paid, or a family hub. We would tell them a name, how to make contact safely and what help is needed, and no more. Saying no does not change the decision about money.",
      short: "May we ask another service to help",
    },
  ],
  read: (typed) => readPart(sharingSchema, { agreed: agreements[textOf(typed, "agreed")] }, { agreed: { id: "agreed" } }),
};
