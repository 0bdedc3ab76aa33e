import { fail, hold, pass, rule } from "./rule.ts";

export const housingGate = rule({
  name: "housingGate",
  version: 1,
  says: "Rent or moving costs are paid to people who get Housing Benefit or help with rent in Universal Credit.",
  toResident: "Help with rent or moving costs is for people who get Housing Benefit, or Universal Credit with help for rent.",
  parameters: {},
  isAnsweredBefore: false,
  canRefuse: true,
  find: ({ needs, benefits, checks }) => {
    const inputs = { needs, benefits, checks };
    if (!needs.includes("housing")) return pass("No housing costs are asked for.", inputs);
    if (benefits.includes("housingBenefit")) return pass("Gets Housing Benefit.", inputs);
    if (benefits.includes("universalCreditHousing")) return pass("Gets Universal Credit with help for rent.", inputs);
    if (checks.includes("housingElementSeen")) return pass("Help with housing costs was seen in Universal Credit.", inputs);
    if (benefits.includes("universalCredit"))
      return hold("Gets Universal Credit. Confirm that it includes help with housing costs before they are paid.", inputs);

    const neither = "Gets neither Housing Benefit nor help with rent in Universal Credit.";
    const isAllHousing = needs.every((need) => need === "housing");
    return isAllHousing ? fail(neither, inputs) : hold(`${neither} The rest can be awarded without the housing costs.`, inputs);
  },
});
