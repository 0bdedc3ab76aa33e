import type { Scheme } from "../scheme/scheme.ts";
import { fail, pass, rule } from "./rule.ts";

export const oldEnough = rule({
  name: "oldEnough",
  version: 1,
  says: "The person who needs help is not younger than the scheme’s minimum age.",
  toResident: "You have not reached the scheme’s minimum age.",
  parameters: { minimumAge: { kind: "count", label: "Minimum age", least: 0, most: 120 } },
  isAnsweredBefore: true,
  canRefuse: true,
  find: ({ ageOfPersonHelped: age }, { minimumAge }) => {
    const because = `Aged ${age}; the minimum is ${minimumAge}.`;
    const inputs = { age, minimumAge };
    return age >= minimumAge ? pass(because, inputs) : fail(because, inputs);
  },
});

/** The scheme's own minimum, where it has one. */
export const minimumAgeOf = ({ rules }: Pick<Scheme, "rules">): number | undefined => {
  const setting = rules.find(({ rule }) => rule === oldEnough.name);
  return typeof setting?.parameters.minimumAge === "number" ? setting.parameters.minimumAge : undefined;
};
