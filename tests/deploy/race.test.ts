import { expect, test } from "vitest";
import { tokenFor } from "../../infra/local/token.ts";
import { dynamoMoney } from "../../shared/store/money.ts";
import { aDayInCrf, allocateExample, awardRequestFor, submitExample } from "../examples.ts";
import { callsTo } from "../shared/http/callers.ts";
import { deployedService } from "./deployed.ts";

/** Calls under way at once. Each takes a process of its own, as it takes an instance on Lambda. */
const atOnce = 12;

const inTurns = async <T, R>(all: readonly T[], take: (one: T) => Promise<R>): Promise<R[]> => {
  const results: R[] = [];
  const left = all.values();
  const worker = async () => {
    for (const next of left) results.push(await take(next));
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return results;
};

test("of 200 awards of £100 that a program sends against £5,000, exactly 50 commit and 150 wait for money", async () => {
  const { origin, table, setClock } = deployedService();
  await setClock(aDayInCrf);
  const crisis = async () => (await dynamoMoney(table).envelopes("CRF")).find(({ category }) => category === "CRISIS_PAYMENT");
  const call = callsTo(origin);
  const before = await crisis();
  if (before && before.available > 0) {
    // Freeze the money that other tests left in the budget.
    const freeze = { kind: "freeze", amount: before.available, budget: { category: "CRISIS_PAYMENT" }, why: "The race is for the rest." };
    const finance = { session: "", formToken: "", bearer: await tokenFor(origin, "finance-2") };
    await call(finance, "POST /api/schemes/{scheme}/budget-changes", { path: { scheme: "CRF" }, json: freeze });
  }
  await allocateExample(table, "CRF", "CRISIS_PAYMENT", 5_000_00, "race");
  const cases = await inTurns(Array.from({ length: 200 }), () => submitExample(table));
  const as = { session: "", formToken: "", bearer: await tokenFor(origin, "assessor-1") };

  const answers = await inTurns(cases, (waiting) =>
    call(as, "POST /api/cases/{caseId}/awards", { path: { caseId: waiting.caseId }, json: awardRequestFor(waiting) }),
  );

  const counted = Object.groupBy(answers, ({ status }) => status);
  expect(Object.entries(counted).map(([status, some]) => [Number(status), some?.length])).toEqual([
    [201, 50],
    [202, 150],
  ]);
  const after = await crisis();
  expect(after).toMatchObject({ available: 0, payments: (before?.payments ?? 0) + 50 });
  expect((after?.committed ?? 0) - (before?.committed ?? 0)).toBe(5_000_00);
});
