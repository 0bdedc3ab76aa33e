import { awardGrant } from "../../../functions/decide/award-grant.ts";
import type { AwardRequest } from "../../../shared/domain/award/award.ts";
import type { Case } from "../../../shared/domain/case/case.ts";
import { pence } from "../../../shared/domain/money.ts";
import { dynamoAwards } from "../../../shared/store/awards.ts";
import { dynamoCases } from "../../../shared/store/cases.ts";
import type { Table } from "../../../shared/store/items.ts";
import { dynamoSchemes } from "../../../shared/store/schemes.ts";
import { aDayInCrf, allocateExample, assessor, awardRequestFor, submitExample } from "../../examples.ts";

const line = (item: string, amount: number): AwardRequest["lines"][number] => ({ item, amount: pence(amount), delivery: "CASH" });

const award = async (table: Table, seen: Case, lines: AwardRequest["lines"]): Promise<string> => {
  const request = awardRequestFor(seen, { lines, checks: ["housingElementSeen"], reason: "A reason that names the illness" });
  const outcome = await awardGrant(
    { caseId: seen.caseId, decisionId: `decision-${seen.caseId}`, by: assessor, now: aDayInCrf, request },
    { cases: dynamoCases(table), awards: dynamoAwards(table), schemes: dynamoSchemes(table) },
  );
  if (outcome.kind !== "awarded") throw new Error(`The example was not awarded: ${outcome.kind}.`);
  return outcome.award.awardId;
};

/** Two households, three awards, four payments: one award pays from both categories, and one household is helped twice. */
export const spendExample = async (table: Table): Promise<{ awardIds: readonly string[] }> => {
  await allocateExample(table, "CRF", "CRISIS_PAYMENT", 1_000_00);
  await allocateExample(table, "CRF", "HOUSING_PAYMENT", 500_00);
  await allocateExample(table, "CRF", "CRISIS_PAYMENT", 200_50, "allocation-2");
  const first = await submitExample(table);
  const again = await submitExample(table, { householdId: first.householdId });
  const other = await submitExample(table);
  return {
    awardIds: [
      await award(table, first, [line("fuelTopUp", 100_00), line("rentShortfall", 250_50)]),
      await award(table, again, [line("clothingVoucher", 30_01)]),
      await award(table, other, [line("foodParcel", 12_34)]),
    ],
  };
};
