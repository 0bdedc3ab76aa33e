import { setTimeout as pause } from "node:timers/promises";
import { expect, test } from "vitest";
import { submitApplication } from "../../functions/apply/submit-application.ts";
import { awardGrant } from "../../functions/decide/award-grant.ts";
import { chanceFrom } from "../../infra/local/demo-data/random.ts";
import type { Award } from "../../shared/domain/award/award.ts";
import type { Case } from "../../shared/domain/case/case.ts";
import { caseIdFrom } from "../../shared/domain/ids.ts";
import { resident } from "../../shared/domain/principal.ts";
import type { RowOutcome } from "../../shared/domain/run/row-outcome.ts";
import { dynamoApplications } from "../../shared/store/applications.ts";
import { dynamoAwards } from "../../shared/store/awards.ts";
import { dynamoCases } from "../../shared/store/cases.ts";
import type { Table } from "../../shared/store/items.ts";
import { dynamoRuns } from "../../shared/store/runs.ts";
import { dynamoSchemes } from "../../shared/store/schemes.ts";
import { aDayInCrf, allocateExample, applicationLike, assessor, awardRequestFor } from "../examples.ts";
import {
  approve,
  csvOf,
  type Desk,
  openDesk,
  outcomesOf,
  partsOf,
  prepared,
  progressOf,
  ran,
  rowFor,
  rowsFor,
  work,
  workerOn,
} from "../functions/bulk/desk.ts";
import { personOf } from "../people.ts";
import { contended } from "../setup/contended.ts";
import { faulty } from "../setup/faulty.ts";
import { identitiesOn } from "../setup/identities.ts";
import { everythingIn, freshLargeTable } from "../setup/table.ts";
import { deliverTo } from "../stream.ts";
import { expectConsistent } from "./audit.ts";

const category = "CRISIS_PAYMENT";

const deskWith = async (pounds: number, table?: Table): Promise<Desk> => {
  const desk = await openDesk(table);
  await allocateExample(desk.table, "CRF", category, pounds * 100);
  return desk;
};

/** A run that is prepared, checked and approved: its first part is in the stream. */
const approved = async (desk: Desk, list: string): Promise<string> => {
  const runId = await prepared(desk, list);
  await work(desk, runId);
  expect((await approve(desk, runId)).status).toBe(202);
  return runId;
};

const awardsIn = async (table: Table): Promise<Award[]> =>
  (await everythingIn(table)).filter(({ itemKind }) => itemKind === "award") as unknown as Award[];

/** Delivers the part that was requested last until the run is done, to a new worker each time. Returns how many workers it took. */
const workUntilDone = async (desk: Desk, runId: string, workerFor: (attempt: number) => ReturnType<typeof workerOn>): Promise<number> => {
  for (let attempt = 0; attempt < 2_000; attempt += 1) {
    if ((await dynamoRuns(desk.table).find(runId))?.state === "done") return attempt;
    const last = (await partsOf(desk.table, runId)).at(-1);
    if (!last) throw new Error("A run that was approved asks for a part.");
    await deliverTo(workerFor(attempt), [last]);
  }
  throw new Error("The run does not come to its end.");
};

/** Ten thousand look-ups and five thousand awards take a busy machine longer than any other test. */
const patience = { timeout: 900_000 };

test(
  "five thousand awards, killed in the middle and gone on with, have five thousand outcomes and are charged once each",
  patience,
  async () => {
    const households = 5_000;
    const desk = await deskWith(300_000, await freshLargeTable());
    const runId = await approved(desk, csvOf(rowsFor(households)));

    const [worker, dying] = [workerOn(desk.table), workerOn(faulty(desk.table, { seed: 20261120, crashAt: 30 }))];
    let isDead = false;
    for (let taken = 0; !isDead; ) {
      const parts = (await partsOf(desk.table, runId)).slice(taken);
      expect(parts, "A run that is not done asks for its next part.").not.toEqual([]);
      for (const part of parts) {
        const isHalfDone = ((await progressOf(desk, runId)).counts.awarded ?? 0) > 2_200;
        isDead ||= (await deliverTo(isHalfDone ? dying : worker, [part])).length > 0;
      }
      taken += parts.length;
    }
    const before = await progressOf(desk, runId);
    expect(before.state).toBe("running");
    expect(before.counts.awarded).toBeGreaterThan(2_000);
    expect(before.counts.awarded).toBeLessThan(3_000);
    await expectConsistent(desk.table);

    await workUntilDone(desk, runId, () => workerOn(desk.table));
    expect(await progressOf(desk, runId)).toMatchObject({ state: "done", counts: { awarded: households }, awarded: households * 49_00 });
    const awards = await awardsIn(desk.table);
    expect(awards).toHaveLength(households);
    expect(new Set(awards.map(({ householdId }) => householdId)).size).toBe(households);
    await expectConsistent(desk.table);
  },
);

test("killed at any call, throttled, refused or answered too late, a run comes to the same end", async () => {
  const desk = await deskWith(20_000);
  const runId = await approved(desk, csvOf(rowsFor(150)));
  const chance = chanceFrom(7);
  const odds = { throttled: 0.002, conflict: 0.03, timeoutBefore: 0.003, timeoutAfter: 0.01, partialBatch: 0.2 };
  const workers = await workUntilDone(desk, runId, (attempt) =>
    workerOn(faulty(desk.table, { seed: attempt, odds, crashAt: chance.between(20, 120) })),
  );
  expect(workers).toBeGreaterThan(3);
  expect(await progressOf(desk, runId)).toMatchObject({ counts: { awarded: 150 }, awarded: 150 * 49_00 });
  await expectConsistent(desk.table);
});

test("each part awards once when it is delivered twice at once, on a table that refuses open transactions", async () => {
  const desk = await deskWith(20_000);
  const runId = await approved(desk, csvOf(rowsFor(70)));
  const busy = contended(desk.table, { seed: 20261120 });
  for (let round = 0; (await dynamoRuns(desk.table).find(runId))?.state !== "done"; round += 1) {
    const parts = await partsOf(desk.table, runId);
    await Promise.all([1, 2].map(() => deliverTo(workerOn(busy), parts)));
    expect(round).toBeLessThan(50);
  }
  expect(await progressOf(desk, runId)).toMatchObject({ counts: { awarded: 70 }, awarded: 70 * 49_00 });
  await expectConsistent(desk.table);
});

const byReference = (outcomes: readonly RowOutcome[]) =>
  Object.fromEntries(outcomes.map(({ reference, kind, amount }) => [reference, { kind, amount }]));

test("the same list in another order comes to the same for each household, also where the money runs out", async () => {
  const columns = "reference,name,date_of_birth,address_line_1,postcode,amount";
  const rows = rowsFor(90).map((row, index) => `${row},${20 + (index % 7) * 10}`);
  const chance = chanceFrom(3);
  const orders = [rows, rows.toReversed(), rows.toSorted(() => chance.next() - 0.5)];
  const results: object[] = [];
  for (const order of orders) {
    const desk = await deskWith(5_000);
    const runId = await approved(desk, csvOf(order, columns));
    // Others are awarded between the approval and the run, so that the money reaches about half of it.
    await ran(desk, csvOf(rowsFor(60, 1_000)));
    await work(desk, runId);
    const outcomes = await outcomesOf(desk, runId);
    expect(outcomes.some(({ kind }) => kind === "noMoney")).toBe(true);
    expect(outcomes.some(({ kind }) => kind === "awarded")).toBe(true);
    results.push(byReference(outcomes));
    await expectConsistent(desk.table);
  }
  expect(results[1]).toEqual(results[0]);
  expect(results[2]).toEqual(results[0]);
});

test("two runs with households in common, at once, help each household once", async () => {
  const desk = await deskWith(20_000);
  const first = await approved(desk, csvOf(rowsFor(150)));
  const second = await approved(desk, csvOf(rowsFor(150, 76)));
  await Promise.all([work(desk, first), work(desk, second)]);

  const [one, other] = [await progressOf(desk, first), await progressOf(desk, second)];
  expect([one.state, other.state]).toEqual(["done", "done"]);
  expect((one.counts.awarded ?? 0) + (other.counts.awarded ?? 0)).toBe(225);
  expect((one.counts.alreadyHelped ?? 0) + (other.counts.alreadyHelped ?? 0)).toBe(75);
  await expectConsistent(desk.table);
});

test("a run and assessors who award the same households at once help each household once", async () => {
  const desk = await deskWith(20_000);
  const { table } = desk;
  const ports = {
    applications: dynamoApplications(table),
    cases: dynamoCases(table),
    schemes: dynamoSchemes(table),
    awards: dynamoAwards(table),
    identities: identitiesOn(table),
    matchingKey: async () => "matching-key",
  };
  const numbers = Array.from({ length: 60 }, (_, index) => index + 1);
  const cases: Case[] = [];
  for (const number of numbers) {
    const caseId = caseIdFrom(new TextEncoder().encode(`application ${String(number).padStart(4, "0")}`).reverse());
    const application = applicationLike({
      people: [{ ...personOf(number), relationship: "self" }],
      address: { kind: "settled", line1: `${number} Sample Street`, postcode: "CV1 2AB" },
      contact: { ways: ["letter"] },
    });
    await submitApplication({ caseId, application, by: resident, now: aDayInCrf }, ports);
    const waiting = await ports.cases.find(caseId);
    if (!waiting) throw new Error("The application was submitted.");
    cases.push(waiting);
  }
  const runId = await approved(desk, csvOf(numbers.map(rowFor)));
  const single = cases.map(async (waiting, index) => {
    await pause(index * 3);
    const request = awardRequestFor(waiting);
    return awardGrant({ caseId: waiting.caseId, decisionId: waiting.caseId, by: assessor, now: aDayInCrf, request }, ports);
  });
  const [outcomes] = await Promise.all([Promise.all(single), work(desk, runId)]);

  const { counts } = await progressOf(desk, runId);
  const bySingle = outcomes.filter(({ kind }) => kind === "awarded").length;
  expect(bySingle + (counts.awarded ?? 0)).toBe(60);
  expect(outcomes.filter(({ kind }) => kind === "householdAlreadyAwarded")).toHaveLength(counts.awarded ?? 0);
  expect(counts.alreadyHelped ?? 0).toBe(bySingle);
  await expectConsistent(table);
});
