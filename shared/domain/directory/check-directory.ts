import { type DocumentProblem, repeatsIn } from "../document/document-problem.ts";
import { lowerFirst } from "../text.ts";
import type { Directory, Service } from "./directory.ts";
import { areSharedWords, everythingShared } from "./shared-items.ts";

/** Checks the values of a directory against each other, once each is right by itself. */

const reasonProblems = ({ reasons }: Directory): DocumentProblem[] => [
  ...repeatsIn(reasons.map(({ code }) => code)).map((index) => ({
    place: ["reasons", index, "code"],
    message: `The reason ${reasons[index]?.code} is there twice. Give each a code of its own`,
  })),
  ...repeatsIn(reasons.map(({ label }) => label)).map((index) => ({
    place: ["reasons", index, "label"],
    message: `There are two reasons called “${reasons[index]?.label}”. Give each a name of its own`,
  })),
];

const repeatedServices = ({ services }: Directory): DocumentProblem[] => [
  ...repeatsIn(services.map(({ code }) => code)).map((index) => ({
    place: ["services", index, "code"],
    message: `The service ${services[index]?.code} is there twice. Give each a code of its own`,
  })),
  ...repeatsIn(services.map(({ name }) => name)).map((index) => ({
    place: ["services", index, "name"],
    message: `There are two services called “${services[index]?.name}”. Give each a name of its own`,
  })),
];

type Problem = { readonly field: keyof Service; readonly message: string };

/** A service that takes referrals needs a contact, a reason, and the words that say what we share with it. */
const referralProblems = (service: Service, { reasons }: Directory): Problem[] => {
  const unknown = service.reasons.filter((code) => !reasons.some((reason) => reason.code === code));
  const found: Problem[] = unknown.map((code) => ({
    field: "reasons",
    message: `There is no reason ${code}. Add it to the reasons first`,
  }));
  if (!service.takesReferrals) {
    if (service.namedOnForm)
      found.push({ field: "namedOnForm", message: "Residents are asked only about services that take referrals. Untick one of the two" });
    return found;
  }
  const wanted = (field: keyof Service, message: string) => {
    if (service[field] === undefined) found.push({ field, message: `${message}, since the service takes referrals` });
  };
  if (service.reasons.length === 0)
    found.push({ field: "reasons", message: "Select why people are referred to it, since the service takes referrals" });
  wanted("shares", "Enter what is shared with the service");
  if (service.shares !== undefined && !areSharedWords(service.shares))
    found.push({ field: "shares", message: `Enter what is shared, in these words and no others: ${everythingShared}` });
  wanted("answerDays", "Enter the days to answer");
  wanted("urgentAnswerDays", "Enter the days to answer when it is urgent");
  wanted("contactName", "Enter who to contact");
  if (service.phone === undefined) wanted("email", "Enter a telephone number or an email address");
  const { answerDays, urgentAnswerDays } = service;
  if (answerDays !== undefined && urgentAnswerDays !== undefined && urgentAnswerDays > answerDays)
    found.push({ field: "urgentAnswerDays", message: "Give no more days to an urgent answer than to any other" });
  return found;
};

const audienceProblems = (service: Service): Problem[] => {
  const found: Problem[] = [];
  if (service.signposted && service.tells === undefined)
    found.push({ field: "tells", message: "Enter what residents are told, since they are told to go there by themselves" });
  if (service.audience === "residents") return found;
  if (service.signposted)
    found.push({ field: "signposted", message: "No resident is shown a service that is for staff only. Untick this" });
  if (service.namedOnForm)
    found.push({ field: "namedOnForm", message: "No resident is asked about a service that is for staff only. Untick this" });
  return found;
};

const ageProblems = ({ agesFrom, agesTo }: Service): Problem[] =>
  agesFrom !== undefined && agesTo !== undefined && agesFrom > agesTo
    ? [{ field: "agesTo", message: "The oldest age must be the youngest age or more" }]
    : [];

export const checkDirectory = (directory: Directory): readonly DocumentProblem[] => [
  ...reasonProblems(directory),
  ...repeatedServices(directory),
  ...directory.services.flatMap((service, index) =>
    [...referralProblems(service, directory), ...audienceProblems(service), ...ageProblems(service)].map(({ field, message }) => ({
      place: ["services", index, field],
      message,
    })),
  ),
];

/** The problem with the name of its service, for pages that do not show the service. */
export const namedProblem = ({ place, message }: DocumentProblem, { services }: Pick<Directory, "services">): string => {
  const [part, index] = place;
  const service = part === "services" && typeof index === "number" ? services[index] : undefined;
  return service ? `${service.name}: ${lowerFirst(message)}` : message;
};
