import * as z from "zod/mini";
import type { kindsOfHome } from "../../../shared/domain/answers.ts";
import { choice } from "../../../shared/forms/fields.ts";
import { type Asking, formOn, question } from "../question.ts";

/** The kind of home of each answer. Others live behind the same door in all but the first, and are households of their own. */
const homes = {
  settled: "Yes",
  shared: "Yes, in a shared house with people who do not share money",
  supported: "Yes, in supported housing",
  hostel: "Yes, in a hostel",
  refuge: "No, in a refuge",
  none: "No, or only somewhere to stay for now",
} as const;
type Home = keyof typeof homes;

const homeOn = (asking: Asking) => formOn(asking, "home").one("kind");

export const hasAddress = (asking: Asking): boolean => !isInRefuge(asking) && homeOn(asking) !== "none";
export const isInRefuge = (asking: Asking): boolean => homeOn(asking) === "refuge";
export const isStaying = (asking: Asking): boolean => homeOn(asking) === "none";

/** Kept only where it tells something: most homes are somebody's own. */
export const kindOfHome = (asking: Asking): keyof typeof kindsOfHome | undefined => {
  const home = homeOn(asking);
  return home === "shared" || home === "supported" || home === "hostel" ? home : undefined;
};

/** Asked before the address, so that nobody without one gives up. */
export const home = question({
  title: ({ isForSelf }) => (isForSelf ? "Do you have an address of your own?" : "Do they have an address of their own?"),
  fields: ({ isForSelf }) => ({
    kind: choice(
      {
        name: "kind",
        options: homes,
        hint: `Renting, owning or living with family all count as yes. You can apply without an address. If ${isForSelf ? "you are" : "they are"} in a refuge, we do not ask where it is.`,
        short: "Has an address",
      },
      z.enum(Object.keys(homes) as [Home, ...Home[]], { error: "Select yes if there is an address" }),
    ),
  }),
});
