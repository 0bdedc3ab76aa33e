import { expect, test } from "vitest";
import { partsOfAward } from "../../../../shared/domain/award/second-person.ts";
import { partAgainst } from "../../../../shared/domain/separation.ts";
import { approver, assessor, secondAssessor } from "../../../examples.ts";

test("neither the decider of an award nor the preparer of its run can be its second person", () => {
  const award = { by: assessor, run: { runId: "AAAA-AAAA-AAAA", row: "1", preparedBy: secondAssessor } };
  const isKeptFrom = (one: typeof assessor, parts = partsOfAward(award)) => partAgainst("case", "approveAward", one, parts) !== undefined;
  expect([assessor, secondAssessor, approver].map((one) => isKeptFrom(one))).toEqual([true, true, false]);
  expect(isKeptFrom(secondAssessor, partsOfAward({ by: assessor }))).toBe(false);
});
