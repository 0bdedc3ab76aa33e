import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { createDeliver } from "../../functions/refer/deliver.ts";
import { createRefer } from "../../functions/refer/refer.ts";
import type { AwardRequest } from "../../shared/domain/award/award.ts";
import { formatDay } from "../../shared/domain/dates.ts";
import { referralIdFor } from "../../shared/domain/ids.ts";
import { pence } from "../../shared/domain/money.ts";
import type { RuleResult } from "../../shared/domain/rules/eligibility.ts";
import { contracts } from "../../shared/http/contracts.ts";
import { dynamoCases } from "../../shared/store/cases.ts";
import { dynamoDirectories } from "../../shared/store/directories.ts";
import { dynamoInterests } from "../../shared/store/interests.ts";
import { dynamoMoney } from "../../shared/store/money.ts";
import { dynamoReferrals } from "../../shared/store/referrals.ts";
import { dynamoRegisters } from "../../shared/store/registers.ts";
import { dynamoSchemes } from "../../shared/store/schemes.ts";
import { dynamoSessions } from "../../shared/store/sessions.ts";
import { assessor, awardRequestFor, submitExample } from "../examples.ts";
import { openDesk, partner, textOf } from "../functions/assess/desk.ts";
import { asksEarlyHelp } from "../functions/refer/onward.ts";
import { origin, type SignedIn, send, tokensOf } from "../http.ts";
import { deliverTo, insertsIn, queueOn } from "../stream.ts";

const lines: AwardRequest["lines"] = [
  { item: "foodParcel", amount: pence(50_00), delivery: "VOUCHER" },
  { item: "fuelTopUp", amount: pence(100_00), delivery: "CASH" },
];

test("resident and assessor see the same day for the household's next award, a partner sees none, and on that day it is made", async () => {
  const { table, assess, award, asha, partner: idris } = await openDesk();
  const refer = createRefer({
    origin,
    sessions: dynamoSessions(table),
    tokens: tokensOf(assessor, partner),
    cases: dynamoCases(table),
    money: dynamoMoney(table),
    registers: dynamoRegisters(table, async () => "matching-key"),
    schemes: dynamoSchemes(table),
    directories: dynamoDirectories(table),
    referrals: dynamoReferrals(table),
    interests: dynamoInterests(table),
  });
  const awardTo = (head: Awaited<ReturnType<typeof submitExample>>, changes = {}, now?: Date) =>
    send(award, "POST /api/cases/{caseId}/awards", {
      as: asha,
      path: { caseId: head.caseId },
      json: awardRequestFor(head, { lines, ...changes }),
      headers: { "idempotency-key": randomUUID() },
      ...(now && { now }),
    });
  const get = (room: unknown, route: string, as: SignedIn, path: Record<string, string>) => send(room, route, { as, path });

  const head = await submitExample(table);
  const awarded = await awardTo(head, { referrals: [asksEarlyHelp] });
  expect(awarded.status, awarded.body).toBe(201);
  await deliverTo(createDeliver({ referrals: dynamoReferrals(table), queue: queueOn(table) }), await insertsIn(table, "REFERRAL#"));

  const dates = [
    { need: "food", from: "2026-12-01" },
    { need: "energy", from: "2027-04-01" },
  ];
  const words = ["Food: from 1 December 2026", "Gas, electricity or other heating: from 1 April 2027"];

  const [message] = (await dynamoCases(table).whole(head.caseId))?.messages ?? [];
  expect(message?.blanks.next).toContain(
    "You can ask for the same again from 1 December 2026 for some of it, and from 1 April 2027 for the rest.",
  );

  const path = { caseId: head.caseId };
  const ofAssessor = contracts["GET /api/cases/{caseId}"].reply.parse((await get(assess, "GET /api/cases/{caseId}", asha, path)).json());
  expect(ofAssessor.nextDates).toEqual(dates);
  const casePage = textOf((await get(assess, "GET /cases/{caseId}", asha, path)).body);
  for (const one of words) expect(casePage).toContain(one);

  const referral = { referralId: referralIdFor(head.caseId, 1, 1) };
  const shown = [
    await get(refer, "GET /api/referrals/{referralId}", idris, referral),
    await get(refer, "GET /referrals/{referralId}", idris, referral),
  ];
  expect(shown.map(({ status }) => status)).toEqual([200, 200]);
  for (const { body } of shown) expect(body).not.toMatch(/1 December|1 April|2026-12-01|2027-04-01/);

  for (const [index, { from }] of dates.entries()) {
    const again = await submitExample(table, { householdId: head.householdId });
    const seen = { seen: { version: 1, householdId: head.householdId }, lines: lines.slice(index, index + 1) };
    const dayBefore = new Date(Date.parse(`${from}T12:00:00Z`) - 86_400_000);
    const tooSoon = await awardTo(again, seen, dayBefore);
    expect(tooSoon.json()).toMatchObject({ type: "urn:hardship-support:problem:household-already-awarded", nextDay: from });
    const onAgain = await send(assess, "GET /api/cases/{caseId}", { as: asha, path: { caseId: again.caseId }, now: dayBefore });
    const rule = onAgain.json<{ results: RuleResult[] }>().results.find((result) => result.rule === "notAlreadyHelped");
    expect(rule?.because).toContain(formatDay(from));
    expect((await awardTo(again, seen, new Date(`${from}T12:00:00Z`))).status).toBe(201);
  }
});
