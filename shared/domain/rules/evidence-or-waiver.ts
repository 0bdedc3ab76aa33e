import { evidenceAskedFor, shownFor, waiverFor } from "./evidence.ts";
import { waivers } from "./facts.ts";
import { hold, pass, quotedList, rule } from "./rule.ts";

export const evidenceOrWaiver = rule({
  name: "evidenceOrWaiver",
  version: 1,
  says: "Each piece of evidence that the scheme asks for was shown, or was waived for a reason.",
  toResident: "We still need to see something from you. If you cannot get it, tell us and we will look for another way.",
  parameters: {},
  isAnsweredBefore: false,
  canRefuse: false,
  find: (facts, _, scheme) => {
    const asked = evidenceAskedFor(facts.needs, scheme).map((evidence) => ({
      ...evidence,
      shown: shownFor(evidence, facts),
      waiver: waiverFor(evidence, facts),
    }));
    const missing = asked.filter(({ shown, waiver }) => !shown && !waiver);
    const inputs = {
      shown: asked.flatMap(({ code, shown }) => (shown ? [`${code}: ${shown}`] : [])),
      waived: asked.flatMap(({ code, shown, waiver }) => (waiver && !shown ? [`${code}: ${waiver}`] : [])),
      missing: missing.map(({ code }) => code),
    };
    if (missing.length > 0) return hold(`Neither shown nor waived: ${quotedList(missing.map(({ label }) => label))}.`, inputs);
    if (asked.length === 0) return pass("The scheme asks for no evidence here.", inputs);
    const named = asked.map(({ label, shown, waiver }) => `${label}: ${shown ?? (waiver && waivers[waiver].toLowerCase())}`);
    return pass(`${named.join("; ")}.`, inputs);
  },
});
