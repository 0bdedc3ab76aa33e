import { beforeEach, expect, test } from "vitest";
import { submitApplication } from "../../functions/apply/submit-application.ts";
import { createServe } from "../../functions/award/serve.ts";
import { createRunAwards } from "../../functions/bulk/run-awards.ts";
import { awardGrant } from "../../functions/decide/award-grant.ts";
import { askForExport } from "../../functions/exports/ask-for-export.ts";
import { createOrder } from "../../functions/fulfil/order.ts";
import { createStart, startLines } from "../../functions/fulfil/start-lines.ts";
import { reconcileScheme } from "../../functions/nightly/reconcile-scheme.ts";
import { createNotify } from "../../functions/notify/notify.ts";
import { sendingWith } from "../../functions/notify/sending-with.ts";
import { createDeliver } from "../../functions/refer/deliver.ts";
import { createCountReturn } from "../../functions/return/count-return.ts";
import { prepareReturn } from "../../functions/return/prepare-return.ts";
import { startTrial } from "../../functions/schemes/trial.ts";
import { createTryScheme } from "../../functions/schemes/try-scheme.ts";
import { createCountStatement } from "../../functions/statement/count-statement.ts";
import { prepareStatement } from "../../functions/statement/prepare-statement.ts";
import { createCloseYear } from "../../functions/year-end/close-year.ts";
import { preparePlan } from "../../functions/year-end/prepare-plan.ts";
import type { Award } from "../../shared/domain/award/award.ts";
import type { Case } from "../../shared/domain/case/case.ts";
import { messageFor } from "../../shared/domain/case/message.ts";
import { addDays, londonDay } from "../../shared/domain/dates.ts";
import { shippedDirectory } from "../../shared/domain/directory/shipped-directory.ts";
import type { HouseholdClaims } from "../../shared/domain/household/household.ts";
import { caseIdFrom, referralIdFor } from "../../shared/domain/ids.ts";
import { periodOn } from "../../shared/domain/ledger/envelope.ts";
import { pence } from "../../shared/domain/money.ts";
import { actorOf, type Principal, resident } from "../../shared/domain/principal.ts";
import { referralsFor } from "../../shared/domain/referral/referral.ts";
import type { Scheme } from "../../shared/domain/scheme/scheme.ts";
import { schemeAt, schemesAsOf } from "../../shared/domain/scheme/scheme-book.ts";
import { shippedSchemes } from "../../shared/domain/scheme/shipped.ts";
import { dynamoApplications } from "../../shared/store/applications.ts";
import { dynamoAwards } from "../../shared/store/awards.ts";
import { dynamoBooks } from "../../shared/store/books.ts";
import { dynamoCases } from "../../shared/store/cases.ts";
import { dynamoDecidedCases } from "../../shared/store/decided-cases.ts";
import { dynamoDestinations } from "../../shared/store/destinations.ts";
import { dynamoDirectories } from "../../shared/store/directories.ts";
import { dynamoExports } from "../../shared/store/exports.ts";
import type { Table } from "../../shared/store/items.ts";
import { dynamoLineBooks } from "../../shared/store/line-book.ts";
import { dynamoReferrals } from "../../shared/store/referrals.ts";
import { dynamoReturns } from "../../shared/store/returns.ts";
import type { SchemeDraft } from "../../shared/store/scheme-drafts.ts";
import { dynamoSchemeTrials } from "../../shared/store/scheme-trials.ts";
import { dynamoSchemes } from "../../shared/store/schemes.ts";
import { dynamoStatements } from "../../shared/store/statements.ts";
import { dynamoYearEnds } from "../../shared/store/year-ends.ts";
import { type FunctionSpec, functions, type QueueName } from "../../shared/system.ts";
import { allocateExample, applicationLike, assessor, awardRequestFor, submitExample, takenExample } from "../examples.ts";
import { urgent, portsOf as waitingPortsOf } from "../functions/award/waiting-desk.ts";
import {
  approve,
  csvOf,
  newKey,
  openDesk,
  outcomesOf,
  partPortsOn,
  partsOf,
  prepared,
  rowsFor,
  work,
  workerOn,
} from "../functions/bulk/desk.ts";
import { writerOn } from "../functions/exports/export-desk.ts";
import { awardExample, exampleProvider, portsOf as linePortsOf } from "../functions/fulfil/room.ts";
import {
  loaderOn,
  openDesk as openRegisterDesk,
  csvOf as registerFile,
  rowFor as registerRow,
  startLoading,
  uploaded,
} from "../functions/registers/desk.ts";
import { closePortsOn } from "../functions/year-end/desk.ts";
import { personOf } from "../people.ts";
import { identitiesOn } from "../setup/identities.ts";
import { everythingIn, freshTable } from "../setup/table.ts";
import { deliverTo, insertsIn, queueOn } from "../stream.ts";
import { expectConsistent } from "./audit.ts";

/** The time at which a message was sent, and the time at which its consumer takes it. */
type Late = { readonly sent: Date; readonly taken: Date; readonly isHelpedMeanwhile?: true };

const aWeek = 7 * 24 * 3_600_000;
const aWeekBefore = (taken: Date, more: Omit<Late, "sent" | "taken"> = {}): Late => ({
  sent: new Date(taken.getTime() - aWeek),
  taken,
  ...more,
});

const lates: Readonly<Record<string, Late>> = {
  "within a month": aWeekBefore(new Date("2026-11-27T10:00:00Z")),
  "across the end of a month": aWeekBefore(new Date("2026-12-01T00:00:05Z")),
  // Summer time: midnight in London.
  "across the end of its scheme": aWeekBefore(new Date("2026-03-31T23:00:05Z")),
  "with a later award to the household": aWeekBefore(new Date("2026-11-27T10:00:00Z"), { isHelpedMeanwhile: true }),
};

const machine = [{ item: "washingMachine", amount: pence(300_00), delivery: "TANGIBLE", reason: "A smaller machine." }] as const;
const categories = { CRF: "CRISIS_PAYMENT", HSF7: "ESSENTIALS_ENERGY_WATER" } as const;
type Code = keyof typeof categories;

let table: Table;
beforeEach(async () => {
  table = await freshTable();
});

const schemeNow = (moment: Date): Scheme => {
  const scheme = schemeAt(shippedSchemes, moment);
  if (!scheme) throw new Error("A scheme is open at this moment.");
  return scheme;
};
const codeAt = (moment: Date): Code => (schemeAt(shippedSchemes, moment)?.code === "HSF7" ? "HSF7" : "CRF");
const fund = async (code: Code, amount = 60_000_00, id = "allocation-1") => allocateExample(table, code, categories[code], amount, id);

const decideMachine = (head: Case, now: Date) =>
  awardGrant(
    {
      caseId: head.caseId,
      decisionId: `decision-${head.caseId}`,
      by: assessor,
      now,
      request: awardRequestFor(head, { lines: [...machine] }),
    },
    waitingPortsOf(table),
  );

/** An hour before the message is taken, the household is helped with the same by another case. */
const helpMeanwhile = async ({ taken, isHelpedMeanwhile }: Late, householdId: string) => {
  if (!isHelpedMeanwhile) return;
  const anHourBefore = new Date(taken.getTime() - 3_600_000);
  const other = await submitExample(table, { application: urgent, householdId, at: anHourBefore });
  expect(await decideMachine(other, anHourBefore)).toMatchObject({ kind: "awarded" });
};

const asksOf = { service: "earlyHelp", reasons: ["debt"], asks: "Help with rent arrears." };

/** The person of this row of a list applies for themselves. */
const applyAs = async (number: number, now: Date): Promise<Case> => {
  const caseId = caseIdFrom(new TextEncoder().encode(`Person ${number} applies`));
  const application = applicationLike({
    people: [{ ...personOf(number), relationship: "self" }],
    address: { kind: "settled", line1: `${number} Sample Street`, postcode: "CV1 2AB" },
  });
  const stores = { applications: dynamoApplications(table), identities: identitiesOn(table), schemes: dynamoSchemes(table) };
  await submitApplication({ caseId, application, by: resident, now }, { ...stores, matchingKey: async () => "matching-key" });
  const head = await dynamoCases(table).find(caseId);
  if (!head) throw new Error("The person has applied.");
  return head;
};

type Consumer = Parameters<typeof deliverTo>[0];
/** A consumer, and the partition key prefix of the items in its late messages. */
type Scene = { readonly consumer: Consumer; readonly prefix: string };

const scenes: Readonly<Record<QueueName, (late: Late) => Promise<Scene>>> = {
  async serveWaitingList(late) {
    const head = await submitExample(table, { at: late.sent });
    expect(await decideMachine(head, late.sent)).toMatchObject({ kind: "waitsForMoney" });
    for (const code of ["HSF7", "CRF"] as const) await fund(code);
    await helpMeanwhile(late, head.householdId);
    return { consumer: createServe({ ...waitingPortsOf(table), messages: queueOn(table) }), prefix: "WAITS#" };
  },

  async runAwards(late) {
    for (const code of ["HSF7", "CRF"] as const) await fund(code);
    const desk = await openDesk(table, late.sent);
    const terms = { item: "washingMachine", delivery: "TANGIBLE", amount: 300_00 };
    // A second run helps the same people, since they have no case.
    const other =
      late.isHelpedMeanwhile && (await prepared(desk, csvOf(rowsFor(3)), { ...terms, title: "Meanwhile" }, newKey(), late.sent));
    if (other) await work(desk, other, workerOn(table), late.sent);
    const runId = await prepared(desk, csvOf(rowsFor(3)), terms, newKey(), late.sent);
    await work(desk, runId, workerOn(table), late.sent);
    expect((await approve(desk, runId, late.sent)).status).toBe(202);
    if (other) {
      expect((await approve(desk, other, late.sent)).status).toBe(202);
      await deliverTo(workerOn(table), (await partsOf(table, other)).slice(-1), undefined, new Date(late.taken.getTime() - 3_600_000));
    }
    return { consumer: createRunAwards({ ...partPortsOn(table), queue: queueOn(table) }), prefix: "RUNPART#" };
  },

  async startLines(late) {
    await fund(codeAt(late.sent));
    await awardExample(table, { lines: [...machine], at: late.sent });
    return { consumer: createStart({ ...linePortsOf(table), awards: dynamoAwards(table), queue: queueOn(table) }), prefix: "AWARD#" };
  },

  async sendOrders(late) {
    await allocateExample(table, codeAt(late.sent), codeAt(late.sent) === "HSF7" ? "ENERGY_WATER" : "CRISIS_PAYMENT", 1_000_00);
    const application = applicationLike({ payTo: { way: "cashCode", phone: "07700 900982" } });
    const lines = [{ item: "fuelTopUp", amount: pence(49_00), delivery: "CASH" as const, reason: "A smaller meter." }];
    const award = await awardExample(table, { lines, at: late.sent, application });
    await startLines(award, late.sent, linePortsOf(table));
    const { provider } = exampleProvider();
    const orderPorts = { lines: linePortsOf(table).lines, destinations: dynamoDestinations(table), matchingKey: async () => "key" };
    return { consumer: createOrder({ ...orderPorts, provider, queue: queueOn(table) }), prefix: "ORDER#" };
  },

  async deliverReferrals(late) {
    const head = await submitExample(table, { at: late.sent });
    const application = applicationLike();
    const subject = { case: head, application, contact: application.contact };
    const referrals = referralsFor([asksOf], subject, actorOf(assessor), late.sent, [shippedDirectory]);
    const taken = takenExample(head, { kind: "refer", referralId: referralIdFor(head.caseId, 1, 1) }, assessor, late.sent.toISOString());
    await dynamoCases(table).change({ taken, ...(referrals && { referrals }) });
    return { consumer: createDeliver({ referrals: dynamoReferrals(table), queue: queueOn(table) }), prefix: "REFERRAL#" };
  },

  async sendMessages(late) {
    const head = await submitExample(table, { at: late.sent });
    const application = applicationLike();
    const message = messageFor("question", head, { application, contact: application.contact }, late.sent, {
      question: "How many children live with you?",
    });
    const taken = takenExample(head, { kind: "ask", question: "How many children live with you?" }, assessor, late.sent.toISOString());
    await dynamoCases(table).change({ taken, ...(message && { message }) });
    const postbox = { send: async () => ({ kind: "taken" }) as const, has: async () => false };
    return {
      consumer: createNotify({ ...sendingWith(table, postbox, async () => "a key for tests"), queue: queueOn(table) }),
      prefix: "MESSAGE#",
    };
  },

  async loadRegisters(late) {
    const lists = await openRegisterDesk(table, late.sent);
    const days = { dated: londonDay(late.sent), usedUntil: addDays(londonDay(late.sent), 60) };
    const { registerId } = await uploaded(lists, registerFile([registerRow(1)]), days, late.sent);
    await startLoading(lists, registerId, late.sent);
    return { consumer: loaderOn(table), prefix: "REGISTERPART#" };
  },

  async countReturn(late) {
    const scheme = schemeAt(shippedSchemes, late.sent);
    const code = scheme?.returns[0]?.code;
    if (!scheme || !code) throw new Error("A scheme with a return is open when the return is prepared.");
    const by: Principal = { id: "finance-1", name: "Dev Shah", roles: ["finance"] };
    const returns = dynamoReturns(table);
    await prepareReturn({ scheme, request: { code }, by, now: late.sent, sendingId: "a return" }, { returns });
    const books = { upTo: async () => ({ lines: [], money: [], joins: [], readTo: late.taken.toISOString() }) };
    return {
      consumer: createCountReturn({ returns, schemes: dynamoSchemes(table), books, queue: queueOn(table) }),
      prefix: "COUNTASKED#",
    };
  },

  async closeYear(late) {
    await fund(codeAt(late.sent));
    await awardExample(table, { lines: [...machine], at: late.sent });
    const planned = { scheme: schemeNow(late.sent), sendingId: "a plan", request: { kind: "close" } as const, now: late.sent };
    await preparePlan({ ...planned, by: { id: "finance-1", name: "Dev Shah", roles: ["finance"] } }, { yearEnds: dynamoYearEnds(table) });
    return { consumer: createCloseYear({ ...closePortsOn(table), queue: queueOn(table) }), prefix: "YEARENDPART#" };
  },

  async writeExports(late) {
    await fund(codeAt(late.sent));
    const request = { list: "entries", format: "csv", scheme: codeAt(late.sent) } as const;
    const finance: Principal = { id: "finance-1", name: "Dev Shah", roles: ["finance"] };
    const ports = { exports: dynamoExports(table), schemes: dynamoSchemes(table) };
    expect((await askForExport({ request, by: finance, now: late.sent, sendingId: "a file" }, ports)).kind).toBe("asked");
    const files = {
      add: async () => ({ rest: "a file", bytes: 1 }),
      finish: async () => "a file",
      link: async () => "",
    };
    return { consumer: writerOn(table, files), prefix: "EXPORTPART#" };
  },

  async countStatement(late) {
    const inForce = schemeAt(shippedSchemes, late.sent);
    if (!inForce) throw new Error("A scheme is open when the statement is asked for.");
    const statements = dynamoStatements(table);
    const by: Principal = { id: "finance", name: "Dev Shah", roles: ["finance"] };
    await prepareStatement({ scheme: inForce, request: { period: "whole" }, by, now: late.sent, sendingId: "a statement" }, { statements });
    const ports = {
      statements,
      schemes: dynamoSchemes(table),
      directories: dynamoDirectories(table),
      referrals: dynamoReferrals(table),
      books: dynamoLineBooks(table),
    };
    return { consumer: createCountStatement({ ...ports, queue: queueOn(table) }), prefix: "ASKED#" };
  },

  async tryScheme(late) {
    const inForce = schemeAt(shippedSchemes, late.sent);
    if (!inForce) throw new Error("A scheme is open when the trial is asked for.");
    const { code, version } = inForce;
    const manager: Principal = { id: "scheme-manager", name: "Mina Ford", roles: ["schemeManager"] };
    const draft: SchemeDraft = {
      draftId: "DRFT-DRFT-DRFT",
      version: 3,
      document: JSON.stringify(inForce),
      startedFrom: "hash",
      base: { scheme: code, version },
      startedBy: manager,
      editors: [manager],
      changedAt: late.sent.toISOString(),
      changedBy: manager,
    };
    const ports = { trials: dynamoSchemeTrials(table), schemes: dynamoSchemes(table), decidedCases: dynamoDecidedCases(table) };
    await startTrial({ draft, by: manager, now: late.sent, startId: "a trial" }, ports);
    return { consumer: createTryScheme({ ...ports, queue: queueOn(table) }), prefix: "TRIAL#" };
  },
};

const itemsOf = async <T>(kind: string): Promise<readonly T[]> =>
  (await everythingIn(table)).filter(({ itemKind }) => itemKind === kind) as unknown as readonly T[];

/** Every moment that stands anywhere in the table. */
const momentsIn = async (): Promise<ReadonlySet<string>> =>
  new Set(JSON.stringify(await everythingIn(table)).match(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/g) ?? []);

/** The books of every scheme as the nightly work checks them. */
const expectBooksInOrder = async (now: Date) => {
  for (const { code } of schemesAsOf(shippedSchemes, londonDay(now)))
    expect(await reconcileScheme(code, shippedSchemes, now, { books: dynamoBooks(table) })).toMatchObject({ differing: 0 });
  await expectConsistent(table);
};

const cases = Object.keys(scenes).flatMap((name) => Object.keys(lates).map((when) => ({ name: name as QueueName, when })));

test("every function with a queue is tried", () => {
  const consumers = Object.entries<FunctionSpec>(functions).flatMap(([name, { consumes }]) => (consumes ? [name] : []));
  expect(Object.keys(scenes).sort()).toEqual(consumers.sort());
});

test.for(cases)("a message a week old, $when: $name decides at the time at which it decides", async ({ name, when }) => {
  const late = lates[when];
  if (!late) throw new Error(`Nothing is known of “${when}”.`);
  const { consumer, prefix } = await scenes[name](late);
  const [awardsBefore, momentsBefore] = [await itemsOf<Award>("award"), await momentsIn()];

  // Delivered again after an answer that was lost, it decides nothing twice.
  for (let delivery = 0; delivery < 2; delivery += 1)
    expect(await deliverTo(consumer, await insertsIn(table, prefix, late.sent), undefined, late.taken)).toEqual([]);

  const made = (await itemsOf<Award>("award")).filter(({ awardId }) => !awardsBefore.some((one) => one.awardId === awardId));
  for (const { committedAt, drawnOn } of made) {
    expect(committedAt).toBe(late.taken.toISOString());
    const scheme = schemeAt(shippedSchemes, late.taken);
    for (const { scheme: code, category, period } of drawnOn)
      expect([code, period]).toEqual([scheme?.code, scheme && periodOn(scheme, category, londonDay(late.taken))]);
  }
  const mayAward = !late.isHelpedMeanwhile && codeAt(late.sent) === codeAt(late.taken);
  const decides = { serveWaitingList: 1, runAwards: 3 };
  expect(made).toHaveLength(mayAward ? (decides[name as keyof typeof decides] ?? 0) : 0);
  expect([...(await momentsIn())].filter((moment) => !momentsBefore.has(moment) && moment !== late.taken.toISOString())).toEqual([]);
  for (const { claims } of await itemsOf<HouseholdClaims>("household")) expect(claims.length).toBeLessThanOrEqual(1);
  await expectBooksInOrder(late.taken);
});

test("a run approved ten seconds before midnight does not help again whom single awards helped one second after it", async () => {
  const [approvedAt, awardedAt, takenAt] = ["2026-11-30T23:59:50Z", "2026-12-01T00:00:01Z", "2026-12-01T00:00:05Z"].map(
    (moment) => new Date(moment),
  ) as [Date, Date, Date];
  await fund("CRF");
  const desk = await openDesk(table, approvedAt);
  const food = { item: "foodParcel", delivery: "VOUCHER", amount: 33_33 };
  const heads = await Promise.all(Array.from({ length: 5 }, (_, index) => applyAs(index + 1, approvedAt)));
  const runId = await prepared(desk, csvOf(rowsFor(6)), food, newKey(), approvedAt);
  await work(desk, runId, workerOn(table), approvedAt);
  expect((await approve(desk, runId, approvedAt)).status).toBe(202);

  const lines = [{ item: "foodParcel", amount: pence(33_33), delivery: "VOUCHER" as const, reason: "A smaller parcel." }];
  for (const head of heads) {
    const request = awardRequestFor(head, { lines });
    const single = { caseId: head.caseId, decisionId: `single-${head.caseId}`, by: assessor, now: awardedAt, request };
    expect(await awardGrant(single, waitingPortsOf(table))).toMatchObject({ kind: "awarded" });
  }
  await work(desk, runId, workerOn(table), takenAt);

  expect((await outcomesOf(desk, runId)).map(({ kind }) => kind)).toEqual([...Array(5).fill("alreadyHelped"), "awarded"]);
  expect(await itemsOf("award")).toHaveLength(6);
  await expectBooksInOrder(takenAt);
});

test("a dead letter that is tried again the next day pays no second washing machine", async () => {
  const [first, nextDay] = [new Date("2026-11-20T10:00:00Z"), new Date("2026-11-21T10:00:00Z")];
  const waiting = await submitExample(table, { at: first });
  expect(await decideMachine(waiting, first)).toMatchObject({ kind: "waitsForMoney" });
  await fund("CRF");
  const deadLetters = await insertsIn(table, "WAITS#", first);
  const other = await submitExample(table, { application: urgent, householdId: waiting.householdId, at: nextDay });
  expect(await decideMachine(other, nextDay)).toMatchObject({ kind: "awarded" });

  const consumer = createServe({ ...waitingPortsOf(table), messages: queueOn(table) });
  await deliverTo(consumer, deadLetters, undefined, new Date("2026-11-21T11:00:00Z"));
  // A machine whose clock is a day behind does not either: the claim exists.
  await deliverTo(consumer, deadLetters, undefined, first);

  expect(await itemsOf("award")).toHaveLength(1);
  expect((await dynamoCases(table).find(waiting.caseId))?.status).toBe("waiting");
  await expectBooksInOrder(nextDay);
});

test("a hundred awards that are made on the first of April are not dated the day before, in a scheme that is over", async () => {
  const [approvedAt, takenAt] = [new Date("2026-03-31T22:59:50Z"), new Date("2026-03-31T23:00:05Z")];
  for (const code of ["HSF7", "CRF"] as const) await fund(code);
  const desk = await openDesk(table, approvedAt);
  const terms = { item: "washingMachine", delivery: "TANGIBLE", amount: 300_00 };
  const runId = await prepared(desk, csvOf(rowsFor(100)), terms, newKey(), approvedAt);
  await work(desk, runId, workerOn(table), approvedAt);
  expect((await approve(desk, runId, approvedAt)).status).toBe(202);

  await work(desk, runId, workerOn(table), takenAt);

  expect(await itemsOf("award")).toEqual([]);
  const outcomes = await outcomesOf(desk, runId);
  expect(new Set(outcomes.map(({ kind, because }) => `${kind}: ${because}`))).toEqual(
    new Set(["setAside: The scheme of this run is over: decide this again in the scheme that is open now"]),
  );
  expect(outcomes).toHaveLength(100);
  await expectBooksInOrder(takenAt);
});
