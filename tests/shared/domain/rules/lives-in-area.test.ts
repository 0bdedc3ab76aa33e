import { expect, test } from "vitest";
import type { Facts } from "../../../../shared/domain/rules/facts.ts";
import type { Verdict } from "../../../../shared/domain/rules/rule.ts";
import { resultOf } from "./facts-like.ts";

const shown: Facts["evidence"] = [{ evidence: "address", shown: "Council tax record" }];

test.each<[string, Partial<Facts>, Verdict, string]>([
  ["inside", { residence: "inside", district: "CV1", evidence: [] }, "pass", "CV1 lies inside the area."],
  ["outside", { residence: "outside", district: "CV8", evidence: [] }, "fail", "CV8 lies outside the area."],
  ["outside, with any evidence", { residence: "outside", district: "CV8", evidence: shown }, "fail", "CV8 lies outside the area."],
  [
    "in a district that crosses the boundary, with evidence",
    { residence: "partly", district: "CV3", evidence: shown },
    "pass",
    "Shown by “Council tax record”.",
  ],
  [
    "inside by the address list, in a district that crosses the boundary",
    { residence: "inside", isListedHome: true, district: "CV3", evidence: [] },
    "pass",
    "The address list has the home in the council’s area.",
  ],
  [
    "outside by the address list, with any evidence",
    { residence: "outside", isListedHome: true, district: "CV3", evidence: shown },
    "fail",
    "The address list has the home in another council’s area.",
  ],
])("a home that lies %s", (_where, facts, verdict, because) => {
  expect(resultOf("livesInArea", facts)).toMatchObject({ verdict, because });
});

test("the finding of a doubtful address lists the evidence that would show it", () => {
  const { because } = resultOf("livesInArea", { residence: "partly", district: "CV3", evidence: [] });
  expect(because).toBe(
    "CV3 crosses the boundary. Any of these shows it: Council tax record; Tenancy agreement or mortgage statement; " +
      "Benefit letter sent to the address; A support worker’s or landlord’s word.",
  );
});

test("the rule refers a resident without a settled address to a person, and never refuses them", () => {
  const result = resultOf("livesInArea", { residence: "unknown", evidence: [] });
  expect(result.verdict).toBe("refer");
  expect(result.because).toMatch(/^Has no settled address\. /);
});
