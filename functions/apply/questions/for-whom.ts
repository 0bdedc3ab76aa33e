import { applicantRoles } from "../../../shared/domain/answers.ts";
import { applicantSchema } from "../../../shared/domain/application.ts";
import { choice } from "../../../shared/forms/fields.ts";
import { question } from "../question.ts";

export const forWhom = question({
  title: () => "Who are you applying for?",
  fields: () => ({ role: choice({ name: "role", options: applicantRoles, short: "Applying for" }, applicantSchema.shape.role) }),
  gives: (applicant) => ({ applicant }),
});
