import { formatDay } from "../dates.ts";
import { byOwnWindow, claimAgainst } from "../household/household.ts";
import { needs as needWords } from "../needs.ts";
import { fail, pass, refer, rule } from "./rule.ts";

export const notAlreadyHelped = rule({
  name: "notAlreadyHelped",
  version: 1,
  says: "The household has not had this help already in the time that the scheme counts.",
  // A reader of these words must not learn that somebody else applied, or was helped.
  toResident: "We cannot give you this help yet.",
  parameters: {},
  isAnsweredBefore: false,
  canRefuse: true,
  alwaysOn: "no path helps a household more often than the scheme’s windows allow",
  find: ({ needs, claims, countsEarlierSchemes, today }, _, scheme) => {
    const held = needs.flatMap((need) => {
      const against = claimAgainst(scheme, need, claims, today, countsEarlierSchemes ? undefined : byOwnWindow);
      return against ? [{ need, ...against }] : [];
    });
    if (held.length === 0) return pass("No earlier award stands against it.", { needs, today });
    const named = held.map(({ need, claim, nextDay }) => `${needWords[need]}: award ${claim.awardId}, again from ${formatDay(nextDay)}`);
    const because = `${named.join("; ")}.`;
    const inputs = { needs, today, held: held.map(({ need }) => need), awards: held.map(({ claim }) => claim.awardId) };
    return held.length === needs.length ? fail(because, inputs) : refer(because, inputs);
  },
});
