import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { createAssess } from "../../../functions/assess/assess.ts";
import { createAward } from "../../../functions/award/award.ts";
import type { OwnRule, Scheme } from "../../../shared/domain/scheme/scheme.ts";
import { newestVersion } from "../../../shared/domain/scheme/scheme-book.ts";
import { shippedSchemes } from "../../../shared/domain/scheme/shipped.ts";
import { dynamoApprovals } from "../../../shared/store/approvals.ts";
import { dynamoAwards } from "../../../shared/store/awards.ts";
import { dynamoCases } from "../../../shared/store/cases.ts";
import { dynamoDirectories } from "../../../shared/store/directories.ts";
import { dynamoInterests } from "../../../shared/store/interests.ts";
import { dynamoLines } from "../../../shared/store/lines.ts";
import { dynamoMoney } from "../../../shared/store/money.ts";
import { dynamoRegisters } from "../../../shared/store/registers.ts";
import { dynamoSessions } from "../../../shared/store/sessions.ts";
import { allocateExample, assessor, awardRequestFor, submitExample } from "../../examples.ts";
import { origin, send, signIn, tokensOf } from "../../http.ts";
import { freshTable } from "../../setup/table.ts";
import { textOf } from "./desk.ts";

const once: OwnRule = {
  ...{ name: "once", says: "The household has had no award from this scheme.", toResident: "You have had help from this scheme already." },
  ...{ otherwise: "fail", joined: "all", conditions: [{ measure: "awardsInScheme", is: "atMost", value: 0 }] },
};
const crf = newestVersion(shippedSchemes, "CRF") as Scheme;

test("if a rule blocks until the scheme's end, message, case page, API and the refusal of an award say its last day, and no day after it", async () => {
  const table = await freshTable();
  await allocateExample(table, "CRF", "CRISIS_PAYMENT", 1_000_00);
  const ports = {
    ...{
      origin,
      sessions: dynamoSessions(table),
      tokens: tokensOf(assessor),
      cases: dynamoCases(table),
      interests: dynamoInterests(table),
    },
    ...{ awards: dynamoAwards(table), lines: dynamoLines(table), approvals: dynamoApprovals(table), money: dynamoMoney(table) },
    registers: dynamoRegisters(table, async () => "matching-key"),
    ...{ directories: dynamoDirectories(table), schemes: { book: async () => [{ ...crf, ownRules: [once] }] } },
  };
  const [award, assess, asha] = [createAward(ports), createAssess(ports), await signIn(table, assessor)];
  const headers = () => ({ "idempotency-key": randomUUID() });
  const post = (room: unknown, route: string, caseId: string, json: object) =>
    send(room, route, { as: asha, path: { caseId }, json, headers: headers() });

  const first = await submitExample(table);
  expect((await post(award, "POST /api/cases/{caseId}/awards", first.caseId, awardRequestFor(first))).status).toBe(201);
  const told = (await ports.cases.whole(first.caseId))?.messages[0]?.blanks.next;
  expect(told).toBe("You cannot get this help again before the scheme ends on 31 March 2029.");

  const second = await submitExample(table, { householdId: first.householdId });
  const path = { caseId: second.caseId };
  const reply = (await send(assess, "GET /api/cases/{caseId}", { as: asha, path })).json() as { nextDates: unknown };
  expect(reply.nextDates).toEqual([
    { need: "food", lastDay: "2029-03-31" },
    { need: "energy", lastDay: "2029-03-31" },
  ]);
  const page = textOf((await send(assess, "GET /cases/{caseId}", { as: asha, path })).body);
  expect(page).toContain("Food: not again before the scheme ends on 31 March 2029");
  expect(page).not.toContain("1 April 2029");

  const again = await post(award, "POST /api/cases/{caseId}/awards", second.caseId, awardRequestFor(second));
  expect(again.json()).toMatchObject({ besides: [{ need: "energy", lastDay: "2029-03-31" }] });
  const refused = await post(assess, "POST /api/cases/{caseId}/refusals", second.caseId, {
    seen: { version: second.version, householdId: second.householdId },
    ...{ because: "own.once", reason: "Had an award already.", referrals: [], signposts: [] },
  });
  expect(refused.status).toBe(201);
  const [message] = (await ports.cases.whole(second.caseId))?.messages ?? [];
  expect(message?.blanks.next).toBe("You cannot get this help again before the scheme ends on 31 March 2029.");
});
