import { pence } from "../money.ts";
import type { Scheme } from "../scheme.ts";
import { supportFundCategories, supportFundItems } from "./catalogue.ts";
import { localPolicy, oncePerScheme, publishedElsewhere } from "./local-policy.ts";

export const hsf4: Scheme = {
  code: "HSF4",
  version: 1,
  name: "Household Support Fund 4",
  period: { start: "2023-04-01", end: "2024-03-31" },
  grant: { value: pence(6_400_000_00), verified: true, source: "Published by the council: £6.4m, all of it awarded in its twelve months." },
  categories: supportFundCategories,
  items: supportFundItems,
  rules: { ...localPolicy, needsTrigger: false },
  claims: {
    usual: oncePerScheme,
    byNeed: {
      energy: publishedElsewhere(
        { window: "fixed", months: 2, awards: 1 },
        "The fifth round's window of two months; the fourth round's is not published.",
      ),
      food: publishedElsewhere({ window: "fixed", months: 1, awards: 1 }, "Runnymede: one food award in a calendar month."),
    },
  },
};
