import * as z from "zod/mini";
import { atMost, code, count, day, oneOf, sentence, sourced, yesNo } from "../document/document-values.ts";
import { sayAlso, says } from "../says.ts";
import { lineText as label } from "../text.ts";

/**
 * The services that help beside money, as a document that staff read, change and publish. Its fields follow Open
 * Referral UK 3.0. A referral is a service's to answer; a signpost only tells a resident where to go.
 */

/** The name of a service in files and in its partner's group for sign-in. It never changes. */
export type ServiceCode = string;
export type ReferralReason = string;

/** As Open Referral UK has them. Only an active service is offered. */
export const serviceStatuses = {
  active: "Active",
  inactive: "Inactive",
  defunct: "Closed for good",
  temporarilyClosed: "Closed for now",
} as const;
export const audiences = { residents: "Residents may be told of it", staff: "Staff only: no resident is ever shown it" } as const;

const serviceSchema = z.strictObject({
  code: code("the service’s code"),
  name: label("what the service is called", 80),
  organisation: z.optional(label("the organisation", 120)),
  does: sentence("what the service does", 300),
  status: oneOf(serviceStatuses, "Select whether the service is active"),
  audience: oneOf(audiences, "Select who may be told of the service"),
  takesReferrals: yesNo("Say whether the service takes referrals"),
  /** The reasons for which people are referred to it. */
  reasons: says(z.array(code("the reason")).check(atMost(20, "reasons")), "The reasons for which people are referred to it."),
  /** The details that a referral shares, in the words that residents agree to. */
  shares: z.optional(sentence("what is shared with the service", 300)),
  /** Named to residents when they are asked whether they may be referred. */
  namedOnForm: yesNo("Say whether residents are asked about the service by name"),
  answerDays: z.optional(count("the days to answer", 1, 60)),
  urgentAnswerDays: z.optional(count("the days to answer when it is urgent", 1, 60)),
  /** Residents can be told to go there by themselves. */
  signposted: yesNo("Say whether residents are told to go there by themselves"),
  /** The words for such a resident. */
  tells: z.optional(sentence("what residents are told", 300)),
  contactName: z.optional(label("who to contact", 80)),
  phone: z.optional(label("the telephone number", 40)),
  email: z.optional(label("the email address", 120)),
  url: z.optional(label("the web address", 200).check(z.regex(/^https:\/\/\S+$/, "Enter the web address, beginning with https://"))),
  hours: z.optional(sentence("the opening times", 200)),
  area: label("the area that it serves", 120),
  agesFrom: z.optional(count("the youngest age", 0, 120)),
  agesTo: z.optional(count("the oldest age", 0, 120)),
  cost: z.optional(sentence("what it costs", 120)),
  /** The day on which somebody last checked all this. */
  assuredOn: z.optional(day("the day on which this was last checked")),
  ...sourced,
});
export type Service = z.infer<typeof serviceSchema>;

const reasonSchema = z.strictObject({ code: code("the reason’s code"), label: label("what the reason is called", 80) });
export type ReasonRow = z.infer<typeof reasonSchema>;

export const directorySchema = sayAlso(
  z.strictObject({
    format: says(z.literal(1), "The format of the document."),
    version: count("the version", 1),
    /** The first day on which this version is in force; a later version takes over from its own. */
    startsOn: day("the first day of this version"),
    /** Why somebody is referred. Each service takes some of them. */
    reasons: says(z.array(reasonSchema).check(atMost(60, "reasons")), "Why somebody is referred. Each service takes some of them."),
    services: says(z.array(serviceSchema).check(z.minLength(1, "Add a service"), atMost(100, "services")), "The services."),
  }),
  { title: "ServiceDirectory" },
);
export type Directory = z.infer<typeof directorySchema>;

export const serviceOf = ({ services }: Directory, code: ServiceCode): Service | undefined =>
  services.find((service) => service.code === code);

/** The services that people can be referred to. */
export const servicesToReferTo = ({ services }: Directory): readonly Service[] =>
  services.filter(({ status, takesReferrals }) => status === "active" && takesReferrals);

/** The services that residents can be told of. */
export const servicesToTellOf = ({ services }: Directory): readonly Service[] =>
  services.filter(({ status, signposted, audience }) => status === "active" && signposted && audience === "residents");

/** The services that residents are asked about by name, before anything is shared with them. */
export const servicesNamedOnForm = (directory: Directory): readonly Service[] =>
  servicesToReferTo(directory).filter(({ namedOnForm, audience }) => namedOnForm && audience === "residents");
