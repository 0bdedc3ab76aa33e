import { refugeAddressSchema } from "../../../shared/domain/application.ts";
import { text } from "../../../shared/forms/fields.ts";
import { fixed, group, heldTo, whichever } from "../../../shared/forms/group.ts";
import type { Form } from "../../../shared/http/read-body.ts";
import { question } from "../question.ts";
import { isInRefuge } from "./home.ts";
import { typedPostcode } from "./postcode.ts";

const { line1, line2, town } = refugeAddressSchema.shape.post.def.innerType.shape;
const boxes = ["line1", "line2", "town", "postcode"];
const isTyped = (form: Form) => boxes.some((box) => form.one(box).trim() !== "");

export const refuge = question({
  title: ({ isForSelf }) => (isForSelf ? "Where can we post letters to you?" : "Where can we post letters to them?"),
  intro: () => [
    "Please do not tell us where the refuge is. We do not need to know, and what we do not know we cannot give away.",
    "If there is a PO box or an office that takes letters for the refuge, you can enter it here. You can also leave this page empty and go on.",
  ],
  isAsked: isInRefuge,
  fields: () => ({
    line1: text(
      {
        name: "line1",
        label: "PO box, or line 1 of an office’s address (optional)",
        short: "Letters go to",
        whenEmpty: "Enter the PO box or the first line, or leave every box empty",
      },
      line1,
    ),
    line2: text({ name: "line2", label: "Address line 2 (optional)", short: "Letters: line 2" }, line2),
    town: text({ name: "town", label: "Town or city (optional)", short: "Letters: town", width: 20 }, town),
    postcode: text(
      {
        name: "postcode",
        label: "Postcode (optional)",
        short: "Letters: postcode",
        width: 10,
        whenEmpty: "Enter the postcode, or leave every box empty",
      },
      typedPostcode,
    ),
  }),
  part: (fields) =>
    whichever((form) =>
      heldTo(refugeAddressSchema, group({ kind: fixed("refuge"), ...(isTyped(form) && { post: group(fields) }) }), "line1"),
    ),
  gives: (given) => ({ address: given }),
});
