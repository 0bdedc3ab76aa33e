import { expect, test } from "vitest";
import { evidenceAskedFor } from "../../../../shared/domain/rules/evidence.ts";
import type { Facts } from "../../../../shared/domain/rules/facts.ts";
import type { Scheme } from "../../../../shared/domain/scheme/scheme.ts";
import { crf, resultOf } from "./facts-like.ts";

const bill = {
  code: "bill",
  label: "The latest energy bill",
  askedFor: "energy",
  accepts: ["Bill", "Meter reading"],
  verified: true,
  source: "The test.",
} as const;
const withBill = { ...crf, evidence: [...crf.evidence, { ...bill, accepts: [...bill.accepts] }] } satisfies Scheme;

test("evidence for a need is asked for only when the award meets the need", () => {
  expect(evidenceAskedFor(["food"], withBill).map(({ code }) => code)).toEqual(["address", "income"]);
  expect(evidenceAskedFor(["food", "energy"], withBill).map(({ code }) => code)).toEqual(["address", "income", "bill"]);
});

test("the finding says what was shown and what was waived, each with its reason", () => {
  expect(resultOf("evidenceOrWaiver", { needs: ["food"] }, withBill)).toEqual({
    rule: "evidenceOrWaiver",
    version: 1,
    verdict: "pass",
    because: "That the household lives at the address: Council tax record; What money comes in: the need cannot wait for it.",
    inputs: { shown: ["address: Council tax record"], waived: ["income: tooUrgent"], missing: [] },
  });
});

test.each<[string, Facts["evidence"], readonly string[]]>([
  ["nothing was given", [], ["address", "income", "bill"]],
  [
    "the bill is missing",
    [
      { evidence: "address", shown: "Council tax record" },
      { evidence: "income", shown: "Payslip" },
    ],
    ["bill"],
  ],
  [
    "one piece is shown with what another accepts",
    [
      { evidence: "address", shown: "Payslip" },
      { evidence: "income", shown: "Payslip" },
      { evidence: "bill", waived: "cannotGet" },
    ],
    ["address"],
  ],
])("an award is held when %s, and the finding names the missing evidence", (_what, evidence, missing) => {
  const result = resultOf("evidenceOrWaiver", { needs: ["energy"], evidence }, withBill);
  expect(result).toMatchObject({ verdict: "refer", holds: true, inputs: { missing } });
  for (const code of missing) expect(result.because).toContain(withBill.evidence.find((each) => each.code === code)?.label);
});

test("a scheme that asks for no evidence holds no award", () => {
  expect(resultOf("evidenceOrWaiver", { evidence: [] }, { ...crf, evidence: [] }).verdict).toBe("pass");
});
