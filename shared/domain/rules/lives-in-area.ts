import { shownFor } from "./evidence.ts";
import { fail, pass, refer, rule } from "./rule.ts";

export const livesInArea = rule({
  name: "livesInArea",
  version: 1,
  says: "The household lives in the council’s area.",
  toResident: "The address you gave is outside the area that we can help.",
  parameters: { shownBy: { kind: "evidence", label: "Evidence that shows it where a postcode does not" } },
  isAnsweredBefore: true,
  canRefuse: true,
  find: (facts, { shownBy }, scheme) => {
    const { residence, district = "The postcode", isListedHome } = facts;
    const inputs = { residence, district, ...(isListedHome && { isListedHome }), ...(shownBy && { shownBy }) };
    if (isListedHome && residence === "inside") return pass("The address list has the home in the council’s area.", inputs);
    if (isListedHome && residence === "outside") return fail("The address list has the home in another council’s area.", inputs);
    if (residence === "inside") return pass(`${district} lies inside the area.`, inputs);
    if (residence === "outside") return fail(`${district} lies outside the area.`, inputs);

    const proof = scheme.evidence.find(({ code }) => code === shownBy);
    const shown = proof && shownFor(proof, facts);
    if (shown) return pass(`Shown by “${shown}”.`, { ...inputs, shown });
    const doubt = residence === "partly" ? `${district} crosses the boundary.` : "Has no settled address.";
    return refer(proof ? `${doubt} Any of these shows it: ${proof.accepts.join("; ")}.` : doubt, inputs);
  },
});
