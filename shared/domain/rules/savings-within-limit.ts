import { formatPounds, pence } from "../money.ts";
import { fail, pass, rule } from "./rule.ts";

export const savingsWithinLimit = rule({
  name: "savingsWithinLimit",
  version: 1,
  says: "The household’s savings are not above the limit.",
  toResident: "Your household’s savings are above the scheme’s limit.",
  parameters: { savingsMax: { kind: "pence", label: "Most savings" } },
  isAnsweredBefore: true,
  canRefuse: true,
  find: ({ savings }, { savingsMax }) => {
    const because = `${formatPounds(savings)}; the limit is ${formatPounds(pence(savingsMax))}.`;
    const inputs = { savings, savingsMax };
    return savings <= savingsMax ? pass(because, inputs) : fail(because, inputs);
  },
});
