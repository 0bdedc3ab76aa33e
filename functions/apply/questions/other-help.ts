import { sharingSchema } from "../../../shared/domain/application.ts";
import { yesNo } from "../../../shared/forms/fields.ts";
import { question } from "../question.ts";

export const otherHelp = question({
  title: ({ isForSelf }) =>
    isForSelf ? "May we ask another service to help you too?" : "Do they agree that we ask another service to help too?",
  fields: () => ({
    agreed: yesNo(
      {
        name: "agreed",
        hint: "For example, an adviser who checks that every benefit is paid, or a family hub. We would tell them a name, how to make contact safely and what help is needed, and no more. Saying no does not change the decision about money.",
        short: "May we ask another service to help",
      },
      sharingSchema.shape.agreed,
    ),
  }),
  gives: (sharing) => ({ sharing }),
});
