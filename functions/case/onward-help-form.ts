import { onwardHelpShape, referralRequestSchema } from "../../shared/domain/award/award.ts";
import { type ServiceCode, serviceCodes, services } from "../../shared/domain/directory/onward-help.ts";
import { choices, text } from "../../shared/forms/fields.ts";
import type { FormError } from "../../shared/forms/form.ts";
import { also, fixed, group } from "../../shared/forms/group.ts";
import { rows } from "../../shared/forms/rows.ts";
import type { Form } from "../../shared/http/read-body.ts";
import type { CaseForm } from "./case-form.ts";

const { reasons, asks } = referralRequestSchema.shape;

const isSelected = (fields: Form, service: ServiceCode) => fields.all("services").includes(service);

export const onwardHelpParts = (form: CaseForm) => ({
  referrals: also(
    rows({
      filled: (fields) => serviceCodes.filter((service) => isSelected(fields, service)),
      row: (service) =>
        group({
          service: fixed(service, `${form}-services`),
          reasons: choices({ name: `reasons-${service}`, id: `${form}-reasons-${service}`, options: {} }, reasons),
          asks: text({ name: `asks-${service}`, id: `${form}-asks-${service}` }, asks),
        }),
      list: onwardHelpShape.referrals,
      ifAll: `${form}-services`,
    }),
    (fields) => unselectedServices(form, fields),
  ),
  signposts: choices({ name: "signposts", id: `${form}-signposts`, options: {} }, onwardHelpShape.signposts),
});

/** Text for a service that was not selected is an error: a referral must not get lost over a tick. */
const unselectedServices = (form: CaseForm, fields: Form): FormError[] =>
  serviceCodes
    .filter((service) => !isSelected(fields, service))
    .filter((service) => fields.one(`asks-${service}`).trim() !== "" || fields.all(`reasons-${service}`).length > 0)
    .map((service) => ({ field: `${form}-services`, text: `Select ${services[service].label} to refer, or clear what you wrote for it` }));
