import * as z from "zod/mini";
import { applicantSchema, permissionMissing } from "../../../shared/domain/application.ts";
import { text, tick } from "../../../shared/forms/fields.ts";
import { fixed, group, heldTo } from "../../../shared/forms/group.ts";
import { type Asking, formOn, question } from "../question.ts";

const roleOf = (asking: Asking) => (formOn(asking, "for-whom").one("role") === "organisation" ? "organisation" : "friendOrRelative");

const { helperName, organisation } = applicantSchema.shape;

export const helper = question({
  title: () => "About you, who are helping someone to apply",
  intro: () => ["We may need to ask you a question. The rest of the form is about the person who needs help."],
  isAsked: ({ isForSelf }) => !isForSelf,
  fields: (asking) => ({
    helperName: text({ name: "helperName", label: "Your full name", purpose: "name", whenEmpty: "Enter your full name" }, helperName),
    ...(roleOf(asking) === "organisation" && {
      organisation: text(
        { name: "organisation", label: "Your organisation", purpose: "organization", whenEmpty: "Enter your organisation" },
        organisation,
      ),
    }),
    permission: tick(
      {
        name: "permission",
        label: "Have they agreed?",
        option: "Yes, they have agreed that I apply for them and give these details",
        short: "They have agreed",
      },
      z.literal(true, { error: permissionMissing }),
    ),
  }),
  part: (fields, asking) => heldTo(applicantSchema, group({ role: fixed(roleOf(asking)), ...fields }), "helperName"),
  gives: (applicant) => ({ applicant }),
});
