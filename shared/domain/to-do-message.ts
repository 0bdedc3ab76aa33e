import * as z from "zod/mini";
import type { Role } from "../system.ts";
import { addDays, type Day } from "./dates.ts";
import { emailAddress } from "./email.ts";
import type { Actor } from "./principal.ts";
import { says } from "./says.ts";
import { workingDaysBetween } from "./working-days.ts";

/** Somebody of the council who wishes a message about what waits for them. */
export type ToDoMessage = {
  readonly by: Actor;
  readonly email: string;
  /** As they were at the last sign-in. */
  readonly roles: readonly Role[];
  readonly signedInOn: Day;
  readonly sentOn?: Day;
};

export const howOften = { daily: "Yes, by email, at most once a working day", never: "No" } as const;
export type HowOften = keyof typeof howOften;

export const emailMissing = "Enter your work email address";

export const toDoMessageShape = {
  often: says(
    z.enum(Object.keys(howOften) as [HowOften, ...HowOften[]], { error: "Select whether you want a message" }),
    "Whether to send a message when something waits.",
  ),
  email: z.optional(
    says(emailAddress, "The work email address that it goes to.", {
      "x-also-checked": "It is there unless `often` is `never`, and GOV.UK Notify can send to it.",
    }),
  ),
};

export const toDoMessageSchema = z
  .strictObject(toDoMessageShape)
  .check(z.refine(({ often, email }) => often === "never" || email !== undefined, { error: emailMissing, path: ["email"] }));
export type ToDoMessageRequest = z.infer<typeof toDoMessageSchema>;

/** Who has left the council signs in no more, so after so many days nothing is sent. */
const daysSinceSignIn = 30;

/** At most one a day, on working days, to people who still use the service. */
export const isDueOn = ({ signedInOn, sentOn }: ToDoMessage, day: Day): boolean =>
  workingDaysBetween(addDays(day, -1), day) === 1 && (sentOn === undefined || sentOn < day) && signedInOn >= addDays(day, -daysSinceSignIn);
