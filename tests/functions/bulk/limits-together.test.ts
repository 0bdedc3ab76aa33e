import { expect, test } from "vitest";
import { createBulk } from "../../../functions/bulk/bulk.ts";
import { createRunAwards } from "../../../functions/bulk/run-awards.ts";
import { decidedIn } from "../../../shared/domain/household/household.ts";
import { pence } from "../../../shared/domain/money.ts";
import type { Principal } from "../../../shared/domain/principal.ts";
import type { Scheme } from "../../../shared/domain/scheme/scheme.ts";
import { shippedSchemes } from "../../../shared/domain/scheme/shipped.ts";
import { dynamoCases } from "../../../shared/store/cases.ts";
import { readDecided } from "../../../shared/store/decided-sums.ts";
import { dynamoInterests } from "../../../shared/store/interests.ts";
import { dynamoMoney } from "../../../shared/store/money.ts";
import { dynamoRuns } from "../../../shared/store/runs.ts";
import { dynamoSessions } from "../../../shared/store/sessions.ts";
import { dynamoWaitingLists } from "../../../shared/store/waiting-list.ts";
import { allocateExample, approver, assessor } from "../../examples.ts";
import { origin, send, signIn, tokensOf } from "../../http.ts";
import { expectConsistent } from "../../invariants/audit.ts";
import { freshTable } from "../../setup/table.ts";
import { queueOn } from "../../stream.ts";
import { textOf } from "../assess/desk.ts";
import { approve, csvOf, type Desk, newKey, outcomesOf, partPortsOn, prepared, progressOf, rowsFor, work } from "./desk.ts";

type Limit = Scheme["limitsTogether"][number];
const limit = (counts: Limit["counts"], over: Limit["over"], pounds: number): Limit => ({
  ...{ role: "approver", counts, over, upTo: pence(pounds * 100) },
  ...{ verified: false, source: "A test." },
});

const nia: Principal = { id: "approver-2", name: "Nia Owen", roles: ["approver"] };

/** The desk and the worker of a scheme with these sums for approvers. */
const openWith = async (...limitsTogether: Limit[]) => {
  const table = await freshTable();
  await allocateExample(table, "CRF", "CRISIS_PAYMENT", 1_000_00);
  const schemes = { book: async () => shippedSchemes.map((scheme): Scheme => ({ ...scheme, limitsTogether })) };
  const bulk = createBulk({
    ...{ origin, schemes, sessions: dynamoSessions(table), tokens: tokensOf(assessor, approver, nia) },
    ...{ runs: dynamoRuns(table), cases: dynamoCases(table), interests: dynamoInterests(table), money: dynamoMoney(table) },
    ...{ waitingLists: dynamoWaitingLists(table), matchingKey: async () => "matching-key" },
  });
  const [asha, cleo] = [await signIn(table, assessor), await signIn(table, approver)];
  const desk: Desk = { table, bulk, asha, cleo, dev: asha, gareth: asha };
  const worker = createRunAwards({ ...partPortsOn(table), schemes, queue: queueOn(table) });
  const checked = async (list: string, changes: object = {}) => {
    const runId = await prepared(desk, list, changes);
    await work(desk, runId, worker);
    return runId;
  };
  return { desk, worker, checked, others: await signIn(table, nia) };
};

const sums = async ({ table }: Desk) => readDecided(table, "CRF", approver.id, ["2026-11-20"]);

test("a run above its approver's sums is approved by neither page nor API, nothing is written, and another approver may approve it", async () => {
  const { desk, worker, checked, others } = await openWith(limit("all", "day", 200));
  const first = await checked(csvOf(rowsFor(3)));
  expect((await approve(desk, first)).status).toBe(202);
  await work(desk, first, worker);
  expect(await sums(desk)).toMatchObject([{ sum: 147_00 }]);

  const second = await checked(csvOf(rowsFor(2, 11)));
  const byApi = await approve(desk, second);
  const { version } = await progressOf(desk, second);
  const byPage = await send(desk.bulk, "POST /runs/{runId}/approve", {
    as: desk.cleo,
    path: { runId: second },
    form: { version: String(version) },
  });
  const why = "With this you would have committed £245, and you may commit up to £200 for all households together in one day.";
  expect(byApi.json()).toMatchObject({ status: 403, type: "urn:hardship-support:problem:above-limit" });
  expect(byApi.json<{ detail: string }>().detail).toContain(why);
  expect(textOf(byPage.body)).toContain(why);
  expect(await progressOf(desk, second)).toMatchObject({ state: "ready", version, awarded: 0 });
  expect(await sums(desk)).toMatchObject([{ sum: 147_00 }]);

  expect((await approve({ ...desk, cleo: others }, second)).status).toBe(202);
  await work(desk, second, worker);
  expect(await progressOf(desk, second)).toMatchObject({ state: "done", counts: { awarded: 2 } });
  await expectConsistent(desk.table);
});

test("an approval sent twice at once counts once towards the approver's sums", async () => {
  const { desk, checked } = await openWith(limit("all", "day", 200));
  const runId = await checked(csvOf(rowsFor(3)));
  const { version } = await progressOf(desk, runId);
  const sent = { as: desk.cleo, path: { runId }, json: { version }, headers: { "idempotency-key": newKey() } };
  const press = () => send(desk.bulk, "POST /api/runs/{runId}/approvals", sent);
  const pressed = await Promise.all(Array.from({ length: 8 }, press));
  expect(pressed.map(({ status }) => status)).toEqual(pressed.map(() => 202));
  expect(await sums(desk)).toMatchObject([{ sum: 147_00 }]);
});

test("of two runs that one approver approves at once, only as much is approved as their sum allows", async () => {
  const { desk, checked } = await openWith(limit("all", "day", 200));
  const runs = [await checked(csvOf(rowsFor(3))), await checked(csvOf(rowsFor(3, 11)))];
  const statuses = (await Promise.all(runs.map((runId) => approve(desk, runId)))).map(({ status }) => status);
  expect(statuses.toSorted()).toEqual([202, 403]);
  expect(await sums(desk)).toMatchObject([{ sum: 147_00 }]);
});

test("a row above its approver's sum for one household is set aside with the sum, and the other rows are awarded", async () => {
  const { desk, worker, checked } = await openWith(limit("household", "scheme", 80));
  const first = await checked(csvOf(rowsFor(1)));
  await approve(desk, first);
  await work(desk, first, worker);
  const second = await checked(csvOf(rowsFor(2)), { item: "foodParcel" });
  expect(await progressOf(desk, second)).toMatchObject({ counts: { toAward: 2 } });
  await approve(desk, second);
  await work(desk, second, worker);

  const [known, fresh] = await outcomesOf(desk, second);
  expect(known).toMatchObject({ kind: "setAside" });
  expect(known?.because).toContain(
    "With this you would have committed £98, and you may commit up to £80 for one household in the whole scheme.",
  );
  expect(fresh).toMatchObject({ kind: "awarded", amount: 49_00 });
  await expectConsistent(desk.table);
});

test("an approver's commitments for a household by runs stand with the household", async () => {
  const { desk, worker, checked } = await openWith(limit("household", "scheme", 200));
  for (const item of ["fuelTopUp", "foodParcel"]) {
    const runId = await checked(csvOf(rowsFor(1)), { item });
    await approve(desk, runId);
    await work(desk, runId, worker);
  }
  const [{ awardId = "" } = {}] = await outcomesOf(desk, await checked(csvOf(rowsFor(1))));
  const householdId = `H-${awardId.replace(/-A1$/, "")}`;
  expect(decidedIn(await dynamoCases(desk.table).claims(householdId), "CRF", approver.id, "scheme")).toBe(98_00);
});
