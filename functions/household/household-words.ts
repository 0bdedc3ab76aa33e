import { kindsOfHome } from "../../shared/domain/answers.ts";
import { formatDay } from "../../shared/domain/dates.ts";
import type { Home, Member } from "../../shared/domain/identity/identity.ts";
import { ageOfMember } from "../../shared/domain/identity/people-on.ts";
import { lowerFirst } from "../../shared/domain/text.ts";

/** An address in one line. Where a refuge is stays private. */
export const addressWords = ({ address }: Pick<Home, "address">): string => {
  switch (address.kind) {
    case "settled":
      return [address.line1, address.line2, address.town, address.postcode].filter((part) => part !== undefined && part !== "").join(", ");
    case "none":
      return `No address of their own. Staying: ${address.staying}`;
    case "refuge":
      return "A refuge. Where it is stays private";
  }
};

const ofTheirOwn = "Everybody else there is another household, unless they say that they share money.";

/** Tells staff that several households may live in this home. */
export const homeNote = ({ address }: Pick<Home, "address">): string | undefined => {
  switch (address.kind) {
    case "settled":
      return address.home === undefined || address.home === "own" ? undefined : `${kindsOfHome[address.home]}. ${ofTheirOwn}`;
    case "none":
    case "refuge":
      return ofTheirOwn;
  }
};

/** "aged 17 (born 30 November 2008)", "about 40 years old" or "age not known". */
export const ageWords = (member: Member, today: string): string => {
  const age = ageOfMember(member, today);
  if (age === undefined) return "age not known";
  return member.dateOfBirth === undefined ? `about ${age} years old` : `aged ${age} (born ${formatDay(member.dateOfBirth)})`;
};

/** "3 May 2026: they moved out". */
export const leftWords = (until: string, why: string): string => `${formatDay(until)}: ${lowerFirst(why)}`;
