import { always, type Optional, type PlainField, type PlainFieldFor, sourcedFields } from "../document/field.ts";
import { audiences, type Directory, type ReasonRow, type Service, serviceStatuses } from "./directory.ts";
import { everythingShared } from "./shared-items.ts";

/** The fields of a directory's rows, each with its words. Forms, pages and comparisons read them here, so none can miss a field. */

type ChosenFrom = readonly [directory: Directory];
export type DirectoryField = PlainField<ChosenFrom>;
type FieldsOf<Row> = {
  readonly [Name in keyof Row]-?: PlainFieldFor<ChosenFrom, Exclude<Row[Name], undefined>> & Optional<Row[Name]>;
};

const codeHint = "One word that staff and files use. It stays the same from version to version.";

export const serviceFields: FieldsOf<Service> = {
  code: { kind: "text", label: "Code", hint: `${codeHint} People in the group “partner:” and this code sign in as the service.` },
  name: { kind: "text", label: "Name" },
  organisation: { kind: "text", label: "Organisation", isOptional: true },
  does: { kind: "longText", label: "What it does" },
  status: { kind: "choice", label: "Whether it is active", options: always(serviceStatuses) },
  audience: { kind: "choice", label: "Who may be told of it", options: always(audiences) },
  takesReferrals: { kind: "yesNo", label: "It takes referrals" },
  reasons: {
    kind: "choices",
    label: "Why people are referred to it",
    options: ({ reasons }) => Object.fromEntries(reasons.map(({ code, label }) => [code, label])),
  },
  shares: {
    kind: "longText",
    label: "What is shared with it",
    hint: `Goes on after “We would tell them”. Residents agree to these words, and nothing else is shared: ${everythingShared}.`,
    isOptional: true,
  },
  namedOnForm: { kind: "yesNo", label: "Residents are asked about it by name" },
  answerDays: { kind: "count", label: "Working days to answer", isOptional: true },
  urgentAnswerDays: { kind: "count", label: "Working days to answer when it is urgent", isOptional: true },
  signposted: { kind: "yesNo", label: "Residents can be told to go there by themselves" },
  tells: { kind: "longText", label: "What residents are told", isOptional: true },
  contactName: {
    kind: "text",
    label: "Who to contact",
    hint: "A desk or a role, and no person’s name: anybody can read it.",
    isOptional: true,
  },
  phone: { kind: "text", label: "Telephone", isOptional: true },
  email: { kind: "text", label: "Email", isOptional: true },
  url: { kind: "text", label: "Web address", hint: "Beginning with https://", isOptional: true },
  hours: { kind: "longText", label: "Opening times", isOptional: true },
  area: { kind: "text", label: "Area that it serves" },
  agesFrom: { kind: "count", label: "Youngest age", isOptional: true },
  agesTo: { kind: "count", label: "Oldest age", isOptional: true },
  cost: { kind: "longText", label: "What it costs", hint: "For example, “Free”.", isOptional: true },
  assuredOn: { kind: "day", label: "Last checked on", isOptional: true },
  ...sourcedFields,
};

export const reasonFields: FieldsOf<ReasonRow> = {
  code: { kind: "text", label: "Code", hint: codeHint },
  label: { kind: "text", label: "What it is called" },
};

export const startsOnField: DirectoryField = {
  kind: "day",
  label: "First day of this version",
  hint: "It is in force from this day on.",
};
