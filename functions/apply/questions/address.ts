import type * as z from "zod/mini";
import { addressSchema } from "../../../shared/domain/application.ts";
import { residenceOf, tidyPostcode } from "../../../shared/domain/area.ts";
import { givenText, type Problem, type Question, textOf } from "../question.ts";
import { readPart } from "../read-part.ts";
import { homeKindOf } from "./home.ts";

/** Someone outside the area is told so at once, and where their own council is; what they typed stays. */
const outsideProblem = (typedPostcode: string): readonly Problem[] => {
  const postcode = tidyPostcode(typedPostcode);
  if (!postcode || residenceOf(postcode) !== "outside") return [];
  return [
    {
      field: "postcode",
      text: "This postcode is outside the area we can help. If it is not right, type it again",
      elsewhere: {
        before: "If the postcode is right, your own council has money to help people too.",
        href: "https://www.gov.uk/find-local-council",
        link: "Find your council on GOV.UK",
      },
    },
  ];
};

export const address: Question<z.infer<typeof addressSchema>> = {
  title: ({ isForSelf }) => (isForSelf ? "What is your address?" : "What is their address?"),
  isAsked: (asking) => homeKindOf(asking) !== "none",
  fields: ({ isForSelf }) => {
    const purpose = (name: string) => (isForSelf ? { purpose: name } : {});
    return [
      { kind: "text", name: "line1", label: "Address line 1", ...purpose("address-line1") },
      { kind: "text", name: "line2", label: "Address line 2 (optional)", short: "Address line 2", ...purpose("address-line2") },
      { kind: "text", name: "town", label: "Town or city (optional)", short: "Town or city", width: 20, ...purpose("address-level2") },
      { kind: "text", name: "postcode", label: "Postcode", width: 10, ...purpose("postal-code") },
    ];
  },
  read: (typed) =>
    readPart(
      addressSchema,
      {
        kind: "settled",
        line1: textOf(typed, "line1").trim(),
        line2: givenText(typed, "line2"),
        town: givenText(typed, "town"),
        postcode: textOf(typed, "postcode").trim(),
      },
      {
        line1: { id: "line1", whenEmpty: "Enter the first line of the address" },
        line2: { id: "line2" },
        town: { id: "town" },
        postcode: { id: "postcode" },
      },
      outsideProblem(textOf(typed, "postcode")),
    ),
};
