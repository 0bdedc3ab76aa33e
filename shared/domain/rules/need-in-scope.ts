import { needs as needWords } from "../needs.ts";
import { needsMetBy } from "../scheme/scheme.ts";
import { fail, pass, quotedList, refer, rule } from "./rule.ts";

export const needInScope = rule({
  name: "needInScope",
  version: 1,
  says: "The scheme can pay for what is needed.",
  toResident: "This scheme cannot pay for what you asked for.",
  parameters: {},
  isAnsweredBefore: true,
  canRefuse: true,
  alwaysOn: "every path awards the scheme’s own items alone",
  find: ({ needs }, _, scheme) => {
    const met = needsMetBy(scheme);
    const outside = needs.filter((need) => !met.has(need));
    if (outside.length === 0) return pass("Everything asked for is in the scheme’s catalogue.", { needs });
    const because = `Not in the catalogue: ${quotedList(outside.map((need) => needWords[need]))}.`;
    return outside.length === needs.length ? fail(because, { needs, outside }) : refer(because, { needs, outside });
  },
});
