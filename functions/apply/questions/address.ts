import * as z from "zod/mini";
import { inOneLine, type ListedAddress } from "../../../shared/domain/address/listed-address.ts";
import { settledAddressSchema } from "../../../shared/domain/application.ts";
import type { Field } from "../../../shared/forms/field.ts";
import { choice, text } from "../../../shared/forms/fields.ts";
import type { Part } from "../../../shared/forms/form.ts";
import { also, fixed, group, heldTo } from "../../../shared/forms/group.ts";
import { typedForm } from "../../../shared/forms/typed-form.ts";
import type { Typed } from "../../../shared/store/drafts.ts";
import { question } from "../question.ts";
import { hasAddress, kindOfHome } from "./home.ts";
import { isOutside, outsideWords, ownCouncil, typedPostcode } from "./postcode.ts";

const { line1, line2, town } = settledAddressSchema.shape;

/** The draft's field for the UPRN of a chosen address. */
export const chosenIn = "listed";

/** An address that somebody chose, as if they had typed its lines. */
export const asChosen = ({ uprn, unit = "", line1, line2 = "", town = "", postcode }: ListedAddress): Typed => ({
  [chosenIn]: uprn,
  ...{ unit, line1, line2, town, postcode },
});

/** The contents of the boxes: empty for an address that is chosen in the list above them. */
export const inBoxes = (typed: Typed, postcode: string | undefined, isListShown: boolean): Typed => {
  const form = typedForm(typed);
  const chosen = form.one(chosenIn);
  return chosen && isListShown
    ? { [chosenIn]: chosen, postcode: form.one("postcode") }
    : { ...typed, postcode: form.one("postcode") || (postcode ?? "") };
};

export const listField = (listed: readonly ListedAddress[]): Field<string | undefined> =>
  choice(
    {
      name: chosenIn,
      label: "Choose the address",
      select: "The address is not listed",
      options: Object.fromEntries(listed.map((address) => [address.uprn, inOneLine(address)])),
    },
    z.optional(z.string()),
  );

/** A value that the draft keeps without a box. */
const kept = (name: string): Part<string | undefined> => ({
  read: (form) => ({ kind: "read", request: form.one(name) || undefined }),
  boxes: () => [],
  errorAt: () => undefined,
});

export const address = question({
  title: ({ isForSelf }) => (isForSelf ? "What is your address?" : "What is their address?"),
  isAsked: hasAddress,
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
        { name: "postcode", label: "Postcode", width: 10, whenEmpty: "Enter a postcode", ...purpose("postal-code") },
        typedPostcode,
      ),
    };
  },
  part: (fields, asking) =>
    heldTo(
      settledAddressSchema,
      also(
        group({ kind: fixed("settled"), ...fields, uprn: kept(chosenIn), unit: kept("unit"), home: fixed(kindOfHome(asking)) }),
        (form) => (isOutside(form.one("postcode")) && !form.one(chosenIn) ? [{ field: "postcode", text: outsideWords }] : []),
      ),
      "line1",
    ),
  gives: (given) => ({ address: given }),
  elsewhere: (form) => (isOutside(form.one("postcode")) ? ownCouncil : undefined),
});
