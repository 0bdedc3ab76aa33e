import { expect, test } from "vitest";
import type { Award } from "../../shared/domain/award/award.ts";
import { addDays } from "../../shared/domain/dates.ts";
import { pence } from "../../shared/domain/money.ts";
import { schemeOn } from "../../shared/domain/scheme/scheme-book.ts";
import { shippedSchemes } from "../../shared/domain/scheme/shipped.ts";
import { dynamoCases } from "../../shared/store/cases.ts";
import { allocateExample, applicationInput, assessor, awardRequestFor, submitExample } from "../examples.ts";
import { applyOn } from "../functions/apply/resident.ts";
import { openDesk, seenIn } from "../functions/assess/desk.ts";
import { send, signIn } from "../http.ts";
import { freshTable } from "../setup/table.ts";
import { expectConsistent } from "./audit.ts";

const sentAs = (key: string) => ({ headers: { "idempotency-key": key } });

test("an award is the scheme's of the day that it is in London, to the minute and in summer time", async () => {
  const { table, award, asha: as } = await openDesk(0);
  await allocateExample(table, "HSF4", "ENERGY_WATER", 500_00);
  await allocateExample(table, "HSF5", "ENERGY_WATER", 500_00);
  const lines = [{ item: "fuelTopUp", amount: pence(100_00), delivery: "CASH" as const, reason: "A smaller meter." }];

  const awardAt = async (now: Date) => {
    const waiting = await submitExample(table, { at: new Date("2024-03-30T12:00:00Z") });
    const path = { caseId: waiting.caseId };
    const answered = await send(award, "POST /api/cases/{caseId}/awards", {
      path,
      json: awardRequestFor(waiting, { lines, checks: ["rolloverConfirmed"] }),
      as,
      now,
      ...sentAs(waiting.caseId),
    });
    return answered.json<Award>().scheme;
  };

  // The clocks went forward that morning, so midnight in London is eleven o'clock by UTC.
  expect(await awardAt(new Date("2024-03-31T22:59:59Z"))).toBe("HSF4");
  expect(await awardAt(new Date("2024-03-31T23:00:00Z"))).toBe("HSF5");
  await expectConsistent(table);
});

test("every scheme follows the one before it without a day between", () => {
  const days = Array.from({ length: 365 * 6 + 2 }, (_, index) => addDays("2023-04-01", index));
  expect(days.at(-1)).toBe("2029-03-31");
  expect(days.filter((day) => schemeOn(shippedSchemes, day) === undefined)).toEqual([]);
});

test("after the last scheme nobody can decide: page and program are told so, and the case waits", async () => {
  const { table, award, assess } = await openDesk(0);
  await allocateExample(table, "CRF", "CRISIS_PAYMENT", 500_00);
  const waiting = await submitExample(table, { at: new Date("2029-03-31T12:00:00Z") });
  // Summer time: midnight in London, and so the first of April.
  const now = new Date("2029-03-31T23:00:00Z");
  const as = await signIn(table, assessor, now);
  const path = { caseId: waiting.caseId };
  const seen = { version: waiting.version, householdId: waiting.householdId };

  const byProgram = await send(award, "POST /api/cases/{caseId}/awards", {
    path,
    json: awardRequestFor(waiting),
    as,
    now,
    ...sentAs("an-award-1"),
  });
  const refusal = { seen, because: "noMoneyLeft", referrals: [], signposts: [], reason: "None is left." };
  const refusedByProgram = await send(assess, "POST /api/cases/{caseId}/refusals", {
    path,
    json: refusal,
    as,
    now,
    ...sentAs("a-refusal-1"),
  });
  const row = { "item-1": "fuelTopUp", "amount-1": "100", "delivery-1": "CASH", reason: "No heating." };
  const byPage = await send(award, "POST /cases/{caseId}/award", { path, form: { ...seenIn(waiting), ...row }, as, now });
  const shown = await send(assess, "GET /cases/{caseId}", { path, as, now });

  expect([byProgram.status, byProgram.json<{ type: string }>().type]).toEqual([422, "urn:hardship-support:problem:no-scheme"]);
  expect(refusedByProgram.status).toBe(422);
  expect(byPage.isShownAgain).toBe(true);
  expect(byPage.body).toContain("no scheme is open today");
  expect(byPage.body).toContain("No heating.");
  expect(shown.status).toBe(200);
  expect((await dynamoCases(table).find(waiting.caseId))?.status).toBe("waiting");
});

test("a child born today in London is in the household, though by UTC it is still yesterday", async () => {
  const apply = applyOn(await freshTable());
  const now = new Date("2026-06-30T23:30:00Z");
  const as = { session: "", formToken: "", bearer: `bearer.${assessor.id}` };
  const submit = async (dateOfBirth: string) => {
    const people = [...applicationInput.people, { name: "Baby Example", dateOfBirth, relationship: "child" }];
    return (
      await send(apply, "POST /api/applications", { json: { ...applicationInput, people }, as, now, ...sentAs(`born-${dateOfBirth}`) })
    ).status;
  };
  expect(await submit("2026-07-01")).toBe(201);
  expect(await submit("2026-07-02")).toBe(422);
  expect(await submit("2024-02-29")).toBe(201);
  expect(await submit("2026-02-29")).toBe(422);
});

test("goods of an old scheme count by the new scheme's window, by page and by API, and its fuel begins anew", async () => {
  const { table, award, assess } = await openDesk(500_00);
  await allocateExample(table, "HSF7", "ESSENTIALS_ENERGY_WATER", 500_00);
  await allocateExample(table, "HSF7", "ENERGY_WATER", 500_00, "allocation-2");
  const goods = { item: "washingMachine", amount: pence(100_00), delivery: "TANGIBLE" as const };
  const fuel = { item: "fuelTopUp", amount: pence(100_00), delivery: "CASH" as const, reason: "A smaller meter." };
  const before = new Date("2026-03-20T12:00:00Z");
  const after = new Date("2026-04-02T12:00:00Z");
  const awardOn = async (now: Date, lines: (typeof goods | typeof fuel)[], householdId?: string) => {
    const head = await submitExample(table, { at: now, ...(householdId && { householdId }) });
    const as = await signIn(table, assessor, now);
    const answer = await send(award, "POST /api/cases/{caseId}/awards", {
      ...{ as, now, path: { caseId: head.caseId }, json: awardRequestFor(head, { lines }) },
      ...sentAs(head.caseId),
    });
    return { head, as, answer };
  };

  const first = await awardOn(before, [goods, fuel]);
  expect([first.answer.status, first.answer.json<Award>().scheme]).toEqual([201, "HSF7"]);
  const { householdId } = first.head;

  const again = await awardOn(after, [goods], householdId);
  expect(again.answer.json()).toMatchObject({
    type: "urn:hardship-support:problem:household-already-awarded",
    need: "washingMachine",
    nextDay: "2027-03-20",
  });
  const shown = await send(assess, "GET /cases/{caseId}", { as: again.as, now: after, path: { caseId: again.head.caseId } });
  expect(shown.body).toContain("A washing machine: from 20 March 2027");
  expect(shown.body).not.toContain("heating: from");

  expect((await awardOn(after, [fuel], householdId)).answer.json()).toMatchObject({ scheme: "CRF" });
  expect((await awardOn(new Date("2027-03-20T12:00:00Z"), [goods], householdId)).answer.json()).toMatchObject({ scheme: "CRF" });
  await expectConsistent(table);
});
