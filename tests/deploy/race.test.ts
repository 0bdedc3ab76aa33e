import { expect, test } from "vitest";
import { tokenFor } from "../../infra/local/token.ts";
import { dynamoMoney } from "../../shared/store/money.ts";
import { aDayInCrf, allocateExample, awardRequestFor, submitExample } from "../examples.ts";
import { callsTo } from "../shared/http/callers.ts";
import { deployedService } from "./deployed.ts";

/** Each call under way takes a process of its own, as it takes an instance of a function on Lambda. */
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

test("of 200 approvals of £100 by a program on £5,000, exactly 50 are awarded and 150 wait in line for money", async () => {
  const { origin, table, setClock } = deployedService();
  await setClock(aDayInCrf);
  await allocateExample(table, "CRF", "CRISIS_PAYMENT", 5_000_00);
  const cases = await inTurns(Array.from({ length: 200 }), () => submitExample(table));
  const call = callsTo(origin);
  const as = { session: "", formToken: "", bearer: await tokenFor(origin, "assessor-1") };

  const answers = await inTurns(cases, (waiting) =>
    call(as, "POST /api/cases/{caseId}/awards", { path: { caseId: waiting.caseId }, json: awardRequestFor(waiting) }),
  );

  const counted = Object.groupBy(answers, ({ status }) => status);
  expect(Object.entries(counted).map(([status, some]) => [Number(status), some?.length])).toEqual([
    [201, 50],
    [202, 150],
  ]);
  const [envelope] = (await dynamoMoney(table).envelopes("CRF")).filter(({ category }) => category === "CRISIS_PAYMENT");
  expect(envelope).toMatchObject({ available: 0, allocated: 5_000_00, payments: 50 });
});
