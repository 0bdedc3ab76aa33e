import { pence } from "../money.ts";
import type { Scheme } from "../scheme.ts";
import { crisisFundItems } from "./catalogue.ts";
import { localPolicy, publishedElsewhere } from "./local-policy.ts";

export const crf: Scheme = {
  code: "CRF",
  version: 1,
  name: "Crisis and Resilience Fund",
  period: { start: "2026-04-01", end: "2029-03-31" },
  grant: {
    value: pence(6_400_000_00),
    verified: false,
    source: "A demonstration figure. The council's allocation is in a table that could not be read.",
  },
  categories: [
    { code: "CRISIS_PAYMENT", label: "Crisis payments" },
    { code: "HOUSING_PAYMENT", label: "Housing payments", note: "Only with housing benefit or the housing element of Universal Credit." },
  ],
  items: crisisFundItems,
  rules: { ...localPolicy, needsTrigger: true },
  claims: {
    usual: publishedElsewhere({ window: "rolling", months: 12, awards: 1 }, "Birmingham, Cumberland and Lambeth: one in twelve months."),
    byNeed: {
      energy: publishedElsewhere({ window: "fixed", months: 6, awards: 1 }, "The seventh support fund round here: once in each half-year."),
      food: publishedElsewhere({ window: "fixed", months: 1, awards: 1 }, "Runnymede: one food award in a calendar month."),
      housing: publishedElsewhere(
        { window: "fixed", months: 1, awards: 1 },
        "Housing payments may recur; the month is a demonstration setting.",
      ),
    },
  },
};
