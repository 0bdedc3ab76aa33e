import { settledAddressSchema } from "../../../shared/domain/application.ts";
import { residenceOf, tidyPostcode } from "../../../shared/domain/area.ts";
import { text } from "../../../shared/forms/fields.ts";
import { fixed, group, heldTo } from "../../../shared/forms/group.ts";
import { question } from "../question.ts";
import { homeKindOf } from "./home.ts";

const isOutside = (typedPostcode: string): boolean => {
  const postcode = tidyPostcode(typedPostcode);
  return postcode !== undefined && residenceOf(postcode) === "outside";
};

const { line1, line2, town, postcode } = settledAddressSchema.shape;

export const address = question({
  title: ({ isForSelf }) => (isForSelf ? "What is your address?" : "What is their address?"),
  isAsked: (asking) => homeKindOf(asking) !== "none",
  fields: ({ isForSelf }) => {
    const purpose = (name: string) => (isForSelf ? { purpose: name } : {});
    return {
      line1: text(
        { name: "line1", label: "Address line 1", whenEmpty: "Enter the first line of the address", ...purpose("address-line1") },
        line1,
      ),
      line2: text({ name: "line2", label: "Address line 2 (optional)", short: "Address line 2", ...purpose("address-line2") }, line2),
      town: text({ name: "town", label: "Town or city (optional)", short: "Town or city", width: 20, ...purpose("address-level2") }, town),
      postcode: text(
        {
          name: "postcode",
          label: "Postcode",
          width: 10,
          ...purpose("postal-code"),
          fault: (typed) =>
            isOutside(typed) ? "This postcode is outside the area we can help. If it is not right, type it again" : undefined,
        },
        postcode,
      ),
    };
  },
  part: (fields) => heldTo(settledAddressSchema, group({ kind: fixed("settled"), ...fields }), "line1"),
  gives: (given) => ({ address: given }),
  // The page shows at once where their own council is, and keeps what they typed.
  elsewhere: (form) =>
    isOutside(form.one("postcode"))
      ? {
          before: "If the postcode is right, your own council has money to help people too.",
          href: "https://www.gov.uk/find-local-council",
          link: "Find your council on GOV.UK",
        }
      : undefined,
});
