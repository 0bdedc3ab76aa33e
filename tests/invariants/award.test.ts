import { expect, test } from "vitest";
import { awardGrant } from "../../functions/decide/award-grant.ts";
import { decisionOf } from "../../shared/domain/case/case.ts";
import { pence } from "../../shared/domain/money.ts";
import { dynamoAwards } from "../../shared/store/awards.ts";
import { dynamoCases } from "../../shared/store/cases.ts";
import { dynamoMoney } from "../../shared/store/money.ts";
import { dynamoSchemes } from "../../shared/store/schemes.ts";
import { aDayInCrf, allocateExample, assessor, awardRequestFor, secondAssessor, submitExample } from "../examples.ts";
import { everythingIn, freshTable } from "../setup/table.ts";

test("of 200 approvals of £100 at once on £5,000, exactly 50 succeed and 150 wait for money", async () => {
  const table = await freshTable();
  await allocateExample(table, "CRF", "CRISIS_PAYMENT", 5_000_00);
  const cases = await Promise.all(Array.from({ length: 200 }, () => submitExample(table)));

  const ports = { cases: dynamoCases(table), awards: dynamoAwards(table), schemes: dynamoSchemes(table) };
  const outcomes = await Promise.all(
    cases.map((waiting) =>
      awardGrant(
        { caseId: waiting.caseId, decisionId: `d-${waiting.caseId}`, by: assessor, now: aDayInCrf, request: awardRequestFor(waiting) },
        ports,
      ),
    ),
  );

  expect(outcomes.filter(({ kind }) => kind === "awarded")).toHaveLength(50);
  expect(outcomes.filter(({ kind }) => kind === "waitsForMoney")).toHaveLength(150);

  const [envelope] = await dynamoMoney(table).envelopes("CRF");
  expect(envelope).toMatchObject({
    available: 0,
    allocated: 5_000_00,
    payments: 50,
    awards: { inCategory: 50, inScheme: 50 },
    households: { inCategory: 50, inScheme: 50 },
  });

  const items = await everythingIn(table);
  const charged = items.filter((item) => item.itemKind === "ledgerEntry" && item.kind === "award");
  expect(charged.reduce((total, { amount }) => total + Number(amount), 0)).toBe(5_000_00);
  expect(items.filter((item) => item.itemKind === "award")).toHaveLength(50);
  expect(items.filter((item) => item.itemKind === "case" && item.status === "forMoney")).toHaveLength(150);
  expect(items.filter((item) => item.itemKind === "waiter")).toHaveLength(150);
  expect(items.find((item) => item.itemKind === "queue")).toMatchObject({ category: "CRISIS_PAYMENT", waiting: 150, urgent: 0 });
});

test("two awards for one household and need by two cases at once: one wins and the other is given the winner's award", async () => {
  const table = await freshTable();
  await allocateExample(table, "CRF", "CRISIS_PAYMENT", 5_000_00);
  const first = await submitExample(table);
  const second = await submitExample(table, { householdId: first.householdId });
  const ports = { cases: dynamoCases(table), awards: dynamoAwards(table), schemes: dynamoSchemes(table) };

  const outcomes = await Promise.all([
    awardGrant({ caseId: first.caseId, decisionId: "one", by: assessor, now: aDayInCrf, request: awardRequestFor(first) }, ports),
    awardGrant({ caseId: second.caseId, decisionId: "two", by: secondAssessor, now: aDayInCrf, request: awardRequestFor(second) }, ports),
  ]);

  const won = outcomes.find((outcome) => outcome.kind === "awarded");
  const lost = outcomes.find((outcome) => outcome.kind === "householdAlreadyAwarded");
  expect(won).toBeDefined();
  expect(lost).toMatchObject({ need: "energy", earlierAwardId: won?.kind === "awarded" ? won.award.awardId : "" });
  expect((await dynamoMoney(table).envelopes("CRF"))[0]?.available).toBe(4_900_00);
});

test("different needs of one household by two cases at once are both awarded, and the household counts once", async () => {
  const table = await freshTable();
  await allocateExample(table, "CRF", "CRISIS_PAYMENT", 5_000_00);
  const first = await submitExample(table);
  const second = await submitExample(table, { householdId: first.householdId });
  const ports = { cases: dynamoCases(table), awards: dynamoAwards(table), schemes: dynamoSchemes(table) };

  const outcomes = await Promise.all([
    awardGrant({ caseId: first.caseId, decisionId: "one", by: assessor, now: aDayInCrf, request: awardRequestFor(first) }, ports),
    awardGrant(
      {
        caseId: second.caseId,
        decisionId: "two",
        by: secondAssessor,
        now: aDayInCrf,
        request: awardRequestFor(second, { lines: [{ item: "foodParcel", amount: pence(50_00), delivery: "CASH" }] }),
      },
      ports,
    ),
  ]);

  expect(outcomes.map(({ kind }) => kind)).toEqual(["awarded", "awarded"]);
  expect((await dynamoMoney(table).envelopes("CRF"))[0]).toMatchObject({
    available: 4_850_00,
    awards: { inScheme: 2 },
    households: { inScheme: 1, inCategory: 1 },
  });
});

test("two assessors decide one case at once: one award, and the other is told by whom", async () => {
  const table = await freshTable();
  await allocateExample(table, "CRF", "CRISIS_PAYMENT", 5_000_00);
  const waiting = await submitExample(table);
  const ports = { cases: dynamoCases(table), awards: dynamoAwards(table), schemes: dynamoSchemes(table) };
  const decide = (by: typeof assessor, decisionId: string) =>
    awardGrant({ caseId: waiting.caseId, decisionId, by, now: aDayInCrf, request: awardRequestFor(waiting) }, ports);

  const outcomes = await Promise.all([decide(assessor, "one"), decide(secondAssessor, "two")]);

  const stale = outcomes.find((outcome) => outcome.kind === "stale");
  const won = outcomes.find((outcome) => outcome.kind === "awarded");
  expect(won?.kind === "awarded" && stale?.kind === "stale" && decisionOf(stale.now)).toMatchObject({
    by: won?.kind === "awarded" ? won.award.by : undefined,
    awardId: won?.kind === "awarded" ? won.award.awardId : undefined,
  });
});

test("the same decision sent again, at once or after a lost answer, is the same award and charges once", async () => {
  const table = await freshTable();
  await allocateExample(table, "CRF", "CRISIS_PAYMENT", 5_000_00);
  const waiting = await submitExample(table);
  const ports = { cases: dynamoCases(table), awards: dynamoAwards(table), schemes: dynamoSchemes(table) };
  const decide = () =>
    awardGrant({ caseId: waiting.caseId, decisionId: "one", by: assessor, now: aDayInCrf, request: awardRequestFor(waiting) }, ports);

  const together = await Promise.all([decide(), decide(), decide()]);
  const later = await decide();

  expect(new Set([...together, later].map((outcome) => (outcome.kind === "awarded" ? outcome.award.awardId : outcome.kind)))).toEqual(
    new Set([`${waiting.caseId}-A1`]),
  );
  expect((await dynamoMoney(table).envelopes("CRF"))[0]?.available).toBe(4_900_00);
});
