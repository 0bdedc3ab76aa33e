import type * as z from "zod/mini";
import { contactWays } from "../../../shared/domain/answers.ts";
import { contactSchema } from "../../../shared/domain/application.ts";
import { givenText, listOf, type Question } from "../question.ts";
import { readPart } from "../read-part.ts";

export const contact: Question<z.infer<typeof contactSchema>> = {
  title: ({ isForSelf }) => (isForSelf ? "How is it safe to contact you?" : "How is it safe to contact them?"),
  intro: () => ["Choose only ways that nobody else can see or hear, if that matters. We use no other."],
  fields: ({ isForSelf }) => [
    {
      kind: "anyOf",
      name: "ways",
      label: "Safe ways",
      options: contactWays,
      hint: "Select all that are safe",
      short: "Safe ways to make contact",
    },
    {
      kind: "text",
      name: "phone",
      label: "Phone number, if a call or a text is safe",
      type: "tel",
      width: 20,
      short: "Phone number",
      ...(isForSelf && { purpose: "tel" }),
    },
    {
      kind: "text",
      name: "email",
      label: "Email address, if email is safe",
      type: "email",
      short: "Email address",
      ...(isForSelf && { purpose: "email" }),
    },
    {
      kind: "longText",
      name: "safety",
      label: "Is there anything we must do, or never do, to keep someone safe? (optional)",
      hint: "For example: only before 3pm, never leave a message, my partner must not know. A person reads this before anyone makes contact, and we send nothing automatic.",
      maximum: 500,
      rows: 3,
      short: "To keep someone safe",
    },
  ],
  read: (typed) =>
    readPart(
      contactSchema,
      {
        ways: listOf(typed, "ways"),
        phone: givenText(typed, "phone"),
        email: givenText(typed, "email"),
        safety: givenText(typed, "safety"),
      },
      { ways: { id: "ways" }, phone: { id: "phone" }, email: { id: "email" }, safety: { id: "safety" } },
    ),
};
