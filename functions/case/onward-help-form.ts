import { type Directory, type Service, servicesToReferTo } from "../../shared/domain/directory/directory.ts";
import type { FormError } from "../../shared/http/form-error.ts";
import type { Form } from "../../shared/http/read-body.ts";
import type { CaseForm } from "./case-form.ts";

/** The referrals and signposts chosen on a decision's form. */
export const onwardHelpFrom = (fields: Form) => ({
  referrals: fields
    .all("services")
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
  return service && member !== "service" ? `${form}-${member === "asks" ? "asks" : "reasons"}-${service}` : `${form}-services`;
};

const isWrittenFor = (fields: Form, { code }: Service) =>
  fields.one(`asks-${code}`).trim() !== "" || fields.all(`reasons-${code}`).length > 0;

/** Something written for a service that was not selected: a referral must not get lost over a tick. */
export const unselectedServices = (form: CaseForm, fields: Form, directory: Directory): FormError[] =>
  servicesToReferTo(directory)
    .filter((service) => !fields.all("services").includes(service.code) && isWrittenFor(fields, service))
    .map(({ name }) => ({ field: `${form}-services`, text: `Select ${name} to refer, or clear what you wrote for it` }));
