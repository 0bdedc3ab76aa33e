import { spentIn } from "../household/household.ts";
import { formatPounds } from "../money.ts";
import { capOf } from "../scheme/scheme.ts";
import { fail, pass, rule } from "./rule.ts";

export const withinCaps = rule({
  name: "withinCaps",
  version: 1,
  says: "The award, and everything that the household has had from the scheme, are not above the scheme’s caps.",
  toResident: "This is more than the scheme can pay.",
  parameters: {},
  isAnsweredBefore: false,
  canRefuse: true,
  alwaysOn: "no path awards more than the scheme’s caps allow",
  find: ({ claims, amount }, _, scheme) => {
    const perAward = capOf(scheme, "award");
    const perHousehold = capOf(scheme, "household");
    const spent = spentIn(claims, scheme.code);
    const inputs = {
      spent,
      ...(amount !== undefined && { amount }),
      ...(perAward !== undefined && { perAward }),
      ...(perHousehold !== undefined && { perHousehold }),
    };
    const over: string[] = [];
    if (perAward !== undefined && amount !== undefined && amount > perAward)
      over.push(`${formatPounds(amount)} is above the cap of ${formatPounds(perAward)} for one award.`);
    // Before an award has an amount, only a cap that leaves nothing stands in the way.
    if (perHousehold !== undefined && spent + (amount ?? 1) > perHousehold)
      over.push(`The household has had ${formatPounds(spent)}; the cap is ${formatPounds(perHousehold)} for one household.`);
    return over.length > 0 ? fail(over.join(" "), inputs) : pass("No cap stands in the way.", inputs);
  },
});
