import { UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { beforeEach, expect, test } from "vitest";
import { createNightly, type NightlyStep } from "../../../functions/nightly/nightly.ts";
import { carryForward } from "../../../functions/nightly/steps/carry-forward.ts";
import { countLines } from "../../../functions/nightly/steps/count-lines.ts";
import { keepTheDay } from "../../../functions/nightly/steps/keep-the-day.ts";
import { reconcileBooks } from "../../../functions/nightly/steps/reconcile-books.ts";
import { createReport } from "../../../functions/report/report.ts";
import { withClock } from "../../../shared/clock.ts";
import { pence } from "../../../shared/domain/money.ts";
import { dynamoBooks } from "../../../shared/store/books.ts";
import { dynamoBudgetChanges } from "../../../shared/store/budget-changes.ts";
import { dynamoBudgetDays } from "../../../shared/store/budget-days.ts";
import { carryMoney } from "../../../shared/store/carry-money.ts";
import { dynamoCounts } from "../../../shared/store/counts.ts";
import { dynamoGauges } from "../../../shared/store/gauges.ts";
import { type Table, values } from "../../../shared/store/items.ts";
import { shardKey } from "../../../shared/store/keys.ts";
import { dynamoLineBooks } from "../../../shared/store/line-book.ts";
import { dynamoMoney } from "../../../shared/store/money.ts";
import { dynamoNights } from "../../../shared/store/nights.ts";
import { dynamoSchemes } from "../../../shared/store/schemes.ts";
import { dynamoSessions } from "../../../shared/store/sessions.ts";
import { dynamoToDos } from "../../../shared/store/to-dos.ts";
import { dynamoWaitingLists } from "../../../shared/store/waiting-list.ts";
import { allocateExample } from "../../examples.ts";
import { origin, send, signIn, tokensOf } from "../../http.ts";
import { expectConsistent } from "../../invariants/audit.ts";
import { runContext } from "../../run-context.ts";
import { faulty } from "../../setup/faulty.ts";
import { everythingIn, freshTable } from "../../setup/table.ts";
import { textOf } from "../assess/desk.ts";
import { dev, leftIn } from "../budget/desk.ts";
import { spendExample } from "../report/story.ts";

const october = { category: "HOUSING_PAYMENT", period: "2026-10", pot: "ordinary" } as const;
const november = { ...october, period: "2026-11" } as const;
const december = { ...october, period: "2026-12" } as const;
const monthStart = new Date("2026-12-01T00:15:00Z");

let table: Table;
beforeEach(async () => {
  table = await freshTable();
});

const carry = (now: Date, on = table) => carryForward(now, { schemes: dynamoSchemes(on), money: dynamoMoney(on), carry: carryMoney(on) });
const put = (id: typeof november | typeof october | typeof december, amount: number, pot: "ordinary" | "urgent" = "ordinary") =>
  allocateExample(table, "CRF", id.category, amount, `allocation-${id.period}-${pot}`, { period: id.period, pot });
const available = async (id: { category: string; period: string; pot: string }) => (await leftIn(table, id))?.available;

test("at the start of a month the money left of the month before is carried forward, pot by pot, with its entries", async () => {
  await put(november, 100_01);
  await put(november, 30_00, "urgent");
  await put(december, 50_00);
  expect(await carry(monthStart)).toEqual({ budgets: 2, pence: 130_01 });
  expect(await Promise.all([november, december, { ...november, pot: "urgent" }, { ...december, pot: "urgent" }].map(available))).toEqual([
    0, 150_01, 0, 30_00,
  ]);
  const entries = (await everythingIn(table)).filter(({ kind }) => kind === "transferIn");
  expect(entries).toHaveLength(2);
  expect(entries[0]).toMatchObject({
    by: { id: "system" },
    why: expect.stringMatching(/^Carried forward from Housing payments, November 2026/),
  });
  await expectConsistent(table);
});

test("money that comes into a past period later the same day is carried the next night, and a night that runs again carries nothing twice", async () => {
  await put(november, 100_00);
  await Promise.all([carry(monthStart), carry(monthStart), carry(monthStart)]);
  await put(october, 7_00);
  await carry(monthStart);
  expect(await carry(monthStart)).toEqual({ budgets: 0, pence: 0 });
  expect(await available(december)).toBe(107_00);
  await expectConsistent(table);
});

test("a night that is killed half-way is finished by the next attempt, to the penny", async () => {
  for (let crashAt = 1; crashAt <= 12; crashAt += 1) {
    table = await freshTable();
    await put(october, 40_00);
    await put(november, 60_00);
    await carry(monthStart, faulty(table, { seed: crashAt, crashAt })).catch(() => undefined);
    await carry(monthStart);
    expect(await available(december)).toBe(100_00);
    await expectConsistent(table);
  }
});

test("nothing is carried in the middle of a month, from a budget for the whole scheme, or after the scheme's last day", async () => {
  await put(november, 100_00);
  await allocateExample(table, "CRF", "CRISIS_PAYMENT", 100_00);
  expect(await carry(new Date("2026-11-20T00:15:00Z"))).toEqual({ budgets: 0, pence: 0 });
  expect(await carry(new Date("2029-04-01T00:15:00Z"))).toEqual({ budgets: 0, pence: 0 });
  expect(await available(november)).toBe(100_00);
});

test("money in a period that the scheme does not have goes to the period of today", async () => {
  await allocateExample(table, "CRF", "HOUSING_PAYMENT", 12_00, "allocation-whole", { period: "whole" });
  await carry(new Date("2026-11-20T00:15:00Z"));
  expect(await available(november)).toBe(12_00);
});

test("the figures of a morning are kept once, and the scheme's page shows the present rate from them", async () => {
  await allocateExample(table, "CRF", "CRISIS_PAYMENT", 300_00, "allocation-0");
  const ports = { schemes: dynamoSchemes(table), money: dynamoMoney(table), days: dynamoBudgetDays(table) };
  expect(await keepTheDay(new Date("2026-11-11T00:15:00Z"), ports)).toEqual({ schemes: 1, budgets: 1 });
  await spendExample(table);
  expect(await keepTheDay(new Date("2026-11-11T00:15:00Z"), ports)).toEqual({ schemes: 0, budgets: 0 });
  const body = await financePage();
  // £142.35 in nine days, and £1,358.15 left: 85 days.
  expect(body).toContain("Crisis payments Runs out on 13 February 2027 at the present rate");
});

const financePage = async (now = new Date("2026-11-20T10:00:00Z")) => {
  const report = createReport({
    origin,
    sessions: dynamoSessions(table),
    tokens: tokensOf(dev),
    money: dynamoMoney(table),
    counts: dynamoCounts(table),
    waitingLists: dynamoWaitingLists(table),
    nights: dynamoNights(table),
    changes: dynamoBudgetChanges(table),
    schemes: dynamoSchemes(table),
    gauges: dynamoGauges(table),
    toDos: dynamoToDos(table),
    lineBooks: dynamoLineBooks(table),
  });
  const as = await signIn(table, dev, now);
  return textOf((await send(report, "GET /finance/{scheme}", { path: { scheme: "CRF" }, as, now })).body);
};
const reconcile = () =>
  reconcileBooks(monthStart, { schemes: dynamoSchemes(table), nights: dynamoNights(table), books: dynamoBooks(table) });

test("every night reads what is new in the ledger into the line book, from which returns are computed", async () => {
  await spendExample(table);
  const books = dynamoLineBooks(table);
  const night = () => countLines(monthStart, { schemes: dynamoSchemes(table), money: dynamoMoney(table), books });
  expect(await night()).toMatchObject({ schemes: 1 });
  const book = await books.kept("CRF");
  expect([...(book?.lines ?? [])].length).toBeGreaterThan(0);
  await night();
  expect([...((await books.kept("CRF"))?.lines ?? [])]).toEqual([...(book?.lines ?? [])]);
});

test("the scheme's page says when every balance was found equal to its ledger", async () => {
  await spendExample(table);
  expect(await financePage()).toContain("The balances have not been checked yet.");
  expect(await reconcile()).toMatchObject({ differences: 0 });
  expect(await financePage()).toContain(
    "Checked on 1 December 2026 at 12:15 am: every balance, count, line and household equals its ledger of 10 entries.",
  );
});

test("a shard that somebody has changed is named on the scheme's page, by its place", async () => {
  await spendExample(table);
  await table.client.send(
    new UpdateItemCommand({
      TableName: table.name,
      Key: values(shardKey({ scheme: "CRF", category: "CRISIS_PAYMENT", period: "whole", pot: "ordinary" }, 0)),
      UpdateExpression: "SET committed = committed + :one",
      ExpressionAttributeValues: values({ ":one": pence(1) }),
    }),
  );
  expect(await reconcile()).toMatchObject({ differences: 1 });
  const page = await financePage();
  expect(page).toContain("1 figure does not equal the ledger of 10 entries.");
  expect(page).toContain("committed of CRF CRISIS_PAYMENT#whole#ordinary shard 0 is 14236, and should be 14235");
});

/** The night as Lambda runs it at the start of a month. */
const nightly = (steps: readonly NightlyStep[], now = monthStart) =>
  withClock(
    () => now,
    () => createNightly({ steps, nights: dynamoNights(table) })({ time: now.toISOString() }, context),
  );
const step = (name: string, run: NightlyStep["run"]): NightlyStep => ({ name, says: `Do ${name}`, run });
const context = runContext();

test("a step that fails does not stop the others; finance sees which, and the night as a whole has failed", async () => {
  const taken: string[] = [];
  const record = (name: string) =>
    step(name, async (now) => {
      taken.push(`${name} ${now.toISOString()}`);
      return { done: 1 };
    });
  const broken = step("broken", async () => {
    throw new Error("Somebody's answers");
  });
  const night = nightly([record("first"), broken, record("last")]);
  await expect(night).rejects.toThrow("A step of the nightly work failed");
  expect(taken).toEqual(["first 2026-12-01T00:15:00.000Z", "last 2026-12-01T00:15:00.000Z"]);
  const page = await financePage();
  expect(page).toContain("Not done on 1 December 2026 at 12:15 am: Do broken.");
  expect(page).not.toContain("Somebody's answers");
});

test("a step that left some of its work undone is named on the scheme's page, and the night is not run again for it", async () => {
  await nightly([step("first", async () => ({ recycled: 998, failed: 2 }))]);
  expect(await financePage()).toContain("Not done for 2 of them on 1 December 2026 at 12:15 am: Do first.");
});

test("a night on which every step is done says nothing of steps on the scheme's page", async () => {
  await nightly([step("first", async () => ({ done: 1 }))]);
  expect(await financePage()).not.toContain("Not done on");
});

test("after the scheme's last day its page says how much goes back to the department: the money left and the money that came back", async () => {
  await spendExample(table);
  const words =
    "The scheme has ended. £1,307.65 is still in its budgets, left or frozen, and £0.00 came back since: £1,307.65 to return to the department.";
  expect(await financePage(new Date("2029-03-31T10:00:00Z"))).not.toContain("The scheme has ended");
  const after = await financePage(new Date("2029-04-01T10:00:00Z"));
  expect(after).toContain(words);
  expect(after).toContain("To return to the department");
});
