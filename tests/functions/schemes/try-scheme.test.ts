import type { SQSRecord } from "aws-lambda";
import { beforeAll, beforeEach, expect, test } from "vitest";
import { readTrial, startTrial } from "../../../functions/schemes/trial.ts";
import { createTryScheme } from "../../../functions/schemes/try-scheme.ts";
import { chanceFrom } from "../../../infra/local/demo-data/random.ts";
import { pence } from "../../../shared/domain/money.ts";
import type { Principal } from "../../../shared/domain/principal.ts";
import type { Scheme } from "../../../shared/domain/scheme/scheme.ts";
import { newestVersion } from "../../../shared/domain/scheme/scheme-book.ts";
import { shippedSchemes } from "../../../shared/domain/scheme/shipped.ts";
import { tryCase } from "../../../shared/domain/scheme-draft/trial.ts";
import { type TrialTotals, totalsOf } from "../../../shared/domain/scheme-draft/trial-totals.ts";
import { dynamoCases } from "../../../shared/store/cases.ts";
import { dynamoDecidedCases } from "../../../shared/store/decided-cases.ts";
import { isKind, type Table } from "../../../shared/store/items.ts";
import { trialPartition } from "../../../shared/store/keys.ts";
import { dynamoSchemeDrafts, type SchemeDraft } from "../../../shared/store/scheme-drafts.ts";
import { dynamoSchemeTrials } from "../../../shared/store/scheme-trials.ts";
import { dynamoSchemes } from "../../../shared/store/schemes.ts";
import { queryAll } from "../../../shared/store/slices.ts";
import { aDayInCrf, takenExample } from "../../examples.ts";
import { generateCases } from "../../generator/cases.ts";
import { decideAll } from "../../generator/decide.ts";
import { storeCases } from "../../generator/store.ts";
import { faulty } from "../../setup/faulty.ts";
import { freshTable } from "../../setup/table.ts";
import { deliverTo, insertOf, queueOn } from "../../stream.ts";

const crf = newestVersion(shippedSchemes, "CRF") as Scheme;
const sourced = { verified: false, source: "Made up for the test." };
const document: Scheme = {
  ...crf,
  version: 2,
  about: { ...crf.about, startsOn: "2026-12-01" },
  items: crf.items.map((item) => (item.code === "fuelTopUp" ? { ...item, tariff: "fuel", noTariff: undefined } : item)),
  tariffs: [
    ...crf.tariffs.filter(({ tariff }) => tariff !== "fuel"),
    { tariff: "fuel", peopleFrom: 1, childrenFrom: 0, childrenTo: 0, amount: pence(100_00), ...sourced },
    { tariff: "fuel", peopleFrom: 1, childrenFrom: 1, amount: pence(150_00), ...sourced },
  ],
  rules: crf.rules.map((setting) =>
    setting.rule === "incomeWithinLimit" ? { ...setting, parameters: { ...setting.parameters, yearlyMax: 20_000_00 } } : setting,
  ),
};
const manager: Principal = { id: "scheme-manager", name: "Mina Ford", roles: ["schemeManager"] };
const draft: SchemeDraft = {
  draftId: "DRFT-DRFT-DRFT",
  version: 3,
  document: JSON.stringify(document),
  startedFrom: "hash",
  base: { scheme: "CRF", version: 1 },
  startedBy: manager,
  editors: [manager],
  changedAt: "2026-11-19T10:00:00.000Z",
  changedBy: manager,
};

const generated = generateCases({ cases: 260, from: "2025-10-20" });
const casesInAPart = 25;
let table: Table;

beforeAll(async () => {
  table = await freshTable();
  await storeCases(table, generated);
});

const portsOn = (through: Table) => ({
  trials: dynamoSchemeTrials(through),
  schemes: dynamoSchemes(table),
  decidedCases: dynamoDecidedCases(table, casesInAPart),
  queue: queueOn(through),
});
const start = (changes: Partial<Parameters<typeof startTrial>[0]> = {}) =>
  startTrial({ draft, by: manager, now: aDayInCrf, ...changes }, portsOn(table));
const read = async (of = draft, now = aDayInCrf) => {
  const trial = await readTrial(of, now, portsOn(table));
  if (!trial) throw new Error("The trial was started.");
  return trial;
};

/** The same, straight from what was generated: decided in memory, tried in one go. */
const expectedTotals = (): TrialTotals => {
  const isInTheYear = ({ decidedAt }: (typeof generated)[number]) => decidedAt > new Date("2025-11-20T10:00:00Z") && decidedAt <= aDayInCrf;
  return totalsOf(
    decideAll(generated, shippedSchemes)
      .filter((one) => isInTheYear(one.generated))
      .flatMap(({ application, events: [event], awards: [award] }) =>
        event?.detail.kind === "awarded" || event?.detail.kind === "refused"
          ? [tryCase({ application, detail: event.detail, lines: award?.lines ?? [] }, crf, document)]
          : [],
      ),
  );
};
const expected = expectedTotals();

/** Every case has one verdict by each version, however its part came. */
const expectWhole = ({ matching, ...totals }: TrialTotals) => {
  expect(totals).toEqual(expected);
  for (const counts of [matching?.applications.inForce, matching?.applications.draft])
    expect(Object.values(counts ?? {}).reduce((sum, count) => sum + count, 0)).toBe(expected.cases);
};

let trialId: string;
beforeEach(async () => {
  trialId = (await start({ startId: `start ${Math.random()}` })).trial.trialId;
});

/** The queue's messages of a trial up to now. */
const partsOf = async (id = trialId, of = table): Promise<SQSRecord[]> =>
  (await queryAll(of, trialPartition(id)))
    .filter((item) => isKind("trialPart", item))
    .map((item, index) => insertOf(item, String(index + 1)));

test("a trial goes through the whole year part by part, and comes to what trying every case at once comes to", async () => {
  const consumer = createTryScheme(portsOn(table));
  const progress: number[] = [];
  const times: string[] = [];
  for (let taken = 0; !(await read()).isDone; taken += 1) {
    const part = (await partsOf())[taken];
    if (!part) throw new Error("Every part asks for the next.");
    expect(await deliverTo(consumer, [part])).toEqual([]);
    const { totals, upTo = "" } = await read();
    progress.push(totals.cases);
    times.push(upTo);
  }
  expect(progress.length).toBeGreaterThan(5);
  expect(progress).toEqual(progress.toSorted((a, b) => a - b));
  expect(times).toEqual(times.toSorted());
  expect(times.at(-1)).toBe(aDayInCrf.toISOString());
  expectWhole((await read()).totals);
  // A trial without differences would prove nothing.
  expect(expected.cases).toBeGreaterThan(200);
  for (const change of ["refused", "more", "less", "same", "leftOut"] as const) expect(expected.changes[change]).toBeGreaterThan(0);
});

test("delivered twice, at once, late, in any order and with answers lost, a trial counts every case once", async () => {
  const chance = chanceFrom(20261120);
  for (let round = 0; !(await read()).isDone; round += 1) {
    const consumer = createTryScheme(portsOn(faulty(table, { seed: round, odds: { timeoutBefore: 0.125, timeoutAfter: 0.125 } })));
    const parts = (await partsOf()).toSorted(() => chance.next() - 0.5);
    // A lost part stays undone and comes again in the next round.
    await Promise.all([deliverTo(consumer, parts), deliverTo(consumer, parts.toReversed())]);
    expect(round).toBeLessThan(200);
  }
  await deliverTo(createTryScheme(portsOn(table)), await partsOf());
  expectWhole((await read()).totals);
});

test("a worker that ends before it kept a part leaves nothing behind, and the part is worked out anew", async () => {
  const [first] = await partsOf();
  if (!first) throw new Error("A start asks for the first part.");
  const killed = { ...portsOn(table), decidedCases: { after: () => Promise.reject(new Error("The worker ended.")) } };
  expect(await deliverTo(createTryScheme(killed), [first])).toEqual(["1"]);
  expect(await read()).toMatchObject({ isDone: false, totals: { cases: 0 } });
  expect(await partsOf()).toHaveLength(1);

  expect(await deliverTo(createTryScheme(portsOn(table)), [first])).toEqual([]);
  expect((await read()).totals.cases).toBeGreaterThan(0);
  expect(await partsOf()).toHaveLength(2);
});

test("the same start sent again is the same trial, and a button pressed again does not begin a second one", async () => {
  const first = await start({ startId: "sent twice" });
  const again = await start({ startId: "sent twice", now: new Date("2026-11-20T10:00:05Z") });
  expect(again.trial).toEqual(first.trial);
  expect((await start()).trial).toEqual(first.trial);

  const later = new Date("2026-11-20T11:00:00Z");
  expect(await read(draft, later)).toMatchObject({ isStuck: true });
  expect((await start({ now: later })).trial.trialId).not.toBe(first.trial.trialId);
});

test("a draft that was changed since is not what was tried, and the trial goes on with the draft as it was", async () => {
  const changed = { ...draft, version: 4, document: JSON.stringify(crf) };
  expect(await read(changed)).toMatchObject({ isOfThisDraft: false, draft: { tariffs: document.tariffs } });
  expect((await start({ draft: changed })).trial.trialId).not.toBe(trialId);
});

test("a draft of a scheme that was published only today is tried by workers that read the book before", async () => {
  const own = await freshTable();
  const ports = { ...portsOn(own), schemes: dynamoSchemes(own), decidedCases: dynamoDecidedCases(own) };
  const worker = { ...ports, schemes: dynamoSchemes(own) };
  await worker.schemes.book(aDayInCrf);
  const next = {
    ...document,
    code: "NEXT",
    version: 1,
    about: { ...document.about, start: "2029-04-01", end: "2030-03-31", startsOn: "2029-04-01" },
  };
  const drafts = dynamoSchemeDrafts(own);
  const written = { ...draft, draftId: "NEXT-NEXT-NEXT", document: JSON.stringify({ ...next, subYears: [], returns: [] }) };
  await drafts.start(written);
  const published = { ...written, code: "NEXT", version: 1, number: 1, publishedAt: aDayInCrf.toISOString(), publishedBy: manager };
  expect(await drafts.publish(written, published)).toEqual({ kind: "published" });

  const { trial, inForce } = await startTrial({ draft: written, by: manager, now: aDayInCrf }, ports);
  expect(inForce).toMatchObject({ code: "NEXT", version: 1 });
  expect(await deliverTo(createTryScheme(worker), await partsOf(trial.trialId, own))).toEqual([]);
  expect(await readTrial(written, aDayInCrf, worker)).toMatchObject({ isDone: true });
});

test("a year without cases is tried at once", async () => {
  const empty = await freshTable();
  const ports = { ...portsOn(empty), decidedCases: dynamoDecidedCases(empty) };
  const { trial } = await startTrial({ draft, by: manager, now: aDayInCrf }, ports);
  expect(await deliverTo(createTryScheme(ports), await partsOf(trial.trialId, empty))).toEqual([]);
  expect(await readTrial(draft, aDayInCrf, ports)).toMatchObject({ isDone: true, totals: { cases: 0 } });
});

test("a case that was referred after its decision is tried by its decision", async () => {
  const own = await freshTable();
  const [one] = generated.filter(({ decidedAt }) => decidedAt > new Date("2025-11-21T10:00:00Z"));
  if (!one) throw new Error("There are generated cases.");
  await storeCases(own, [one]);
  const cases = dynamoCases(own);
  const decided = await cases.find(one.caseId);
  if (!decided) throw new Error("The case was stored.");
  const { status } = decided;
  await cases.change({ taken: takenExample(decided, { kind: "refer", referralId: "R" }, manager, "2026-11-19T10:00:00.000Z") });

  const found = await dynamoDecidedCases(own).after("2025-11-20T10:00:00.000Z", aDayInCrf.toISOString());
  expect(found).toMatchObject({ isLast: true, cases: [{ application: one.application, detail: { kind: status } }] });
});
