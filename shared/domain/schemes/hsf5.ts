import { pence } from "../money.ts";
import type { Scheme } from "../scheme.ts";
import { supportFundCategories, withUsualFuel } from "./catalogue.ts";
import { localPolicy, oncePerScheme, publishedElsewhere } from "./local-policy.ts";

export const hsf5: Scheme = {
  code: "HSF5",
  version: 1,
  name: "Household Support Fund 5",
  period: { start: "2024-04-01", end: "2024-09-30" },
  grant: {
    value: pence(3_200_000_00),
    verified: false,
    source: "A demonstration figure: half of the fourth round's. The council's own is not published.",
  },
  categories: supportFundCategories,
  items: withUsualFuel(140_00, 120_00),
  rules: { ...localPolicy, needsTrigger: false },
  claims: {
    usual: oncePerScheme,
    byNeed: {
      energy: publishedElsewhere(
        { window: "fixed", months: 2, awards: 1 },
        "Reported of the council: once in two months, at most three in the round.",
      ),
      food: publishedElsewhere({ window: "fixed", months: 1, awards: 1 }, "Runnymede: one food award in a calendar month."),
    },
  },
};
