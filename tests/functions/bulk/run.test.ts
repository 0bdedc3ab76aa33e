import { AsyncResource } from "node:async_hooks";
import { UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { beforeEach, expect, test } from "vitest";
import { submitApplication } from "../../../functions/apply/submit-application.ts";
import { resumeRun } from "../../../functions/bulk/resume-run.ts";
import { createRunAwards } from "../../../functions/bulk/run-awards.ts";
import { declareInterest } from "../../../functions/decide/declare-interest.ts";
import { caseIdFrom } from "../../../shared/domain/ids.ts";
import { resident } from "../../../shared/domain/principal.ts";
import { dynamoApplications } from "../../../shared/store/applications.ts";
import { dynamoAwards } from "../../../shared/store/awards.ts";
import { dynamoCases } from "../../../shared/store/cases.ts";
import { dynamoDestinations } from "../../../shared/store/destinations.ts";
import { dynamoInterests } from "../../../shared/store/interests.ts";
import { type Table, values } from "../../../shared/store/items.ts";
import { caseKey } from "../../../shared/store/keys.ts";
import { dynamoKnownPeople } from "../../../shared/store/known-people.ts";
import { dynamoRunAwards } from "../../../shared/store/run-awards.ts";
import { dynamoRuns } from "../../../shared/store/runs.ts";
import { dynamoSchemes } from "../../../shared/store/schemes.ts";
import { aDayInCrf, allocateExample, applicationLike, assessor, submitExample } from "../../examples.ts";
import { possiblyElsewhere } from "../../households.ts";
import { send, signIn } from "../../http.ts";
import { expectConsistent } from "../../invariants/audit.ts";
import { birthOf, nameOf, personOf } from "../../people.ts";
import { faulty } from "../../setup/faulty.ts";
import { identitiesOn } from "../../setup/identities.ts";
import { everythingIn } from "../../setup/table.ts";
import { deliverTo, queueOn } from "../../stream.ts";
import { decideOn } from "../award/waiting-desk.ts";
import {
  approve,
  csvOf,
  type Desk,
  newKey,
  openDesk,
  outcomesOf,
  partsOf,
  prepared,
  progressOf,
  ran,
  rowFor,
  rowsFor,
  terms,
  work,
  workerOn,
} from "./desk.ts";

const portsOf = ({ table }: Pick<Desk, "table">) => ({ runs: dynamoRuns(table), schemes: dynamoSchemes(table) });

/** The person of the first row applies for themselves. Returns their household. */
const applyAsPerson1 = async (table: Table): Promise<string> => {
  const caseId = caseIdFrom(new TextEncoder().encode("Person 1 applies"));
  const application = applicationLike({
    people: [{ ...personOf(1), relationship: "self" }],
    address: { kind: "settled", line1: "1 Sample Street", postcode: "CV1 2AB" },
  });
  const cases = dynamoCases(table);
  const ports = {
    ...{ applications: dynamoApplications(table), cases, schemes: dynamoSchemes(table), identities: identitiesOn(table) },
    matchingKey: async () => "matching-key",
  };
  await submitApplication({ caseId, application, by: resident, now: aDayInCrf }, ports);
  return (await cases.find(caseId))?.householdId ?? "";
};

let desk: Desk;
beforeEach(async () => {
  desk = await openDesk();
  await allocateExample(desk.table, "CRF", "CRISIS_PAYMENT", 1_000_00);
});

test("a list is checked, approved by another person and awarded, with a result for every row", async () => {
  const runId = await prepared(desk, csvOf([...rowsFor(3), "R4,Person 4,not a date,4 Sample Street,CV1 2AB"]));
  expect(await progressOf(desk, runId)).toMatchObject({ state: "checking" });
  await work(desk, runId);
  expect(await progressOf(desk, runId)).toMatchObject({
    state: "ready",
    counts: { toAward: 3, unreadable: 1 },
    budgets: [{ category: "CRISIS_PAYMENT", needed: 147_00, left: 1_000_00 }],
  });

  expect((await approve(desk, runId)).status).toBe(202);
  await work(desk, runId);
  expect(await progressOf(desk, runId)).toMatchObject({ state: "done", counts: { awarded: 3, unreadable: 1 }, awarded: 147_00 });
  const outcomes = await outcomesOf(desk, runId);
  expect(outcomes.map(({ row, kind }) => [row, kind])).toEqual([
    [2, "awarded"],
    [3, "awarded"],
    [4, "awarded"],
    [5, "unreadable"],
  ]);
});

test("the preparer of a run does not approve it, whatever their role", async () => {
  const answer = await send(desk.bulk, "POST /api/runs", {
    as: desk.cleo,
    json: { ...terms, list: csvOf(rowsFor(1)) },
    headers: { "idempotency-key": newKey() },
  });
  const { runId } = answer.json<{ runId: string }>();
  await work(desk, runId);
  const refused = await approve(desk, runId);
  expect(refused.status).toBe(403);
  expect(refused.json()).toMatchObject({ type: "urn:hardship-support:problem:second-person-needed" });
  expect(await progressOf(desk, runId)).toMatchObject({ state: "ready", awarded: 0 });
});

test("an approver who saw an older version of the run approves nothing", async () => {
  const runId = await prepared(desk, csvOf(rowsFor(1)));
  await work(desk, runId);
  const { version } = await progressOf(desk, runId);
  const sent = { path: { runId }, json: { version: version - 1 }, headers: { "idempotency-key": newKey() } };
  const refused = await send(desk.bulk, "POST /api/runs/{runId}/approvals", { as: desk.cleo, ...sent });
  expect(refused.json()).toMatchObject({ status: 409, type: "urn:hardship-support:problem:stale-run" });
  expect(await progressOf(desk, runId)).toMatchObject({ state: "ready", version });
});

test("a run that needs more than is left is not approved", async () => {
  const runId = await prepared(desk, csvOf(rowsFor(30)));
  await work(desk, runId);
  const refused = await approve(desk, runId);
  expect(refused.status).toBe(409);
  expect(refused.json<{ detail: string }>().detail).toBe("There is too little money: CRISIS_PAYMENT needs £1,470 and has £1,000 left.");
});

test("an award above the approver's own limit stops the approval", async () => {
  await allocateExample(desk.table, "CRF", "CRISIS_PAYMENT", 100_000_00, "allocation-2");
  const runId = await prepared(desk, csvOf(rowsFor(1)), { amount: 10_000_01 });
  await work(desk, runId);
  expect((await approve(desk, runId)).status).toBe(403);
});

test("a household that an earlier run helped is shown with that award, and is not helped twice", async () => {
  const first = await ran(desk, csvOf(rowsFor(2)));
  const [earlier] = await outcomesOf(desk, first);
  const second = await prepared(desk, csvOf([rowFor(1), rowFor(3)]));
  await work(desk, second);
  expect(await outcomesOf(desk, second)).toMatchObject([
    { row: 2, kind: "alreadyHelped", awardId: earlier?.awardId },
    { row: 3, kind: "toAward" },
  ]);
});

test("somebody who is known at another address is set aside, and never awarded by the run", async () => {
  await ran(desk, csvOf([rowFor(1)]));
  const moved = await ran(desk, csvOf([`R1,${nameOf(1)},${birthOf(1)},99 Other Road,CV2 1AA`, rowFor(2)]));
  expect(await outcomesOf(desk, moved)).toMatchObject([
    { row: 2, kind: "moved" },
    { row: 3, kind: "awarded" },
  ]);
});

test("rows alike in everything are one award; if they differ, all of them are set aside", async () => {
  const runId = await ran(
    desk,
    csvOf([
      rowFor(1),
      rowFor(1),
      rowFor(2),
      rowFor(2).replace("R2", "R2b"),
      rowFor(3),
      "R4,Other Person,1990-01-01,3 Sample Street,CV1 2AB",
      rowFor(5),
    ]),
  );
  expect((await outcomesOf(desk, runId)).map(({ kind }) => kind)).toEqual([
    "awarded",
    "repeated",
    "setAside",
    "setAside",
    "setAside",
    "setAside",
    "awarded",
  ]);
});

test("rows that the money does not reach say so, and are tried again when there is more", async () => {
  const runId = await prepared(desk, csvOf(rowsFor(20)));
  await work(desk, runId);
  expect((await approve(desk, runId)).status).toBe(202);
  // Somebody else is awarded between the approval and the run.
  await ran(desk, csvOf(rowsFor(10, 100)));
  await work(desk, runId);
  expect(await progressOf(desk, runId)).toMatchObject({ state: "done", counts: { awarded: 10, noMoney: 10 } });

  await allocateExample(desk.table, "CRF", "CRISIS_PAYMENT", 200_00, "allocation-2");
  expect((await approve(desk, runId)).status).toBe(202);
  await work(desk, runId);
  expect(await progressOf(desk, runId)).toMatchObject({ counts: { awarded: 14, noMoney: 6 } });
});

test("a run is cancelled before it is approved, and never after", async () => {
  const runId = await prepared(desk, csvOf(rowsFor(2)));
  await work(desk, runId);
  const { version } = await progressOf(desk, runId);
  const step = { as: desk.asha, path: { runId }, json: { version }, headers: { "idempotency-key": newKey() } };
  expect((await send(desk.bulk, "POST /api/runs/{runId}/cancellations", step)).status).toBe(201);
  expect((await approve(desk, runId)).status).toBe(409);

  const other = await ran(desk, csvOf(rowsFor(2)));
  const late = { ...step, path: { runId: other }, json: { version: (await progressOf(desk, other)).version } };
  expect((await send(desk.bulk, "POST /api/runs/{runId}/cancellations", late)).status).toBe(409);
});

test("chosen cases are decided each by itself, by all of the rules", async () => {
  const eligible = await submitExample(desk.table);
  const rich = await submitExample(desk.table, {
    application: applicationLike({ money: { monthlyIncome: 1_000_00, benefits: [], savings: 90_000_00 } }),
  });
  const answer = await send(desk.bulk, "POST /api/runs", {
    as: desk.asha,
    json: { ...terms, cases: [eligible.caseId, rich.caseId] },
    headers: { "idempotency-key": newKey() },
  });
  const { runId } = answer.json<{ runId: string }>();
  await work(desk, runId);
  expect((await approve(desk, runId)).status).toBe(202);
  await work(desk, runId);
  const outcomes = await outcomesOf(desk, runId);
  expect(outcomes.find(({ reference }) => reference === eligible.caseId)).toMatchObject({
    kind: "awarded",
    awardId: `${eligible.caseId}-A1`,
  });
  expect(outcomes.find(({ reference }) => reference === rich.caseId)).toMatchObject({ kind: "notEligible" });
});

test("chosen cases that a person must look at first are set aside, as rows of a list are", async () => {
  const [fine, ...toLookAt] = await Promise.all([
    submitExample(desk.table),
    ...[undefined, "notSure", "yes"].map((noRecourse) =>
      submitExample(desk.table, {
        application: applicationLike({
          publicFunds: noRecourse === undefined ? undefined : { noRecourse: noRecourse as "yes" | "notSure" },
        }),
      }),
    ),
  ]);
  const elsewhere = await submitExample(desk.table);
  await possiblyElsewhere(desk.table, elsewhere.caseId);
  const aside = [...toLookAt, elsewhere].map(({ caseId }) => caseId);
  const answer = await send(desk.bulk, "POST /api/runs", {
    as: desk.asha,
    json: { ...terms, cases: [fine.caseId, ...aside] },
    headers: { "idempotency-key": newKey() },
  });
  const { runId } = answer.json<{ runId: string }>();
  await work(desk, runId);
  expect((await progressOf(desk, runId)).counts).toEqual({ toAward: 1, setAside: 4 });
  expect((await approve(desk, runId)).status).toBe(202);
  await work(desk, runId);

  const outcomes = await outcomesOf(desk, runId);
  for (const caseId of aside) expect(outcomes.find(({ reference }) => reference === caseId)).toMatchObject({ kind: "setAside" });
  expect((await dynamoCases(desk.table).find(fine.caseId))?.status).toBe("awarded");
  for (const caseId of aside) expect((await dynamoCases(desk.table).find(caseId))?.status).toBe("waiting");
});

test("a case in which the preparer has declared an interest is set aside", async () => {
  const { caseId } = await submitExample(desk.table);
  await declareInterest(
    { caseId, by: assessor, now: aDayInCrf },
    { cases: dynamoCases(desk.table), interests: dynamoInterests(desk.table) },
  );
  const sent = { json: { ...terms, cases: [caseId] }, headers: { "idempotency-key": newKey() } };
  const { runId } = (await send(desk.bulk, "POST /api/runs", { as: desk.asha, ...sent })).json<{ runId: string }>();
  await work(desk, runId);
  expect(await progressOf(desk, runId)).toMatchObject({ state: "ready", counts: { setAside: 1 }, budgets: [] });
});

test("a list does not go before people who wait for the same money", async () => {
  desk = await openDesk();
  await decideOn(desk.table, 100);
  await allocateExample(desk.table, "CRF", "CRISIS_PAYMENT", 60_00);
  const runId = await prepared(desk, csvOf(rowsFor(1)));
  await work(desk, runId);
  const refused = await approve(desk, runId);
  expect(refused.json()).toMatchObject({ status: 409, detail: expect.stringContaining("they come first") });
  expect(await progressOf(desk, runId)).toMatchObject({ state: "ready", awarded: 0 });
});

test("a case awarded just before the run crashed is shown as awarded, whatever has happened since", async () => {
  const seen = await submitExample(desk.table);
  const answer = await send(desk.bulk, "POST /api/runs", {
    as: desk.asha,
    json: { ...terms, cases: [seen.caseId] },
    headers: { "idempotency-key": newKey() },
  });
  const { runId } = answer.json<{ runId: string }>();
  await work(desk, runId);
  await approve(desk, runId);
  const { table } = desk;
  const runs = { ...dynamoRuns(table), keep: () => Promise.reject(new Error("Cut short.")) };
  const cutShort = createRunAwards({
    runs,
    runAwards: dynamoRunAwards(table, identitiesOn(table)),
    knownPeople: dynamoKnownPeople(identitiesOn(table)),
    cases: dynamoCases(table),
    awards: dynamoAwards(table),
    schemes: dynamoSchemes(table),
    destinations: dynamoDestinations(table),
    matchingKey: async () => "matching-key",
    queue: queueOn(table),
  });
  const [, part] = await partsOf(table, runId);
  if (!part) throw new Error("The run asks for its part.");
  expect(await deliverTo(cutShort, [part])).toHaveLength(1);
  await table.client.send(
    new UpdateItemCommand({
      TableName: table.name,
      Key: values(caseKey(seen.caseId)),
      UpdateExpression: "SET barred = :barred",
      ExpressionAttributeValues: values({ ":barred": [assessor.id] }),
    }),
  );
  await work(desk, runId);
  expect(await progressOf(desk, runId)).toMatchObject({ state: "done", counts: { awarded: 1 }, awarded: 49_00 });
});

test("a run that stood still over night awards the rest as of the next day, and nothing twice", async () => {
  const runId = await prepared(desk, csvOf(rowsFor(60)));
  await work(desk, runId);
  await allocateExample(desk.table, "CRF", "CRISIS_PAYMENT", 3_000_00, "more");
  expect((await approve(desk, runId)).status).toBe(202);
  const [, part] = await partsOf(desk.table, runId);
  if (!part) throw new Error("The run asks for its part.");
  // Each try crashes a little later, until one transaction's rows are awarded.
  for (let crashAt = 1; ((await progressOf(desk, runId)).counts.awarded ?? 0) === 0; crashAt += 1) {
    expect(await deliverTo(workerOn(faulty(desk.table, { seed: 1, crashAt })), [part])).toHaveLength(1);
  }
  const first = (await progressOf(desk, runId)).counts.awarded ?? 0;
  expect(first).toBeLessThan(60);

  const nextDay = new Date("2026-11-21T09:00:00Z");
  expect(await resumeRun({ runId, now: nextDay }, portsOf(desk))).toMatchObject({ kind: "resumed" });
  await work(desk, runId, workerOn(desk.table), nextDay);
  expect(await progressOf(desk, runId)).toMatchObject({ state: "done", counts: { awarded: 60 }, awarded: 60 * 49_00 });
  const awards = (await everythingIn(desk.table)).filter(({ itemKind }) => itemKind === "award");
  expect(awards.filter(({ committedAt }) => committedAt === nextDay.toISOString())).toHaveLength(60 - first);
  await expectConsistent(desk.table);
});

test("a run that stood still until its scheme was over awards no more: its rows are set aside for a new decision", async () => {
  const runId = await prepared(desk, csvOf(rowsFor(2)));
  await work(desk, runId);
  await approve(desk, runId);
  const afterTheEnd = new Date("2029-04-02T09:00:00Z");
  const asked = { as: await signIn(desk.table, assessor, afterTheEnd), path: { runId }, now: afterTheEnd };
  const { body } = await send(desk.bulk, "GET /runs/{runId}", asked);
  expect(body).toContain("the rest is set aside for a new decision");
  const resumed = await send(desk.bulk, "POST /api/runs/{runId}/resumptions", {
    ...asked,
    json: {},
    headers: { "idempotency-key": newKey() },
  });
  expect(resumed.status).toBe(202);
  await work(desk, runId, workerOn(desk.table), afterTheEnd);
  expect(await progressOf(desk, runId)).toMatchObject({ state: "done", counts: { setAside: 2 }, awarded: 0 });
  expect((await outcomesOf(desk, runId))[0]?.because).toBe(
    "The scheme of this run is over: decide this again in the scheme that is open now",
  );
});

test("somebody who applies between a row's look-up and its award is helped in their new household", async () => {
  const runId = await prepared(desk, csvOf(rowsFor(1)));
  await work(desk, runId);
  await approve(desk, runId);
  const { table } = desk;
  const knownPeople = dynamoKnownPeople(identitiesOn(table));
  // Made here, since a call inside the worker has the worker's permissions.
  const applyMeanwhile = AsyncResource.bind(() => applyAsPerson1(table));
  let applied: string | undefined;
  const worker = createRunAwards({
    ...portsOf(desk),
    runAwards: dynamoRunAwards(table, identitiesOn(table)),
    knownPeople: {
      async of(...asked) {
        const found = await knownPeople.of(...asked);
        applied ??= await applyMeanwhile();
        return found;
      },
    },
    cases: dynamoCases(table),
    awards: dynamoAwards(table),
    destinations: dynamoDestinations(table),
    matchingKey: async () => "matching-key",
    queue: queueOn(table),
  });
  await work(desk, runId, worker);
  const households = (await everythingIn(table)).filter(({ itemKind }) => itemKind === "household");
  expect(households).toMatchObject([{ householdId: applied, claims: [{ need: "energy" }] }]);
  expect(await progressOf(desk, runId)).toMatchObject({ state: "done", counts: { awarded: 1 } });
  await expectConsistent(table);
});

test("the same list sent twice under one key is one run", async () => {
  const list = csvOf(rowsFor(2));
  const key = newKey();
  expect(await prepared(desk, list, {}, key)).toBe(await prepared(desk, list, {}, key));
});

test("a key that has prepared a run prepares no other: other rows or other terms under it are refused, also when both come at once", async () => {
  const key = newKey();
  const sendRun = (changes: object) =>
    send(desk.bulk, "POST /api/runs", { as: desk.asha, json: { ...terms, ...changes }, headers: { "idempotency-key": key } });
  const answers = await Promise.all([sendRun({ list: csvOf(rowsFor(2)) }), sendRun({ list: csvOf(rowsFor(3)) })]);
  answers.push(await sendRun({ list: csvOf(rowsFor(2)), amount: 50_00 }));
  expect(answers.map(({ status }) => status).sort()).toEqual([202, 409, 409]);
  for (const answer of answers.filter(({ status }) => status === 409))
    expect(answer.json()).toMatchObject({
      type: "urn:hardship-support:problem:idempotency-key-reused",
      detail: "This was sent before with other terms or other rows, and that run is prepared. Start a new run for these.",
    });
  expect((await everythingIn(desk.table)).filter(({ itemKind }) => itemKind === "run")).toHaveLength(1);
  // Somebody else's key is their own.
  const others = { as: desk.dev, json: { ...terms, list: csvOf(rowsFor(4)) }, headers: { "idempotency-key": key } };
  expect((await send(desk.bulk, "POST /api/runs", others)).status).toBe(202);
});

test("a run without a row to award says so, and nobody can approve it", async () => {
  const runId = await prepared(desk, csvOf(["R1,Person 1,not a date,1 Sample Street,CV1 2AB"]));
  await work(desk, runId);
  const { body } = await send(desk.bulk, "GET /runs/{runId}", { as: desk.cleo, path: { runId } });
  expect(body).toContain("No row of this run is to be awarded, so there is nothing to approve.");
  expect(body).not.toContain("Approve these awards");
  const refused = await approve(desk, runId);
  expect(refused.json()).toMatchObject({
    status: 409,
    type: "urn:hardship-support:problem:step-not-possible",
    detail: "No row of this run can be awarded. See what each row came to.",
  });
});

test("chosen cases of a run that stood still until its scheme was over are set aside too", async () => {
  const { caseId } = await submitExample(desk.table);
  const sent = { json: { ...terms, cases: [caseId] }, headers: { "idempotency-key": newKey() } };
  const { runId } = (await send(desk.bulk, "POST /api/runs", { as: desk.asha, ...sent })).json<{ runId: string }>();
  await work(desk, runId);
  expect((await approve(desk, runId)).status).toBe(202);
  await work(desk, runId, workerOn(desk.table), new Date("2029-04-01T09:00:00Z"));
  expect(await progressOf(desk, runId)).toMatchObject({ state: "done", counts: { setAside: 1 }, awarded: 0 });
  expect((await dynamoCases(desk.table).find(caseId))?.status).toBe("waiting");
});
