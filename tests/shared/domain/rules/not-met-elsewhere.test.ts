import { expect, test } from "vitest";
import type { Need } from "../../../../shared/domain/needs.ts";
import type { Facts } from "../../../../shared/domain/rules/facts.ts";
import type { Verdict } from "../../../../shared/domain/rules/rule.ts";
import { crf, resultOf, schemeSetting } from "./facts-like.ts";

test.each<[string, Partial<Facts>, Verdict, string]>([
  [
    "free school meals beside food",
    { needs: ["food", "energy"], helpFrom: ["freeSchoolMeals"] },
    "refer",
    "Helped already by “Free school meals or holiday food vouchers”. Look at what is still not met.",
  ],
  [
    "free school meals beside energy alone",
    { needs: ["energy"], helpFrom: ["freeSchoolMeals"] },
    "pass",
    "None of the other schemes helps with what is asked for.",
  ],
  [
    "a housing payment beside food",
    { needs: ["food"], helpFrom: ["discretionaryHousingPayment"] },
    "pass",
    "Says that no other scheme helps with it.",
  ],
  [
    "two schemes beside the needs that each helps with",
    { needs: ["housing", "flooring"], helpFrom: ["communitySupportGrant", "discretionaryHousingPayment"] },
    "refer",
    "Helped already by “A discretionary housing payment” and “A community support grant”. Look at what is still not met.",
  ],
  [
    "nothing known about a scheme that could help",
    { needs: ["housing"], helpFrom: undefined },
    "refer",
    "Nobody asked whether this helps already: “A discretionary housing payment”.",
  ],
  [
    "nothing known, where no scheme could help",
    { needs: ["clothing"], helpFrom: undefined },
    "pass",
    "None of the other schemes helps with what is asked for.",
  ],
])("%s", (_what, facts, verdict, because) => {
  expect(resultOf("notMetElsewhere", facts)).toMatchObject({ verdict, because });
});

test.each<Need>(["bedsAndBedding", "flooring", "curtains", "washingMachine", "fridgeFreezer", "cooker", "otherFurniture"])(
  "the rule looks at a community support grant beside %s",
  (need) => {
    expect(resultOf("notMetElsewhere", { needs: [need], helpFrom: ["communitySupportGrant"] }).verdict).toBe("refer");
  },
);

test.each<Need>(["food", "energy", "water", "clothing", "heatingRepair"])(
  "the rule ignores a community support grant beside %s",
  (need) => {
    expect(resultOf("notMetElsewhere", { needs: [need], helpFrom: ["communitySupportGrant"] }).verdict).toBe("pass");
  },
);

test("help from a scheme outside the settings passes", () => {
  const scheme = schemeSetting(crf, "notMetElsewhere", { looksAt: ["communitySupportGrant"] });
  expect(resultOf("notMetElsewhere", { needs: ["food"], helpFrom: ["freeSchoolMeals"] }, scheme).verdict).toBe("pass");
});
