import { expect, test } from "vitest";
import { isOwnDecision } from "../../../../shared/domain/award/second-person.ts";
import { approver, assessor, secondAssessor } from "../../../examples.ts";

test("neither the decider of an award nor the preparer of its run can be its second person", () => {
  const award = { by: assessor, run: { runId: "AAAA-AAAA-AAAA", row: "1", preparedBy: secondAssessor } };
  expect([assessor, secondAssessor, approver].map((one) => isOwnDecision(award, one))).toEqual([true, true, false]);
  expect(isOwnDecision({ by: assessor }, secondAssessor)).toBe(false);
});
