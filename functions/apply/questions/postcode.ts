import * as z from "zod/mini";
import { postcodeIn } from "../../../shared/domain/address/address-text.ts";
import { postcodeSchema } from "../../../shared/domain/application.ts";
import { residenceOf } from "../../../shared/domain/area.ts";
import { lineText } from "../../../shared/domain/text.ts";
import { text } from "../../../shared/forms/fields.ts";
import type { Form } from "../../../shared/http/read-body.ts";
import { type Asking, type Elsewhere, formOn, question } from "../question.ts";
import { hasAddress } from "./home.ts";

/** People write a sentence where one postcode was asked for. */
export const typedPostcode = z.pipe(
  z.string({ error: "Enter a postcode" }).check(z.maxLength(200, "Enter only the postcode, like CV1 2AB")),
  z.pipe(
    z.transform((typed: string) => postcodeIn(typed) ?? typed.slice(0, 12)),
    postcodeSchema,
  ),
);

export const isOutside = (typed: string): boolean => {
  const postcode = postcodeIn(typed);
  return postcode !== undefined && residenceOf(postcode) === "outside";
};

export const outsideWords = "This postcode is outside the area we can help. If it is not right, type it again";

/** The page shows at once where their own council is, and keeps what they typed. */
export const ownCouncil: Elsewhere = {
  before: "If the postcode is right, your own council has money to help people too.",
  href: "https://www.gov.uk/find-local-council",
  link: "Find your council on GOV.UK",
};

/** The address list knows homes of ours behind a postcode whose district is another council's. */
export const hasHomesOfOurs = "homesOfOurs";
const isKnownOurs = (form: Form): boolean => form.one(hasHomesOfOurs) === "yes";

/** The postcode and number typed on the page before, for the page on which people choose. */
export const soughtOn = (asking: Asking): { readonly postcode: string; readonly numberOrName: string } | undefined => {
  const form = formOn(asking, "postcode");
  const postcode = postcodeIn(form.one("postcode"));
  return postcode === undefined ? undefined : { postcode, numberOrName: form.one("number").trim() };
};

export const postcode = question({
  title: ({ isForSelf }) => (isForSelf ? "What is your postcode?" : "What is their postcode?"),
  isAsked: hasAddress,
  fields: (asking) => ({
    postcode: text(
      {
        name: "postcode",
        label: "Postcode",
        width: 10,
        ...(asking.isForSelf && { purpose: "postal-code" }),
        fault: (typed) => (isOutside(typed) && !isKnownOurs(formOn(asking, "postcode")) ? outsideWords : undefined),
      },
      typedPostcode,
    ),
    number: text(
      { name: "number", label: "House number or name (optional)", width: 20 },
      z.optional(lineText("a house number or name", 60)),
    ),
  }),
  // The next page has the postcode and the address, so the check page shows them once.
  rows: () => [],
  elsewhere: (form) => (isOutside(form.one("postcode")) ? ownCouncil : undefined),
});
