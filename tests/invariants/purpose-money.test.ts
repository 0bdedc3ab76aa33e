import fc from "fast-check";
import { expect, test } from "vitest";
import type { ServeWaitingListPorts } from "../../functions/award/serve-waiting-list.ts";
import { serveWaitingList } from "../../functions/award/serve-waiting-list.ts";
import { awardGrant } from "../../functions/decide/award-grant.ts";
import { takeSteps } from "../../functions/line/move-line.ts";
import { carryForward } from "../../functions/nightly/steps/carry-forward.ts";
import type { AwardRequest } from "../../shared/domain/award/award.ts";
import { type Case, waitOf } from "../../shared/domain/case/case.ts";
import { potOf } from "../../shared/domain/ledger/envelope.ts";
import type { LedgerEntry } from "../../shared/domain/ledger/ledger.ts";
import { pence } from "../../shared/domain/money.ts";
import type { CatalogueItem, Purpose, Scheme } from "../../shared/domain/scheme/scheme.ts";
import { newestVersion } from "../../shared/domain/scheme/scheme-book.ts";
import { shippedSchemes } from "../../shared/domain/scheme/shipped.ts";
import { Fault } from "../../shared/fault.ts";
import { dynamoAwards } from "../../shared/store/awards.ts";
import { carryMoney } from "../../shared/store/carry-money.ts";
import { dynamoCases } from "../../shared/store/cases.ts";
import type { Table } from "../../shared/store/items.ts";
import { dynamoLines } from "../../shared/store/lines.ts";
import { dynamoMoney } from "../../shared/store/money.ts";
import { dynamoWaitingLists } from "../../shared/store/waiting-list.ts";
import { aDayInCrf, allocateExample, approver, assessor, awardRequestFor, submitExample } from "../examples.ts";
import { alone, statusOf, urgent, withChild } from "../functions/award/waiting-desk.ts";
import { approve, bulkOn, csvOf, type Desk, openDesk, prepared, progressOf, rowsFor, work, workerOn } from "../functions/bulk/desk.ts";
import { contended } from "../setup/contended.ts";
import { everythingIn, freshTable } from "../setup/table.ts";
import { expectConsistent } from "./audit.ts";

const unproven = { verified: false, source: "The story." } as const;
const shipped = newestVersion(shippedSchemes, "CRF") as Scheme;
const heatingOil: CatalogueItem = {
  code: "heatingOil",
  label: "Heating oil",
  need: "energy",
  category: "CRISIS_PAYMENT",
  deliveries: ["CASH"],
  noTariff: "The price of oil changes.",
  ...unproven,
};
const purposeOf = (after: Purpose["after"]): Purpose => ({
  code: "HEATING_OIL",
  label: "Heating oil 2026",
  category: "CRISIS_PAYMENT",
  items: ["heatingOil"],
  after,
  ...unproven,
});
/** The fund with a purpose, and without limits that would ask for a second person. */
const schemeWith = (after: Purpose["after"]): Scheme => ({
  ...shipped,
  items: [...shipped.items, heatingOil],
  purposes: [purposeOf(after)],
  delegation: [],
  limitsTogether: [],
});
const oilPot = potOf(purposeOf("core"));

const bookWith = (scheme: Scheme) => shippedSchemes.map((other) => (other === shipped ? scheme : other));
const portsOn = (table: Table, scheme: Scheme): ServeWaitingListPorts => ({
  cases: dynamoCases(table),
  awards: dynamoAwards(table),
  waitingLists: dynamoWaitingLists(table),
  schemes: { book: async () => bookWith(scheme) },
});
type Asks = { readonly oil?: number; readonly core?: number };
const linesFor = ({ oil = 0, core = 0 }: Asks): AwardRequest["lines"] => [
  ...(oil > 0 ? [{ item: "heatingOil", amount: pence(oil), delivery: "CASH" as const }] : []),
  ...(core > 0 ? [{ item: "foodParcel", amount: pence(core), delivery: "CASH" as const }] : []),
];
const decide = async (head: Case, asks: Asks, ports: ServeWaitingListPorts, by = assessor): ReturnType<typeof awardGrant> => {
  const request = awardRequestFor(head, { lines: linesFor(asks) });
  const decision = { caseId: head.caseId, decisionId: `d-${head.caseId}`, by, now: aDayInCrf, request };
  try {
    return await awardGrant(decision, ports);
  } catch (error) {
    if (!(error instanceof Fault && error.code === "tooBusy")) throw error;
    return decide(head, asks, ports, by);
  }
};
const put = (table: Table, pounds: { readonly core?: number; readonly oil?: number; readonly urgent?: number }, id = "first") =>
  Promise.all([
    pounds.core ? allocateExample(table, "CRF", "CRISIS_PAYMENT", pounds.core, `core-${id}`) : undefined,
    pounds.oil ? allocateExample(table, "CRF", "CRISIS_PAYMENT", pounds.oil, `oil-${id}`, { pot: oilPot }) : undefined,
    pounds.urgent ? allocateExample(table, "CRF", "CRISIS_PAYMENT", pounds.urgent, `urgent-${id}`, { pot: "urgent" }) : undefined,
  ]);

const charged = async (table: Table): Promise<readonly LedgerEntry[]> =>
  (await everythingIn(table)).filter(({ itemKind, kind }) => itemKind === "ledgerEntry" && kind === "award") as unknown as LedgerEntry[];
const sumOf = (entries: readonly LedgerEntry[]) => entries.reduce((total, { amount }) => total + amount, 0);
const envelopeIn = async (table: Table, pot: LedgerEntry["pot"]) =>
  (await dynamoMoney(table).envelopes("CRF")).find((envelope) => envelope.category === "CRISIS_PAYMENT" && envelope.pot === pot);

/** Whatever happened: only heating oil charged its money, and each source sums to what was charged there. */
const expectEachSourceWhole = async (table: Table) => {
  const entries = await charged(table);
  for (const pot of ["ordinary", "urgent", oilPot] as const) {
    const own = entries.filter((entry) => entry.pot === pot);
    const envelope = await envelopeIn(table, pot);
    expect(envelope?.committed ?? 0).toBe(sumOf(own));
    expect((envelope?.available ?? 0) + sumOf(own)).toBe(envelope?.allocated ?? 0);
    if (pot === oilPot) expect(own.filter(({ award }) => award?.item !== "heatingOil")).toEqual([]);
  }
  return entries;
};

const rushes = [
  { after: "core", approvals: 200, pounds: 20, conflicts: false },
  { after: "stop", approvals: 200, pounds: 20, conflicts: false },
  { after: "core", approvals: 40, pounds: 100, conflicts: true },
] as const;

test.each(rushes)(
  "of core £1,000 and oil £200, $approvals approvals at once give all of both, and no other award charges oil (after it: $after; DynamoDB’s conflicts: $conflicts)",
  async ({ after, approvals, pounds, conflicts }) => {
    const table = await freshTable();
    const book = bookWith(schemeWith(after));
    await put(table, { core: 1_000_00, oil: 200_00 });
    const heads = await Promise.all(Array.from({ length: approvals }, () => submitExample(table, { application: alone })));
    const service = conflicts ? contended(table, { seed: 13 }) : table;
    // Each decides through an instance of its own.
    const deciding = heads.map((head, index) => {
      const amount = pounds * 100;
      return decide(head, index % 2 === 0 ? { oil: amount } : { core: amount }, portsOn(service, schemeWith(after)), {
        ...assessor,
        id: `assessor-${index}`,
      });
    });
    const outcomes = await Promise.all(deciding);
    const entries = await expectEachSourceWhole(table);
    expect([(await envelopeIn(table, oilPot))?.available, (await envelopeIn(table, "ordinary"))?.available]).toEqual([0, 0]);
    const awarded = 1_200 / pounds;
    expect(outcomes.filter(({ kind }) => kind === "awarded")).toHaveLength(awarded);
    expect(outcomes.filter(({ kind }) => kind === "waitsForMoney")).toHaveLength(approvals - awarded);
    const oilOnCore = entries.filter(({ pot, award }) => pot === "ordinary" && award?.item === "heatingOil");
    if (after === "stop") expect(oilOnCore).toEqual([]);
    await expectConsistent(table, book);
  },
  240_000,
);

const asks: fc.Arbitrary<Asks & { readonly isUrgent: boolean }> = fc
  .record({ oil: fc.integer({ min: 0, max: 60_00 }), core: fc.integer({ min: 0, max: 60_00 }), isUrgent: fc.boolean() })
  .filter(({ oil, core }) => oil + core > 0);

test("in any story of awards for oil, for other things and for both, each source sums to its charge and none goes below zero", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom("core" as const, "stop" as const),
      fc.record({
        core: fc.integer({ min: 1, max: 300_00 }),
        oil: fc.integer({ min: 1, max: 100_00 }),
        urgent: fc.integer({ min: 1, max: 100_00 }),
      }),
      fc.array(asks, { minLength: 3, maxLength: 8 }),
      async (after, money, wanted) => {
        const table = await freshTable();
        await put(table, money);
        const ports = portsOn(table, schemeWith(after));
        const book = bookWith(schemeWith(after));
        const heads = await Promise.all(wanted.map(({ isUrgent }) => submitExample(table, { application: isUrgent ? urgent : alone })));
        await Promise.all(heads.map((head, index) => decide(head, wanted[index] ?? {}, ports)));
        await serveWaitingList({ scheme: "CRF", category: "CRISIS_PAYMENT" }, () => aDayInCrf, ports);
        const entries = await expectEachSourceWhole(table);
        const isUrgent = new Map(heads.map(({ caseId, urgent: is }) => [caseId, is]));
        for (const { pot, award } of entries) {
          if (pot === "urgent") expect(isUrgent.get(award?.caseId ?? "")).toBe(true);
          if (after === "stop" && award?.item === "heatingOil") expect(pot).toBe(oilPot);
        }
        await put(table, { core: 900_00, oil: 900_00 }, "more");
        await serveWaitingList({ scheme: "CRF", category: "CRISIS_PAYMENT" }, () => aDayInCrf, ports);
        for (const head of heads) expect(await statusOf(table, head)).toBe("awarded");
        await expectEachSourceWhole(table);
        await expectConsistent(table, book);
      },
    ),
    { numRuns: Number(process.env.STORIES ?? 8) },
  );
}, 300_000);

test("an award that two pots of one category pay is one award and one household there, and its money goes back to where each line came from", async () => {
  const table = await freshTable();
  const scheme = schemeWith("core");
  const book = bookWith(scheme);
  const ports = portsOn(table, scheme);
  await put(table, { core: 100_00, oil: 100_00 });
  const head = await submitExample(table, { application: alone });
  const outcome = await decide(head, { oil: 40_00, core: 30_00 }, ports);
  expect(outcome).toMatchObject({
    kind: "awarded",
    award: { lines: [{ pot: oilPot }, { pot: "ordinary" }], drawnOn: [{ pot: oilPot }, { pot: "ordinary" }] },
  });
  const counts = (await dynamoMoney(table).envelopes("CRF")).map(({ awards, households }) => [awards.inCategory, households.inScheme]);
  expect(counts.reduce(([a = 0, b = 0], [c = 0, d = 0]) => [a + c, b + d], [0, 0])).toEqual([1, 1]);
  await expectConsistent(table, book);
  const lines = dynamoLines(table);
  const line = await lines.find(head.caseId, `${head.caseId}-A1`, 0);
  if (!line) throw new Error("The award has a line.");
  await takeSteps(
    line,
    ["cancel"],
    { at: aDayInCrf.toISOString(), by: { id: approver.id, name: approver.name }, key: "k" },
    { book },
    { lines },
  );
  expect([(await envelopeIn(table, oilPot))?.available, (await envelopeIn(table, "ordinary"))?.available]).toEqual([100_00, 70_00]);
  await expectConsistent(table, book);
});

test("two charges that end at one pot are one write, and the larger one keeps its place there", async () => {
  const table = await freshTable();
  const book = bookWith(schemeWith("core"));
  const ports = portsOn(table, schemeWith("core"));
  await put(table, { core: 100_00, oil: 1_00, urgent: 40_00 });
  const both = await submitExample(table, { application: urgent });
  expect(await decide(both, { oil: 30_00, core: 60_00 }, ports)).toMatchObject({
    kind: "awarded",
    award: { drawnOn: [{ pot: "ordinary" }] },
  });
  const apart = await submitExample(table, { application: urgent });
  expect(await decide(apart, { oil: 40_00, core: 10_00 }, ports)).toMatchObject({
    kind: "awarded",
    award: { drawnOn: [{ pot: "urgent" }, { pot: "ordinary" }] },
  });
  expect(await envelopeIn(table, oilPot)).toMatchObject({ available: 1_00, committed: 0 });
  await expectConsistent(table, book);
});

test("money of the purpose is not kept from it by those who wait for other money, and other money goes to all who wait in one order", async () => {
  const table = await freshTable();
  const book = bookWith(schemeWith("core"));
  const ports = portsOn(table, schemeWith("core"));
  await put(table, { oil: 50_00 });
  const at = (minutes: number) => new Date(aDayInCrf.getTime() - minutes * 60_000);
  const food = await submitExample(table, { application: alone, at: at(10) });
  expect(await decide(food, { core: 20_00 }, ports)).toMatchObject({ kind: "waitsForMoney" });
  const oil = await submitExample(table, { application: alone, at: at(5) });
  expect(await decide(oil, { oil: 50_00 }, ports)).toMatchObject({ kind: "awarded" });
  const older = await submitExample(table, { application: withChild, at: at(20) });
  expect(await decide(older, { oil: 20_00 }, ports)).toMatchObject({ kind: "waitsForMoney" });
  expect(waitOf((await dynamoCases(table).find(older.caseId)) as Case)).toMatchObject({
    category: "CRISIS_PAYMENT",
    purpose: "HEATING_OIL",
  });
  await expectConsistent(table, book);

  const young = await submitExample(table, { application: alone, at: at(1) });
  expect(await decide(young, { oil: 15_00 }, ports)).toMatchObject({ kind: "waitsForMoney" });

  const serveWith = async (pounds: number, id: string) => {
    await put(table, { core: pounds }, id);
    await serveWaitingList({ scheme: "CRF", category: "CRISIS_PAYMENT" }, () => aDayInCrf, ports);
    return Promise.all([older, food, young].map((head) => statusOf(table, head)));
  };
  expect(await serveWith(20_00, "second")).toEqual(["awarded", "forMoney", "forMoney"]);
  // Enough for the last, and not for the one before it: nobody is overtaken.
  expect(await serveWith(15_00, "third")).toEqual(["awarded", "forMoney", "forMoney"]);
  expect(await serveWith(25_00, "fourth")).toEqual(["awarded", "awarded", "awarded"]);
  expect(await dynamoWaitingLists(table).ofScheme("CRF")).toMatchObject([{ waiting: 0 }, { purpose: "HEATING_OIL", waiting: 0 }]);
  await expectConsistent(table, book);
});

test("a purpose that stops waits for its own money only, in its order", async () => {
  const table = await freshTable();
  const book = bookWith(schemeWith("stop"));
  const ports = portsOn(table, schemeWith("stop"));
  await put(table, { core: 1_000_00 });
  const at = (minutes: number) => new Date(aDayInCrf.getTime() - minutes * 60_000);
  const [young, old] = [
    await submitExample(table, { application: alone, at: at(1) }),
    await submitExample(table, { application: alone, at: at(2) }),
  ];
  for (const head of [young, old]) expect(await decide(head, { oil: 30_00 }, ports)).toMatchObject({ kind: "waitsForMoney" });
  // Nobody else is kept waiting by them.
  const food = await submitExample(table, { application: alone });
  expect(await decide(food, { core: 20_00 }, ports)).toMatchObject({ kind: "awarded" });
  await put(table, { oil: 30_00 }, "second");
  await serveWaitingList({ scheme: "CRF", category: "CRISIS_PAYMENT" }, () => aDayInCrf, ports);
  expect([await statusOf(table, young), await statusOf(table, old)]).toEqual(["forMoney", "awarded"]);
  await expectConsistent(table, book);
});

test("a run pays its rows from the purpose's own money first, and counts both for its approver", async () => {
  const table = await freshTable();
  const { schemes } = portsOn(table, schemeWith("core"));
  await put(table, { core: 200_00, oil: 100_00 });
  const desk: Desk = { ...(await openDesk(table)), bulk: bulkOn(table, schemes) };
  const worker = workerOn(table, schemes);
  const checked = async (rows: number, from: number) => {
    const runId = await prepared(desk, csvOf(rowsFor(rows, from)), { item: "heatingOil" });
    await work(desk, runId, worker);
    return runId;
  };
  const tooMany = await approve(desk, await checked(7, 100));
  expect([tooMany.status, tooMany.body]).toEqual([409, expect.stringContaining("HEATING_OIL needs £343 and has £300 left")]);

  const runId = await checked(6, 1);
  expect((await approve(desk, runId)).status).toBe(202);
  await work(desk, runId, worker);
  expect(await progressOf(desk, runId)).toMatchObject({ counts: { awarded: 6 } });
  expect(await envelopeIn(table, oilPot)).toMatchObject({ available: 2_00, committed: 98_00 });
  expect(await envelopeIn(table, "ordinary")).toMatchObject({ available: 4_00, committed: 196_00 });
  await expectEachSourceWhole(table);
  await expectConsistent(table, bookWith(schemeWith("core")));
});

test("a reservation for a second person stands in the purpose's pot, and what is left of a period goes on in the same pot", async () => {
  const table = await freshTable();
  const scheme: Scheme = {
    ...schemeWith("core"),
    delegation: [
      { role: "assessor", upTo: pence(10_00), ...unproven },
      { role: "approver", upTo: pence(500_00), ...unproven },
    ],
    pacing: [...shipped.pacing, { category: "CRISIS_PAYMENT", months: 1, ...unproven }],
  };
  const ports = portsOn(table, scheme);
  await allocateExample(table, "CRF", "CRISIS_PAYMENT", 100_00, "november", { period: "2026-11", pot: oilPot });
  const head = await submitExample(table, { application: alone });
  expect(await decide(head, { oil: 40_00 }, ports)).toMatchObject({ kind: "awarded", award: { awaitsApproval: true } });
  expect(await envelopeIn(table, oilPot)).toMatchObject({ available: 60_00, reserved: 40_00 });
  await carryForward(new Date("2026-12-01T01:00:00Z"), { schemes: ports.schemes, money: dynamoMoney(table), carry: carryMoney(table) });
  const pots = (await dynamoMoney(table).envelopes("CRF")).map(({ period, pot, available, reserved }) => ({
    period,
    pot,
    available,
    reserved,
  }));
  expect(pots).toEqual([
    { period: "2026-11", pot: oilPot, available: 0, reserved: 40_00 },
    { period: "2026-12", pot: oilPot, available: 60_00, reserved: 0 },
  ]);
});
