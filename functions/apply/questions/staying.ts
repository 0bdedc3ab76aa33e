import { unsettledAddressSchema } from "../../../shared/domain/application.ts";
import { text } from "../../../shared/forms/fields.ts";
import { question } from "../question.ts";
import { isStaying } from "./home.ts";

export const staying = question({
  title: ({ isForSelf }) => (isForSelf ? "Where are you staying now?" : "Where are they staying now?"),
  isAsked: isStaying,
  fields: () => ({
    staying: text(
      {
        name: "staying",
        hint: "For example, with a friend in Foleshill, in a hostel, or sleeping rough in the city centre",
        short: "Staying",
        whenEmpty: "Enter a few words about where that is",
      },
      unsettledAddressSchema.shape.staying,
    ),
  }),
  gives: (given) => ({ address: { kind: "none", ...given } }),
});
