import { type ServiceCode, serviceCodes, services } from "../../shared/domain/directory/onward-help.ts";
import type { FormError } from "../../shared/http/form-error.ts";
import type { Form } from "../../shared/http/read-body.ts";
import type { CaseForm } from "./case-form.ts";

const isSelected = (fields: Form, service: ServiceCode) => fields.all("services").includes(service);

/** The referrals and signposts chosen on a decision's form. */
export const onwardHelpFrom = (fields: Form) => ({
  referrals: serviceCodes
    .filter((service) => isSelected(fields, service))
    .map((service) => ({ service, reasons: fields.all(`reasons-${service}`), asks: fields.one(`asks-${service}`) })),
  signposts: fields.all("signposts"),
});

/** Where on the form a fault of the referrals or signposts is mended; undefined when it is elsewhere. */
export const onwardHelpFieldOf = (
  form: CaseForm,
  fields: Form,
  [part, index, member]: readonly (string | number)[],
): string | undefined => {
  if (part === "signposts") return `${form}-signposts`;
  if (part !== "referrals") return undefined;
  const service = onwardHelpFrom(fields).referrals[Number(index)]?.service;
  return service ? `${form}-${member === "asks" ? "asks" : "reasons"}-${service}` : `${form}-services`;
};

/** Something written for a service that was not selected: a referral must not get lost over a tick. */
export const unselectedServices = (form: CaseForm, fields: Form): FormError[] =>
  serviceCodes
    .filter((service) => !isSelected(fields, service))
    .filter((service) => fields.one(`asks-${service}`).trim() !== "" || fields.all(`reasons-${service}`).length > 0)
    .map((service) => ({ field: `${form}-services`, text: `Select ${services[service].label} to refer, or clear what you wrote for it` }));
