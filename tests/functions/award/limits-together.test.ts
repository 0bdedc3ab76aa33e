import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { approveAward } from "../../../functions/award/approve-award.ts";
import { declineAward } from "../../../functions/award/decline-award.ts";
import { serveWaitingList } from "../../../functions/award/serve-waiting-list.ts";
import { awardGrant } from "../../../functions/decide/award-grant.ts";
import type { AwardRequest } from "../../../shared/domain/award/award.ts";
import { passedWords } from "../../../shared/domain/award/limits-together.ts";
import type { Case } from "../../../shared/domain/case/case.ts";
import { decidedIn } from "../../../shared/domain/household/household.ts";
import { pence } from "../../../shared/domain/money.ts";
import type { Principal } from "../../../shared/domain/principal.ts";
import type { Scheme } from "../../../shared/domain/scheme/scheme.ts";
import { shippedSchemes } from "../../../shared/domain/scheme/shipped.ts";
import { dynamoApprovals } from "../../../shared/store/approvals.ts";
import { dynamoAwards } from "../../../shared/store/awards.ts";
import { dynamoCases } from "../../../shared/store/cases.ts";
import { readDecided } from "../../../shared/store/decided-sums.ts";
import { dynamoDirectories } from "../../../shared/store/directories.ts";
import type { Table } from "../../../shared/store/items.ts";
import { dynamoLines } from "../../../shared/store/lines.ts";
import { aDayInCrf, allocateExample, approver, assessor, awardRequestFor, submitExample } from "../../examples.ts";
import { send, signIn } from "../../http.ts";
import { freshTable } from "../../setup/table.ts";
import { openDesk, seenIn, textOf } from "../assess/desk.ts";
import { alone, decideOn, portsOf as waitingPortsOf } from "./waiting-desk.ts";

type Limit = Scheme["limitsTogether"][number];
const limit = (role: Limit["role"], counts: Limit["counts"], over: Limit["over"], pounds: number): Limit => ({
  ...{ role, counts, over, upTo: pence(pounds * 100) },
  ...{ verified: false, source: "A test." },
});
const bookWith = (...limitsTogether: Limit[]) => shippedSchemes.map((scheme): Scheme => ({ ...scheme, limitsTogether }));
const portsOn = (table: Table, ...limits: Limit[]) => ({
  cases: dynamoCases(table),
  awards: dynamoAwards(table),
  lines: dynamoLines(table),
  approvals: dynamoApprovals(table),
  directories: dynamoDirectories(table),
  schemes: { book: async () => bookWith(...limits) },
});
type Ports = ReturnType<typeof portsOn>;

const secondApprover: Principal = { id: "approver-2", name: "Nia Owen", roles: ["approver"] };

const awardTo = (
  head: Case,
  ports: Ports,
  lines: AwardRequest["lines"] = [{ item: "fuelTopUp", amount: pence(100_00), delivery: "CASH" }],
  { by = assessor, now = aDayInCrf, decisionId = head.caseId } = {},
) => awardGrant({ caseId: head.caseId, decisionId, by, now, request: awardRequestFor(head, { lines }) }, ports);
const cameTo = (outcome: Awaited<ReturnType<typeof awardGrant>>) =>
  outcome.kind === "awarded" ? (outcome.award.awaitsApproval ? "second" : "alone") : outcome.kind;

const settle = async (step: typeof approveAward | typeof declineAward, by: Principal, { caseId, householdId }: Case, ports: Ports) => {
  const { version = 0 } = (await ports.cases.find(caseId)) ?? {};
  return step({ caseId, by, now: aDayInCrf, key: "one", seen: { version, householdId }, reason: "Looked at." }, ports);
};

const goods = (item: string, pounds: number): AwardRequest["lines"] => [{ item, amount: pence(pounds * 100), delivery: "TANGIBLE" }];

test("one person's awards to one household in a day are one sum: above the limit, page and API wait for a second person", async () => {
  const desk = await openDesk(20_000_00);
  const first = await submitExample(desk.table);
  const second = await submitExample(desk.table, { householdId: first.householdId });
  const third = await submitExample(desk.table, { householdId: first.householdId });
  const api = (head: Case, lines: AwardRequest["lines"]) =>
    send(desk.award, "POST /api/cases/{caseId}/awards", {
      as: desk.asha,
      path: { caseId: head.caseId },
      json: awardRequestFor(head, { lines }),
      headers: { "idempotency-key": randomUUID() },
    });

  expect((await api(first, goods("washingMachine", 1_500))).status).toBe(201);
  expect((await api(second, goods("cooker", 600))).status).toBe(202);
  const page = await send(desk.award, "POST /cases/{caseId}/award", {
    as: desk.asha,
    path: { caseId: third.caseId },
    form: {
      ...seenIn(third),
      decisionId: randomUUID(),
      "item-1": "fridgeFreezer",
      "amount-1": "501",
      "delivery-1": "TANGIBLE",
      evidence: ["address:shown:Council tax record", "income:shown:Universal Credit journal"],
      reason: "Nothing to keep food in.",
    },
  });
  expect(page.status).toBe(303);
  expect((await dynamoCases(desk.table).find(third.caseId))?.status).toBe("toApprove");
  const shown = await send(desk.assess, "GET /cases/{caseId}", {
    as: desk.asha,
    path: { caseId: (await submitExample(desk.table)).caseId },
  });
  expect(textOf(shown.body)).toContain("In several awards you may commit up to £2,000 for one household in one day alone.");
});

test("eleven awards of one person at once to eleven households never come to more than their day's sum without a second person", async () => {
  const table = await freshTable();
  await allocateExample(table, "CRF", "CRISIS_PAYMENT", 10_000_00);
  const ports = portsOn(table, limit("assessor", "all", "day", 300), limit("assessor", "all", "month", 1_000));
  const heads = await Promise.all(Array.from({ length: 11 }, () => submitExample(table)));

  const outcomes = await Promise.all(heads.map((head) => awardTo(head, ports)));
  const again = await Promise.all(heads.map((head) => awardTo(head, ports)));

  expect(outcomes.map(cameTo).filter((kind) => kind === "alone")).toHaveLength(3);
  expect(outcomes.map(cameTo).filter((kind) => kind === "second")).toHaveLength(8);
  expect(again.map(cameTo)).toEqual(outcomes.map(cameTo));
  expect(await readDecided(table, "CRF", assessor.id, ["2026-11-20"])).toEqual([
    { by: assessor.id, span: "2026-11-20", sum: pence(300_00) },
  ]);
});

test("the day begins anew, and the month goes on", async () => {
  const table = await freshTable();
  await allocateExample(table, "CRF", "CRISIS_PAYMENT", 10_000_00);
  const ports = portsOn(table, limit("assessor", "all", "day", 100), limit("assessor", "all", "month", 200));
  const kinds: string[] = [];
  for (const day of ["2026-11-20", "2026-11-20", "2026-11-21", "2026-11-22", "2026-12-01"])
    kinds.push(cameTo(await awardTo(await submitExample(table), ports, undefined, { now: new Date(`${day}T12:00:00Z`) })));
  expect(kinds).toEqual(["alone", "second", "alone", "second", "alone"]);
});

test("an approver's own sums hold for what they approve, and they are told who may approve it instead", async () => {
  const table = await freshTable();
  await allocateExample(table, "CRF", "CRISIS_PAYMENT", 50_000_00);
  const ports = portsOn(table, limit("approver", "household", "scheme", 3_000));
  const first = await submitExample(table);
  const second = await submitExample(table, { householdId: first.householdId });
  expect(cameTo(await awardTo(first, ports, goods("washingMachine", 2_100)))).toBe("second");
  expect((await settle(approveAward, approver, first, ports)).kind).toBe("approved");
  expect(cameTo(await awardTo(second, ports, goods("cooker", 2_200)))).toBe("second");

  const refused = await settle(approveAward, approver, second, ports);

  expect(refused.kind).toBe("aboveTogether");
  expect(refused.kind === "aboveTogether" && passedWords(refused.passed)).toBe(
    "With this you would have committed £4,300, and you may commit up to £3,000 for one household in the whole scheme. Another approver can approve it.",
  );
  expect((await ports.cases.find(second.caseId))?.status).toBe("toApprove");
  expect((await settle(approveAward, secondApprover, second, ports)).kind).toBe("approved");
  const { decided } = await ports.cases.claims(first.householdId);
  expect([approver, secondApprover, assessor].map(({ id }) => decidedIn({ decided }, "CRF", id, "scheme"))).toEqual([
    2_100_00, 2_200_00, 0,
  ]);
});

test("the refusal of an approval reaches page and API with the limit, and nothing is written", async () => {
  const desk = await openDesk(50_000_00, undefined, [secondApprover]);
  const heads = [await submitExample(desk.table)];
  const householdId = heads[0]?.householdId;
  heads.push(await submitExample(desk.table, { householdId }), await submitExample(desk.table, { householdId }));
  const items = ["washingMachine", "cooker", "fridgeFreezer"];
  const ports = { ...waitingPortsOf(desk.table), lines: dynamoLines(desk.table), approvals: dynamoApprovals(desk.table) };
  for (const [index, head] of heads.entries())
    await awardGrant(
      {
        caseId: head.caseId,
        decisionId: head.caseId,
        by: assessor,
        now: aDayInCrf,
        request: awardRequestFor(head, { lines: goods(items[index] ?? "", 4_000) }),
      },
      ports,
    );
  const approve = (head: Case | undefined, as = desk.cleo) =>
    send(desk.award, "POST /api/cases/{caseId}/approvals", {
      as,
      path: { caseId: head?.caseId ?? "" },
      json: { seen: { version: 2, householdId } },
      headers: { "idempotency-key": randomUUID() },
    });
  expect([(await approve(heads[0])).status, (await approve(heads[1])).status]).toEqual([201, 201]);

  const byApi = await approve(heads[2]);
  const byPage = await send(desk.award, "POST /cases/{caseId}/approve", {
    as: desk.cleo,
    path: { caseId: heads[2]?.caseId ?? "" },
    form: { ...seenIn({ version: 2, householdId: householdId ?? "" }), decisionId: randomUUID(), reason: "" },
  });

  expect(byApi.json()).toMatchObject({ status: 403, type: "urn:hardship-support:problem:above-limit", limit: 10_000_00, total: 12_000_00 });
  expect(byPage.isShownAgain).toBe(true);
  expect(textOf(byPage.body)).toContain("Another approver can approve it, or you can tomorrow.");
  expect((await approve(heads[2], await signIn(desk.table, secondApprover))).status).toBe(201);
});

test("an award that no approver could commit within their sums is refused at once", async () => {
  const table = await freshTable();
  await allocateExample(table, "CRF", "CRISIS_PAYMENT", 50_000_00);
  const ports = portsOn(table, limit("assessor", "household", "day", 500), limit("approver", "household", "day", 1_000));
  expect(cameTo(await awardTo(await submitExample(table), ports, goods("washingMachine", 1_001)))).toBe("aboveLimit");
});

test("a declined award counted for nobody, and a household's sum is not lowered by money that comes back", async () => {
  const table = await freshTable();
  await allocateExample(table, "CRF", "CRISIS_PAYMENT", 50_000_00);
  const ports = portsOn(table, limit("assessor", "household", "day", 2_000), limit("assessor", "all", "day", 2_000));
  const head = await submitExample(table);
  await awardTo(head, ports, goods("washingMachine", 2_500));
  expect((await settle(declineAward, approver, head, ports)).kind).toBe("declined");
  expect(await readDecided(table, "CRF", assessor.id, ["2026-11-20"])).toEqual([]);
  expect(decidedIn(await ports.cases.claims(head.householdId), "CRF", assessor.id, "2026-11-20")).toBe(0);

  const again = await ports.cases.find(head.caseId);
  if (!again) throw new Error("The case is gone.");
  expect(cameTo(await awardTo(again, ports, goods("washingMachine", 1_900), { decisionId: "two" }))).toBe("alone");
  const other = await submitExample(table, { householdId: head.householdId });
  expect(cameTo(await awardTo(other, ports, goods("cooker", 200)))).toBe("second");
});

test("an approval sent many times at once is one approval, though the sums have room for no second", async () => {
  const table = await freshTable();
  await allocateExample(table, "CRF", "CRISIS_PAYMENT", 50_000_00);
  const ports = portsOn(table, limit("approver", "all", "day", 3_000));
  const head = await submitExample(table);
  expect(cameTo(await awardTo(head, ports, goods("washingMachine", 2_500)))).toBe("second");
  const { version = 0 } = (await ports.cases.find(head.caseId)) ?? {};
  const seen = { version, householdId: head.householdId };
  const press = () => approveAward({ caseId: head.caseId, by: approver, now: aDayInCrf, key: "one", seen, reason: "Looked at." }, ports);
  const outcomes = await Promise.all(Array.from({ length: 8 }, press));
  expect(outcomes.map(({ kind }) => kind)).toEqual(outcomes.map(() => "approved"));
  expect(await readDecided(table, "CRF", approver.id, ["2026-11-20"])).toMatchObject([{ sum: 2_500_00 }]);
});

test("a decision that waited for money counts on the day on which it is served", async () => {
  const table = await freshTable();
  const ports = { ...waitingPortsOf(table), ...portsOn(table, limit("assessor", "all", "day", 150)) };
  const heads = [await decideOn(table, 100, { application: alone, ports }), await decideOn(table, 100, { application: alone, ports })];
  expect(await readDecided(table, "CRF", assessor.id, ["2026-11-20"])).toEqual([]);

  await allocateExample(table, "CRF", "CRISIS_PAYMENT", 1_000_00);
  const served = new Date("2026-11-24T09:00:00Z");
  await serveWaitingList({ scheme: "CRF", category: "CRISIS_PAYMENT" }, () => served, ports);

  const sums = await readDecided(table, "CRF", assessor.id, ["2026-11-20", "2026-11-24"]);
  expect(sums).toEqual([{ by: assessor.id, span: "2026-11-24", sum: pence(100_00) }]);
  const waits = await Promise.all(heads.map(({ head }) => ports.cases.find(head.caseId)));
  // Both were decided at the same instant, so either may be first in line.
  expect(waits.map((head) => head?.status).toSorted()).toEqual(["awarded", "toApprove"]);
});
