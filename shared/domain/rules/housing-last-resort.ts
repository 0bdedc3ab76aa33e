import { type Check, checks } from "./facts.ts";
import { hold, pass, quotedList, rule } from "./rule.ts";

const before: readonly Check[] = ["dhpConsidered", "homelessnessDutyChecked"];

export const housingLastResort = rule({
  name: "housingLastResort",
  version: 1,
  says: "Rent or moving costs are paid only after other help with housing was looked at.",
  toResident: "We can help with rent or moving costs only where no other help with housing is open to you.",
  parameters: {},
  isAnsweredBefore: false,
  canRefuse: true,
  find: ({ needs, checks: made }) => {
    const inputs = { needs, checks: made };
    if (!needs.includes("housing")) return pass("No housing costs are asked for.", inputs);
    const open = before.filter((check) => !made.includes(check));
    if (open.length === 0) return pass("Other help with housing was looked at first.", inputs);
    return hold(`Confirm before housing costs are paid: ${quotedList(open.map((check) => checks[check]))}.`, inputs);
  },
});
