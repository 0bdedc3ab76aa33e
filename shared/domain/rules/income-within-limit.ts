import { formatPounds, pence } from "../money.ts";
import { compositionOf, estimatesIn } from "./facts.ts";
import { fail, pass, refer, rule } from "./rule.ts";

export const incomeWithinLimit = rule({
  name: "incomeWithinLimit",
  version: 1,
  says: "The household’s income over a year is not above the limit for a household like it.",
  toResident: "Your household’s income is above the scheme’s limit.",
  parameters: {
    yearlyMax: { kind: "pence", label: "Most income a year for one adult" },
    eachFurtherAdult: { kind: "pence", label: "Added for each further adult" },
    eachChild: { kind: "pence", label: "Added for each child" },
    housingCosts: {
      kind: "choice",
      label: "Income is counted",
      options: { before: "Before housing costs", after: "After housing costs" },
    },
  },
  isAnsweredBefore: true,
  canRefuse: true,
  find: (facts, { yearlyMax, eachFurtherAdult, eachChild, housingCosts }, scheme) => {
    const { people, adults } = compositionOf(facts, scheme.about.childUnder);
    // The first person has the adult's limit whatever their age, so nobody's limit is lower for being young and alone.
    const further = Math.max(adults - 1, 0);
    const children = Math.max(people - 1 - further, 0);
    const limit = pence(yearlyMax + eachFurtherAdult * further + eachChild * children);

    const { monthlyIncome } = facts;
    const isAfterCosts = housingCosts === "after";
    const costs = isAfterCosts ? facts.monthlyHousingCosts : undefined;
    const yearly = pence(Math.max(monthlyIncome - (costs ?? 0), 0) * 12);
    const estimates = estimatesIn(facts);
    const inputs = {
      ...{ yearly, limit, monthlyIncome, housingCosts },
      ...(costs !== undefined && { monthlyHousingCosts: costs }),
      ...estimates.inputs,
    };
    const less = costs ? `, less ${formatPounds(costs)} for housing` : "";
    const because = `${formatPounds(yearly)} a year (${formatPounds(monthlyIncome)} a month${less}); the limit is ${formatPounds(limit)}.${estimates.because}`;

    if (yearly <= limit) return pass(because, inputs);
    if (isAfterCosts && costs === undefined) return refer(`${because} Rent or mortgage comes off it, and is not known.`, inputs);
    return fail(because, inputs);
  },
});
