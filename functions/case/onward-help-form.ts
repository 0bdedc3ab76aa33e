import { onwardHelpShape, referralRequestSchema } from "../../shared/domain/award/award.ts";
import { type Directory, type Service, servicesToReferTo } from "../../shared/domain/directory/directory.ts";
import { choices, text } from "../../shared/forms/fields.ts";
import type { FormError } from "../../shared/forms/form.ts";
import { fixed, group } from "../../shared/forms/group.ts";
import { rows } from "../../shared/forms/rows.ts";
import type { Form } from "../../shared/http/read-body.ts";
import type { CaseForm } from "./case-form.ts";

const { reasons, asks } = referralRequestSchema.shape;

/** The referrals and signposts chosen on a decision's form. */
export const onwardHelpParts = (form: CaseForm) => ({
  referrals: rows({
    filled: (fields) => fields.all("services"),
    row: (service) =>
      group({
        service: fixed(service, `${form}-services`),
        reasons: choices({ name: `reasons-${service}`, id: `${form}-reasons-${service}`, options: {} }, reasons),
        asks: text({ name: `asks-${service}`, id: `${form}-asks-${service}` }, asks),
      }),
    list: onwardHelpShape.referrals,
    ifAll: `${form}-services`,
  }),
  signposts: choices({ name: "signposts", id: `${form}-signposts`, options: {} }, onwardHelpShape.signposts),
});

/** Something written for a service that was not selected: a referral must not get lost over a tick. */
export const unselectedServices = (form: CaseForm, fields: Form, directory: Directory): FormError[] =>
  servicesToReferTo(directory)
    .filter((service) => !fields.all("services").includes(service.code) && isWrittenFor(fields, service))
    .map(({ name }) => ({ field: `${form}-services`, text: `Select ${name} to refer, or clear what you wrote for it` }));

const isWrittenFor = (fields: Form, { code }: Service) =>
  fields.one(`asks-${code}`).trim() !== "" || fields.all(`reasons-${code}`).length > 0;
