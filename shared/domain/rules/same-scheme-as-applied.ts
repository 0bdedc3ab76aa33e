import { hold, pass, rule } from "./rule.ts";

export const sameSchemeAsApplied = rule({
  name: "sameSchemeAsApplied",
  version: 1,
  says: "The application was sent while this scheme was open, or its rules were looked at again.",
  toResident: "The scheme changed after you applied, so we are looking at your application again under the new one.",
  parameters: {},
  isAnsweredBefore: false,
  canRefuse: false,
  find: ({ appliedUnder, checks }, _, scheme) => {
    const inputs = { scheme: scheme.code, ...(appliedUnder && { appliedUnder }), checks };
    if (!appliedUnder) return pass("Nobody recorded which scheme was open when it was sent.", inputs);
    if (appliedUnder === scheme.code) return pass("Sent while this scheme was open.", inputs);
    if (checks.includes("rolloverConfirmed")) return pass(`Sent under ${appliedUnder}; looked at again under ${scheme.code}.`, inputs);
    return hold(`Sent under ${appliedUnder}, and decided under ${scheme.code}. Confirm that its rules were looked at again.`, inputs);
  },
});
