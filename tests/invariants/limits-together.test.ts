import fc from "fast-check";
import { expect, test } from "vitest";
import { approveAward } from "../../functions/award/approve-award.ts";
import { awardGrant } from "../../functions/decide/award-grant.ts";
import { addPence, pence } from "../../shared/domain/money.ts";
import type { Scheme } from "../../shared/domain/scheme/scheme.ts";
import { shippedSchemes } from "../../shared/domain/scheme/shipped.ts";
import { dynamoApprovals } from "../../shared/store/approvals.ts";
import { dynamoAwards } from "../../shared/store/awards.ts";
import { dynamoCases } from "../../shared/store/cases.ts";
import { dynamoDirectories } from "../../shared/store/directories.ts";
import { dynamoLines } from "../../shared/store/lines.ts";
import { aDayInCrf, allocateExample, approver, assessor, awardRequestFor, secondAssessor, submitExample } from "../examples.ts";
import { freshTable } from "../setup/table.ts";

const upTo = { household: 300_00, all: 500_00 } as const;
const book = shippedSchemes.map(
  (scheme): Scheme => ({
    ...scheme,
    limitsTogether: (["assessor", "approver"] as const).flatMap((role) => [
      { role, counts: "household" as const, over: "scheme" as const, upTo: pence(upTo.household), verified: false, source: "A test." },
      { role, counts: "all" as const, over: "day" as const, upTo: pence(upTo.all), verified: false, source: "A test." },
    ]),
  }),
);
const items = ["fuelTopUp", "washingMachine", "cooker", "fridgeFreezer", "bed"] as const;

const decisions = fc.array(
  fc.record({
    household: fc.nat({ max: 1 }),
    item: fc.constantFrom(...items),
    pounds: fc.integer({ min: 40, max: 300 }),
    by: fc.constantFrom(assessor, secondAssessor, approver),
  }),
  { minLength: 3, maxLength: 8 },
);

test("no sum of one person's decisions and approvals passes its limit, for one household or for all, also when they act at once", async () => {
  await fc.assert(
    fc.asyncProperty(decisions, async (asked) => {
      const table = await freshTable();
      await allocateExample(table, "CRF", "CRISIS_PAYMENT", 10_000_00);
      const ports = {
        cases: dynamoCases(table),
        awards: dynamoAwards(table),
        lines: dynamoLines(table),
        approvals: dynamoApprovals(table),
        directories: dynamoDirectories(table),
        schemes: { book: async () => book },
      };
      const firsts = [await submitExample(table), await submitExample(table)];
      const heads = await Promise.all(asked.map(({ household }) => submitExample(table, { householdId: firsts[household]?.householdId })));
      const outcomes = await Promise.all(
        asked.map(({ item, pounds, by }, index) => {
          const head = heads[index];
          if (!head) throw new Error("Each decision has a case.");
          const delivery = item === "fuelTopUp" ? ("CASH" as const) : ("TANGIBLE" as const);
          const request = awardRequestFor(head, { lines: [{ item, amount: pence(pounds * 100), delivery, reason: "As quoted." }] });
          return awardGrant({ caseId: head.caseId, decisionId: head.caseId, by, now: aDayInCrf, request }, ports);
        }),
      );
      const approver2 = { ...approver, id: "approver-2" };
      const waiting = outcomes.flatMap((outcome) => (outcome.kind === "awarded" && outcome.award.awaitsApproval ? [outcome.award] : []));
      const approvals = await Promise.all(
        waiting.map(({ caseId, householdId }) =>
          approveAward(
            { caseId, by: approver2, now: aDayInCrf, key: caseId, seen: { version: 2, householdId }, reason: "Looked at." },
            ports,
          ),
        ),
      );

      const committed = [
        ...outcomes.flatMap((outcome) =>
          outcome.kind === "awarded" && !outcome.award.awaitsApproval ? [{ by: outcome.award.by.id, award: outcome.award }] : [],
        ),
        ...approvals.flatMap((outcome) => (outcome.kind === "approved" ? [{ by: outcome.by.id, award: outcome.award }] : [])),
      ];
      for (const [, own] of Map.groupBy(committed, ({ by }) => by))
        expect(addPence(own.map(({ award }) => award.total))).toBeLessThanOrEqual(upTo.all);
      for (const [, own] of Map.groupBy(committed, ({ by, award }) => `${by} ${award.householdId}`))
        expect(addPence(own.map(({ award }) => award.total))).toBeLessThanOrEqual(upTo.household);
    }),
    { numRuns: 12 },
  );
});
