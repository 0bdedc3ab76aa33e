import * as z from "zod/mini";
import { choice } from "../../../shared/forms/fields.ts";
import { type Asking, formOn, question } from "../question.ts";

const homes = { settled: "Yes", none: "No, or only somewhere to stay for now" } as const;

export const homeKindOf = (asking: Asking) => formOn(asking, "home").one("kind");

/** Asked before the address, so that nobody without one gives up. */
export const home = question({
  title: ({ isForSelf }) => (isForSelf ? "Do you have an address of your own?" : "Do they have an address of their own?"),
  fields: () => ({
    kind: choice(
      {
        name: "kind",
        options: homes,
        hint: "Renting, owning or living with family all count as yes. You can apply without an address.",
        short: "Has an address",
      },
      z.enum(["settled", "none"], { error: "Select yes if there is an address" }),
    ),
  }),
});
