import { expect, test } from "vitest";
import { awardGrant } from "../../functions/decide/award-grant.ts";
import { takeSteps } from "../../functions/line/move-line.ts";
import { serveWaitingLists } from "../../functions/nightly/steps/serve-waiting-lists.ts";
import type { AwardRequest } from "../../shared/domain/award/award.ts";
import type { Case } from "../../shared/domain/case/case.ts";
import { waitOf } from "../../shared/domain/case/case.ts";
import { lineIdOf } from "../../shared/domain/line/line.ts";
import { pence } from "../../shared/domain/money.ts";
import { Fault } from "../../shared/fault.ts";
import { dynamoCases } from "../../shared/store/cases.ts";
import type { Table } from "../../shared/store/items.ts";
import { dynamoLines } from "../../shared/store/lines.ts";
import { dynamoMoney } from "../../shared/store/money.ts";
import { dynamoSchemes } from "../../shared/store/schemes.ts";
import { dynamoWaitingLists } from "../../shared/store/waiting-list.ts";
import { allocateExample, assessor, awardRequestFor, secondAssessor, submitExample } from "../examples.ts";
import { alone, portsOf, serveAll, statusOf, urgent, withChild } from "../functions/award/waiting-desk.ts";
import { contended } from "../setup/contended.ts";
import { everythingIn, freshTable } from "../setup/table.ts";

/** Housing money is given out month by month, with a reserve that only urgent cases draw on. */
const november = new Date("2026-11-20T10:00:00Z");
const december = new Date("2026-12-01T00:20:00Z");
const inNovember = { period: "2026-11" };
const housing = (table: Table, pounds: number, id: string, where: Parameters<typeof allocateExample>[5]) =>
  allocateExample(table, "CRF", "HOUSING_PAYMENT", pounds * 100, id, where);
const rent = (pounds: number): Partial<AwardRequest> => ({
  lines: [{ item: "rentShortfall", amount: pence(pounds * 100), delivery: "CASH" }],
  checks: ["housingElementSeen"],
});
const decide = (table: Table, head: Case, pounds: number, now = november) =>
  awardGrant(
    { caseId: head.caseId, decisionId: `rent-${head.caseId}`, by: assessor, now, request: awardRequestFor(head, rent(pounds)) },
    portsOf(table),
  );
/** Sends a decision again when the service is busy, as a sender should. It is the same decision, so it is decided once. */
const untilTaken = async <T>(send: () => Promise<T>, tries = 6): Promise<T> => {
  try {
    return await send();
  } catch (error) {
    if (tries === 0 || !(error instanceof Fault && error.code === "tooBusy")) throw error;
    return untilTaken(send, tries - 1);
  }
};
const minutes = (count: number) => new Date(november.getTime() + count * 60_000);
const envelopesOf = async (table: Table) =>
  (await dynamoMoney(table).envelopes("CRF")).filter(({ category }) => category === "HOUSING_PAYMENT");
const awardedIn = async (table: Table) =>
  (await everythingIn(table))
    .filter(({ itemKind, kind }) => itemKind === "ledgerEntry" && kind === "award")
    .toSorted((a, b) => (String(a.at) < String(b.at) ? -1 : 1))
    .map(({ award }) => (award as { caseId: string }).caseId);

test("under load no award exceeds a month's cap, only urgent cases draw on the urgent reserve, and the others wait in the stated order", async () => {
  const table = await freshTable();
  await housing(table, 1_000, "month", inNovember);
  await housing(table, 200, "reserve", { ...inNovember, pot: "urgent" });
  const kinds = [alone, withChild, urgent];
  const heads = await Promise.all(
    Array.from({ length: 48 }, (_, index) => submitExample(table, { application: kinds[index % 3] ?? alone, at: minutes(-index) })),
  );

  // Each decides through an instance of its own, and the table refuses overlapping writes as the service does.
  const service = contended(table);
  const outcomes = await Promise.all(heads.map((head) => untilTaken(() => decide(service, head, 100))));
  await serveAll(table, november);

  for (const { allocated, available, committed, pot } of await envelopesOf(table)) {
    expect(committed).toBeLessThanOrEqual(allocated);
    expect(available + committed).toBe(allocated);
    expect(available, `${pot} is used up`).toBe(0);
  }
  expect(outcomes.filter(({ kind }) => kind !== "awarded" && kind !== "waitsForMoney")).toEqual([]);
  const statuses = await Promise.all(heads.map((head) => statusOf(table, head)));
  expect(statuses.filter((status) => status === "awarded")).toHaveLength(12);
  expect(statuses.filter((status) => status === "forMoney")).toHaveLength(36);
  const reserved = (await everythingIn(table)).filter(
    ({ itemKind, kind, pot }) => itemKind === "ledgerEntry" && kind === "award" && pot === "urgent",
  );
  const isUrgent = new Map(heads.map(({ caseId, urgent: is }) => [caseId, is]));
  expect(reserved.every(({ award }) => isUrgent.get((award as { caseId: string }).caseId))).toBe(true);

  const waiting = heads.filter((_, index) => statuses[index] === "forMoney");
  const places = await Promise.all(
    waiting.map(async ({ caseId }) => {
      const head = await dynamoCases(table).find(caseId);
      return { head, place: head && (await dynamoCases(table).placeInLine(head)) };
    }),
  );
  const inLine = places.toSorted((a, b) => (a.place ?? 0) - (b.place ?? 0)).map(({ head }) => head);
  expect(places.map(({ place }) => place).toSorted((a, b) => (a ?? 0) - (b ?? 0))).toEqual(waiting.map((_, index) => index + 1));
  const order = inLine.map((head) => `${head && waitOf(head)?.priority} ${head?.submittedAt}`);
  expect(order).toEqual(order.toSorted());
  expect(await dynamoWaitingLists(table).ofScheme("CRF")).toMatchObject([{ category: "HOUSING_PAYMENT", waiting: 36 }]);
});

test("a new month's money goes to the waiting list first, in its order", async () => {
  const table = await freshTable();
  await housing(table, 100, "november", inNovember);
  await housing(table, 250, "december", { period: "2026-12" });
  const submitted = async (at: Date, application = alone) => submitExample(table, { application, at });
  const first = await submitted(minutes(-60));
  const [young, child, old] = [await submitted(minutes(-1)), await submitted(minutes(-2), withChild), await submitted(minutes(-30))];
  expect((await decide(table, first, 100)).kind).toBe("awarded");
  for (const head of [young, child, old]) expect((await decide(table, head, 100)).kind).toBe("waitsForMoney");
  await serveAll(table, november);
  expect(await awardedIn(table)).toEqual([first.caseId]);

  // The first decision of December comes before the nightly work: there is money for it, and still it waits its turn.
  const fresh = await submitted(new Date("2026-12-01T00:05:00Z"));
  expect((await decide(table, fresh, 10, new Date("2026-12-01T00:10:00Z"))).kind).toBe("waitsForMoney");
  await serveWaitingLists(december, { waitingLists: dynamoWaitingLists(table), schemes: dynamoSchemes(table) });
  await serveAll(table, december, ["SERVE#"]);

  const statuses = await Promise.all([child, old, young, fresh].map((head) => statusOf(table, head)));
  expect(statuses).toEqual(["awarded", "awarded", "forMoney", "forMoney"]);
  const left = (await envelopesOf(table)).map(({ period, available }) => [period, available]);
  expect(left).toEqual([
    ["2026-11", 0],
    ["2026-12", 50_00],
  ]);
});

test("an award that comes back pays the first case of the waiting list, and no more than came back", async () => {
  const table = await freshTable();
  await housing(table, 200, "november", inNovember);
  const at = (ago: number) => submitExample(table, { application: alone, at: minutes(-ago) });
  const [given, next, last] = [await at(3), await at(2), await at(1)];
  await decide(table, given, 200);
  for (const head of [next, last]) await decide(table, head, 150);

  const awardId = `${given.caseId}-A1`;
  const lines = dynamoLines(table);
  const found = await lines.find(given.caseId, awardId, 0);
  const book = await dynamoSchemes(table).book(november);
  if (!found) throw new Error("The award has a line.");
  await takeSteps(found, ["cancel"], { at: november.toISOString(), by: secondAssessor, key: lineIdOf(awardId, 0) }, { book }, { lines });
  await serveAll(table, november, ["MONEYBACK#"]);

  expect([await statusOf(table, next), await statusOf(table, last)]).toEqual(["awarded", "forMoney"]);
  expect(await envelopesOf(table)).toMatchObject([{ available: 50_00, committed: 150_00, allocated: 200_00, returned: 200_00 }]);
});
