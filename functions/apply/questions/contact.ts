import { contactWays } from "../../../shared/domain/answers.ts";
import { contactMissing } from "../../../shared/domain/application.ts";
import { sentContactSchema } from "../../../shared/domain/sent-application.ts";
import { choices, text } from "../../../shared/forms/fields.ts";
import { group, heldTo } from "../../../shared/forms/group.ts";
import { question } from "../question.ts";

const { ways, phone, email, safety } = sentContactSchema.shape;

export const contact = question({
  title: ({ isForSelf }) => (isForSelf ? "How is it safe to contact you?" : "How is it safe to contact them?"),
  intro: () => ["Choose only ways that nobody else can see or hear, if that matters. We use no other."],
  fields: ({ isForSelf }) => ({
    ways: choices(
      { name: "ways", label: "Safe ways", options: contactWays, hint: "Select all that are safe", short: "Safe ways to make contact" },
      ways,
    ),
    phone: text(
      {
        name: "phone",
        label: "Phone number, if a call or a text is safe",
        type: "tel",
        width: 20,
        short: "Phone number",
        whenEmpty: contactMissing.phone,
        isNeeded: (form) => form.all("ways").some((way) => way === "phone" || way === "text"),
        ...(isForSelf && { purpose: "tel" }),
      },
      phone,
    ),
    email: text(
      {
        name: "email",
        label: "Email address, if email is safe",
        type: "email",
        short: "Email address",
        whenEmpty: contactMissing.email,
        isNeeded: (form) => form.all("ways").includes("email"),
        ...(isForSelf && { purpose: "email" }),
      },
      email,
    ),
    safety: text(
      {
        name: "safety",
        label: "Is there anything we must do, or never do, to keep someone safe? (optional)",
        hint: "For example: only before 3pm, never leave a message, my partner must not know. A person reads this before anyone makes contact, and we send nothing automatic.",
        maximum: 500,
        rows: 3,
        short: "To keep someone safe",
      },
      safety,
    ),
  }),
  part: (fields) => heldTo(sentContactSchema, group(fields), "ways"),
  gives: (given) => ({ contact: given }),
});
