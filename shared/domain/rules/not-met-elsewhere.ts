import { otherSchemes } from "../answers.ts";
import type { OtherScheme } from "../application.ts";
import type { Need } from "../needs.ts";
import { pass, quotedList, refer, rule } from "./rule.ts";

const helpsWith: Record<OtherScheme, readonly Need[]> = {
  discretionaryHousingPayment: ["housing"],
  communitySupportGrant: ["bedsAndBedding", "flooring", "curtains", "washingMachine", "fridgeFreezer", "cooker", "otherFurniture"],
  freeSchoolMeals: ["food"],
};
const schemes = Object.keys(otherSchemes) as OtherScheme[];

export const notMetElsewhere = rule({
  name: "notMetElsewhere",
  version: 1,
  says: "No other scheme that we look at is already meeting what is needed.",
  toResident: "Another scheme is already helping you with this.",
  parameters: { looksAt: { kind: "choices", label: "Other schemes that are looked at", options: otherSchemes } },
  isAnsweredBefore: false,
  canRefuse: true,
  // The department asks councils to look at overlap, and excludes nobody outright.
  find: ({ needs, helpFrom }, { looksAt }) => {
    const inputs = { needs, looksAt, ...(helpFrom && { helpFrom }) };
    const overlapping = schemes.filter((scheme) => looksAt.includes(scheme) && helpsWith[scheme].some((need) => needs.includes(need)));
    if (overlapping.length === 0) return pass("None of the other schemes helps with what is asked for.", inputs);

    const named = (which: readonly OtherScheme[]) => quotedList(which.map((scheme) => otherSchemes[scheme]));
    if (!helpFrom) return refer(`Nobody asked whether this helps already: ${named(overlapping)}.`, inputs);
    const helping = overlapping.filter((scheme) => helpFrom.includes(scheme));
    if (helping.length === 0) return pass("Says that no other scheme helps with it.", inputs);
    return refer(`Helped already by ${named(helping)}. Look at what is still not met.`, inputs);
  },
});
