import type { Context } from "aws-lambda";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { daysOfMoneyLeft } from "../../../functions/watch/gauges/days-of-money-left.ts";
import { oldestUrgentCase } from "../../../functions/watch/gauges/oldest-urgent-case.ts";
import { referralsUnanswered } from "../../../functions/watch/gauges/referrals-unanswered.ts";
import { timeToDecision } from "../../../functions/watch/gauges/time-to-decision.ts";
import { createWatch, type Gauge } from "../../../functions/watch/watch.ts";
import { type Step, takeStep } from "../../../shared/domain/case/take-step.ts";
import { envelopeName } from "../../../shared/domain/ledger/envelope.ts";
import { pence } from "../../../shared/domain/money.ts";
import { Fault } from "../../../shared/fault.ts";
import { dynamoBudgetDays } from "../../../shared/store/budget-days.ts";
import { dynamoCases } from "../../../shared/store/cases.ts";
import { dynamoDirectories } from "../../../shared/store/directories.ts";
import { dynamoGauges } from "../../../shared/store/gauges.ts";
import type { Table } from "../../../shared/store/items.ts";
import { dynamoMoney } from "../../../shared/store/money.ts";
import { dynamoSchemes } from "../../../shared/store/schemes.ts";
import { aDayInCrf, allocateExample, applicationLike, assessor, submitExample } from "../../examples.ts";
import { freshTable } from "../../setup/table.ts";
import { openOnwardHelp, referredCase } from "../refer/onward.ts";
import { spendExample } from "../report/story.ts";

let table: Table;
beforeEach(async () => {
  table = await freshTable();
});
afterEach(() => vi.restoreAllMocks());

const urgent = applicationLike({ circumstances: { trigger: "suddenExpense", story: "There is no food in the house.", without: ["food"] } });
const minutesAfter = (minutes: number) => new Date(aDayInCrf.getTime() + minutes * 60_000);
const gaugesOf = () => {
  const measures = dynamoGauges(table);
  const schemes = dynamoSchemes(table);
  return {
    urgent: oldestUrgentCase({ stored: measures, schemes }),
    decisions: timeToDecision(15, measures),
    money: daysOfMoneyLeft({ schemes, money: dynamoMoney(table) }),
    referrals: referralsUnanswered({ stored: measures, directories: dynamoDirectories(table) }),
  };
};

test("an empty table has no urgent case and no reading of decisions or money", async () => {
  const { urgent: waits, decisions, money, referrals } = gaugesOf();
  expect(await waits.read(aDayInCrf)).toEqual([{ minutes: 0, late: 0 }]);
  expect(await decisions.read(aDayInCrf)).toEqual([]);
  expect(await money.read(aDayInCrf)).toEqual([]);
  expect(await referrals.read(aDayInCrf)).toEqual([
    { partner: "welfareRights", unanswered: 0, late: 0 },
    { partner: "earlyHelp", unanswered: 0, late: 0 },
    { partner: "debtAdvice", unanswered: 0, late: 0 },
  ]);
});

test("the oldest urgent case counts, however many others wait and however long", async () => {
  await submitExample(table, { at: minutesAfter(-600) });
  await submitExample(table, { application: urgent, at: minutesAfter(-90) });
  await submitExample(table, { application: urgent, at: minutesAfter(-30) });
  expect(await gaugesOf().urgent.read(aDayInCrf)).toEqual([{ minutes: 90, late: 0 }]);
});

test("an urgent case that waits longer than its scheme allows is late", async () => {
  await submitExample(table, { application: urgent, at: minutesAfter(-7 * 24 * 60) });
  expect(await gaugesOf().urgent.read(aDayInCrf)).toEqual([{ minutes: 7 * 24 * 60, late: 1 }]);
});

test("the hours in which the resident had a question do not count for the oldest urgent case", async () => {
  const head = await submitExample(table, { application: urgent, at: minutesAfter(-3_000) });
  const { caseId, version, householdId } = head;
  const step = async (seenVersion: number, what: Step, minutes: number) => {
    const now = await dynamoCases(table).find(caseId);
    if (!now) throw new Error("no case");
    const taken = takeStep(now, what, {
      by: assessor,
      at: minutesAfter(minutes).toISOString(),
      seen: { version: seenVersion, householdId },
    });
    if (taken.kind !== "taken") throw new Error(taken.kind);
    await dynamoCases(table).change({ taken });
  };
  await step(version, { kind: "ask", question: "Which?" }, -2_900);
  expect(await gaugesOf().urgent.read(aDayInCrf)).toEqual([{ minutes: 0, late: 0 }]);
  await step(version + 1, { kind: "answer", answer: "Both." }, -100);
  expect(await gaugesOf().urgent.read(aDayInCrf)).toEqual([{ minutes: 200, late: 0 }]);
});

test("each decision of the last quarter of an hour counts once, with its wait", async () => {
  await spendExample(table);
  const waited = (decisions: number) => [{ decisions, halfWithinMinutes: 0, nineInTenWithinMinutes: 0 }];
  const { decisions } = gaugesOf();
  expect(await decisions.read(minutesAfter(15))).toEqual(waited(3));
  expect(await decisions.read(minutesAfter(30))).toEqual([]);
  expect(await decisions.read(aDayInCrf)).toEqual([]);
});

test.each([
  [[40], 40, 40],
  [[10, 20, 30, 600], 20, 600],
  [[10, 20, 30, 40, 50, 60, 70, 80, 90, 6_000], 50, 90],
])("of decisions after %j minutes half were made within %i, and nine in ten within %i", async (minutes, half, nineInTen) => {
  const decidedIn = async () =>
    minutes.map((each) => ({ submittedAt: minutesAfter(-each).toISOString(), decision: { at: aDayInCrf.toISOString() } }));
  expect(await timeToDecision(15, { decidedIn }).read(aDayInCrf)).toEqual([
    { decisions: minutes.length, halfWithinMinutes: half, nineInTenWithinMinutes: nineInTen },
  ]);
});

test("each budget has its days of money at the present rate, and says whether it runs out soon", async () => {
  await spendExample(table);
  await allocateExample(table, "CRF", "HOUSING_PAYMENT", 100_000_00, "allocation-3");
  const budgets = await dynamoMoney(table).envelopes("CRF");
  const nothingYet = Object.fromEntries(budgets.map((budget) => [envelopeName(budget), pence(0)]));
  await dynamoBudgetDays(table).keep("CRF", { day: "2026-11-19", awarded: nothingYet, households: 0 });
  const readings = await gaugesOf().money.read(aDayInCrf);
  const of = (category: string) => readings.find(({ budget }) => String(budget).startsWith(category));
  // £1,058.15 is left, and £142.35 went in a day.
  expect(of("CRISIS_PAYMENT")).toMatchObject({ scheme: "CRF", days: 7, runsOutSoon: 1 });
  expect(of("HOUSING_PAYMENT")).toMatchObject({ scheme: "CRF", runsOutSoon: 0 });
  expect(of("HOUSING_PAYMENT")?.days).toBeGreaterThan(7);
});

test("a referral counts until its service answers, and is late from the day after the answer was due", async () => {
  const desk = await openOnwardHelp();
  table = desk.table;
  const { caseId, referralId } = await referredCase(desk, { isDelivered: false });
  const referral = await desk.referrals.find(caseId, referralId);
  if (!referral) throw new Error("The example was not referred.");
  await desk.referrals.deliver(referral, aDayInCrf.toISOString());
  const delivered = (await desk.referrals.find(caseId, referralId)) ?? referral;

  const { referrals } = gaugesOf();
  const earlyHelpAt = async (day: string) =>
    (await referrals.read(new Date(`${day}T12:00:00Z`))).find(({ partner }) => partner === "earlyHelp");
  expect(await earlyHelpAt(referral.answerDue)).toMatchObject({ unanswered: 1, late: 0 });
  expect(await earlyHelpAt("2026-12-24")).toMatchObject({ unanswered: 1, late: 1 });

  const accepted = { state: "accepted", at: aDayInCrf.toISOString(), by: { id: "early-help", name: "Idris Cole" } } as const;
  expect(await desk.referrals.move(delivered, accepted)).toEqual({ kind: "moved" });
  expect(await earlyHelpAt("2026-12-24")).toMatchObject({ unanswered: 0, late: 0 });
});

const context = { awsRequestId: "look-1" } as Context;
/** Log lines without the keys that every line has. */
const linesOf = () => {
  const lines: object[] = [];
  for (const stream of [process.stdout, process.stderr]) {
    vi.spyOn(stream, "write").mockImplementation((line) => {
      const {
        timestamp: _timestamp,
        service: _service,
        sampling_rate: _rate,
        requestId: _id,
        function: _function,
        ...rest
      } = JSON.parse(String(line));
      lines.push(rest);
      return true;
    });
  }
  return lines;
};
const said = { level: "INFO", message: "measured", correlationId: "look-1" };

test("every reading is a line of the log, at the moment at which the schedule was due", async () => {
  const lines = linesOf();
  const asked: Date[] = [];
  const gauge: Gauge = {
    name: "example",
    read: async (now) => {
      asked.push(now);
      return [
        { of: "one", value: 1 },
        { of: "two", value: 2 },
      ];
    },
  };
  await createWatch([gauge])({ time: "2026-11-20T10:15:00Z" }, context);
  expect(asked).toEqual([new Date("2026-11-20T10:15:00Z")]);
  expect(lines).toEqual([
    { ...said, gauge: "example", of: "one", value: 1 },
    { ...said, gauge: "example", of: "two", value: 2 },
  ]);
});

test("after a gauge that fails the others are read, and the run fails", async () => {
  const lines = linesOf();
  const broken: Gauge = { name: "broken", read: () => Promise.reject(new Fault("tooBusy")) };
  const sound: Gauge = { name: "sound", read: async () => [{ value: 1 }] };
  await expect(createWatch([broken, sound])({ time: "2026-11-20T10:15:00Z" }, context)).rejects.toMatchObject({ code: "notMeasured" });
  const failure = { level: "ERROR", message: "failed", gauge: "broken", code: "tooBusy" };
  expect(lines).toMatchObject([failure, { ...said, gauge: "sound", value: 1 }]);
});

test("every reading of every gauge reaches the log whole, and none has a name, an answer or an address in it", async () => {
  await submitExample(table, { application: urgent, at: minutesAfter(-10) });
  await spendExample(table);
  const gauges = Object.values(gaugesOf());
  const readings = (
    await Promise.all(gauges.map(async ({ name: gauge, read }) => (await read(minutesAfter(15))).map((reading) => ({ gauge, ...reading }))))
  ).flat();
  const lines = linesOf();
  await createWatch(gauges)({ time: minutesAfter(15).toISOString() }, context);
  // The logger would drop a key of ours that has the name of one of its own.
  expect(lines).toEqual(readings.map((reading) => ({ ...said, ...reading })));
  expect(JSON.stringify(lines)).not.toMatch(/Robin|Sam|Example|Sample Street|CV1|07700|boiler|food/);
});
