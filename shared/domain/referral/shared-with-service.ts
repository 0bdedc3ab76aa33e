import { type SharedItem, sharedIn, sharedItemNames, sharedItems } from "../directory/shared-items.ts";
import { isClosed, type Referral } from "./referral.ts";

/** The fields of a referral that are about the request, and say nothing of the person. */
export const ofTheRequest = [
  "referralId",
  "caseId",
  "service",
  "serviceName",
  "consent",
  "requestedAt",
  "requestedBy",
  "answerDue",
  "state",
  "steps",
  "version",
] as const satisfies readonly (keyof Referral)[];

type OfTheRequest = (typeof ofTheRequest)[number];
type OfThePerson = (typeof sharedItems)[SharedItem]["fields"][number];

/** All that a service ever gets of a referral, on its page and from the API. */
export type SharedReferral = Pick<Referral, OfTheRequest> & Partial<Pick<Referral, OfThePerson>>;

/** The items that the person agreed to share. If the form did not name the service, an assessor reads them the whole list. */
const agreedItems = ({ consent }: Pick<Referral, "consent">): readonly SharedItem[] =>
  consent.shares === undefined ? sharedItemNames : sharedIn(consent.shares);

/** A service that gave a referral back or closed it no longer needs to reach the person. */
const mayStillSee = (item: SharedItem, referral: Referral): boolean => !(item === "contact" && isClosed(referral));

/** Only the ways that the person called safe, with the number or address of those. */
const safeContact = ({ ways, phone, email, safety }: Referral["contact"]): Referral["contact"] => ({
  ways,
  ...(phone !== undefined && (ways.includes("phone") || ways.includes("text")) && { phone }),
  ...(email !== undefined && ways.includes("email") && { email }),
  ...(safety !== undefined && { safety }),
});

const picked = <K extends keyof Referral>(referral: Referral, names: readonly K[]): Pick<Referral, K> =>
  Object.fromEntries(names.flatMap((name) => (referral[name] === undefined ? [] : [[name, referral[name]]]))) as Pick<Referral, K>;

/** A referral as its service may see it: exactly what the person agreed to, and for as long as the service needs it. */
export const sharedWithService = (referral: Referral): SharedReferral => {
  const fields = agreedItems(referral)
    .filter((item) => mayStillSee(item, referral))
    .flatMap((item): readonly OfThePerson[] => sharedItems[item].fields);
  return { ...picked(referral, ofTheRequest), ...picked({ ...referral, contact: safeContact(referral.contact) }, fields) };
};
