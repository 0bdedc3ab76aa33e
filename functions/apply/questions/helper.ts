import type * as z from "zod/mini";
import { applicantSchema } from "../../../shared/domain/application.ts";
import { type Asking, givenText, listOf, type Question, textOf } from "../question.ts";
import { readPart } from "../read-part.ts";

const roleOf = ({ answers }: Asking) => textOf(answers["for-whom"] ?? {}, "role");

/** Asked of someone who applies for another person. */
export const helper: Question<z.infer<typeof applicantSchema>> = {
  title: () => "About you, who are helping someone to apply",
  intro: () => ["We may need to ask you a question. The rest of the form is about the person who needs help."],
  isAsked: ({ isForSelf }) => !isForSelf,
  fields: (asking) => [
    { kind: "text", name: "helperName", label: "Your full name", purpose: "name" },
    ...(roleOf(asking) === "organisation"
      ? [{ kind: "text", name: "organisation", label: "Your organisation", purpose: "organization" } as const]
      : []),
    {
      kind: "tick",
      name: "permission",
      label: "Have they agreed?",
      option: "Yes, they have agreed that I apply for them and give these details",
      short: "They have agreed",
    },
  ],
  read: (typed, asking) =>
    readPart(
      applicantSchema,
      {
        role: roleOf(asking),
        helperName: givenText(typed, "helperName"),
        ...(roleOf(asking) === "organisation" && { organisation: givenText(typed, "organisation") }),
        permission: listOf(typed, "permission").includes("yes"),
      },
      {
        helperName: { id: "helperName", whenEmpty: "Enter your full name" },
        organisation: { id: "organisation" },
        permission: { id: "permission" },
      },
    ),
};
