import { relationships } from "../../shared/domain/answers.ts";
import type { Application } from "../../shared/domain/application.ts";
import { formatDay } from "../../shared/domain/dates.ts";
import { type Compared, type ComparedPoint, comparedWords } from "../../shared/domain/identity/compare.ts";
import { type HouseholdIdentity, type Member, reasonsToLeave } from "../../shared/domain/identity/identity.ts";
import { lowerFirst } from "../../shared/domain/text.ts";

/** "Born 4 May 1984. Also known as Zoe Smith. Moved out on 3 March 2026." */
export const personWords = (person: Member): string => {
  const { dateOfBirth, estimatedAge, otherNames = [], relationship, until, left } = person;
  const born = dateOfBirth ? `born ${formatDay(dateOfBirth)}` : estimatedAge === undefined ? undefined : `about ${estimatedAge} years old`;
  const gone = until && `${left ? lowerFirst(reasonsToLeave[left]) : "of the household"} until ${formatDay(until)}`;
  return [
    relationship === "self" ? undefined : relationships[relationship],
    born,
    otherNames.length > 0 ? `also known as ${otherNames.join(", ")}` : undefined,
    gone,
  ]
    .filter((part) => part !== undefined)
    .join("; ");
};

/** The homes of a household. Nobody reads the address of a refuge here. */
export const homeWords = ({ address, until }: HouseholdIdentity["homes"][number]): string =>
  `${addressWords(address)}${until ? `, until ${formatDay(until)}` : ""}`;

const addressWords = (address: Application["address"]): string => {
  if (address.kind === "none") return "No address";
  if (address.kind === "refuge") return "A refuge. Its address is private";
  return [address.line1, address.line2, address.town, address.postcode].filter(Boolean).join(", ");
};

const verdictWords: { readonly [V in Compared["verdict"]]: string } = {
  agrees: "Agrees",
  differs: "Differs",
  notKnown: "Not known of both",
};

/** "Agrees: dates of birth, addresses". */
export const comparedLines = (compared: readonly Compared[]): readonly string[] =>
  (Object.keys(verdictWords) as Compared["verdict"][]).flatMap((verdict) => {
    const points = compared.filter((one) => one.verdict === verdict).map(({ what }): string => pointWords(what));
    return points.length > 0 ? [`${verdictWords[verdict]}: ${points.join(", ")}.`] : [];
  });

const pointWords = (what: ComparedPoint): string => (what === "ninos" ? comparedWords.ninos : lowerFirst(comparedWords[what]));
