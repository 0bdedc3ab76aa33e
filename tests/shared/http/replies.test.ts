import { afterAll, beforeAll, expect, test } from "vitest";
import type * as z from "zod/mini";
import { type AccountId, accountIds } from "../../../infra/local/accounts.ts";
import { type Host, startHost } from "../../../infra/local/host.ts";
import { council } from "../../../shared/council.ts";
import { addMonths, londonDay } from "../../../shared/domain/dates.ts";
import { layoutOf } from "../../../shared/domain/return/layout.ts";
import type { Scheme } from "../../../shared/domain/scheme/scheme.ts";
import { newestVersion } from "../../../shared/domain/scheme/scheme-book.ts";
import { shippedSchemes } from "../../../shared/domain/scheme/shipped.ts";
import type { Contract } from "../../../shared/http/contracts/contract.ts";
import { contracts } from "../../../shared/http/contracts.ts";
import { fieldErrorsOf, pointerOf } from "../../../shared/http/field-errors.ts";
import { dynamoPayments } from "../../../shared/store/payments.ts";
import { dynamoSessions } from "../../../shared/store/sessions.ts";
import { dynamoStatements } from "../../../shared/store/statements.ts";
import { type FunctionSpec, functions, type Who } from "../../../shared/system.ts";
import { evidenceExample } from "../../examples.ts";
import { template } from "../../functions/exports/return-example.ts";
import { exampleFigures } from "../../functions/statement/figures.ts";
import { serviceOn } from "../../journeys/service.ts";
import { type Answered, type Asked, type Call, callsTo } from "./callers.ts";
import { markedBodyFor } from "./marked-bodies.ts";
import { givenNames, type MarkedWorld, makeMarkedWorld, type People } from "./marked-world.ts";
import { everybodyAt, personOf } from "./people.ts";
import { exampleRecorder } from "./record-examples.ts";
import { markEveryItem, undeclared } from "./undeclared.ts";

const routes = Object.values<FunctionSpec>(functions).flatMap((spec) => Object.entries(spec.routes ?? {}));
const apiContracts: Readonly<Record<string, Contract>> = contracts;

let host: Host;
let people: People;
let world: MarkedWorld;
let call: Call;
/** With EXAMPLES set, the first answers become the examples in the API’s description. */
const examples = exampleRecorder();
/** Routes that answered with success at least once. */
const answered = new Set<string>();
/** The faults found in replies, each with its route. */
const wrong = new Set<string>();

const replyOf = ({ reply, later }: Contract, status: number): z.ZodMiniType => (status === 202 && later ? later.reply : reply);

/** Parses a reply by its route's contract, and looks for undeclared fields in it. */
const look = (route: string, { status, body }: Answered, request?: object) => {
  if (status >= 500) wrong.add(`${route}: answered ${status}`);
  if (body.includes(undeclared))
    wrong.add(`${route}: ${status} has an undeclared field: ${body.slice(Math.max(0, body.indexOf(undeclared) - 200)).slice(0, 300)}`);
  const contract = apiContracts[route];
  if (!contract || status >= 300) return;
  answered.add(route);
  examples.note(route, { request, reply: JSON.parse(body), isLater: status === 202 && contract.later !== undefined });
  const read = replyOf(contract, status).safeParse(JSON.parse(body));
  if (!read.success) for (const { path, message } of fieldErrorsOf(read.error)) wrong.add(`${route}: ${pointerOf(path)} ${message}`);
};

beforeAll(async () => {
  host = await startHost({ limitOf: () => ({ perSecond: 1e9, burst: 1e9 }) });
  const plain = callsTo(host.origin);
  call = async (as, route, asked) => {
    const answer = await plain(as, route, asked);
    look(route, answer, asked?.json);
    return answer;
  };
  people = await everybodyAt(serviceOn(host));
  world = await makeMarkedWorld(call, people);
  expect(await markEveryItem(serviceOn(host).table)).toBeGreaterThan(100);
});
afterAll(async () => {
  if (process.env.EXAMPLES) await examples.write();
  await host?.stop();
});

const post = (as: AccountId, route: string, json: object, path: Record<string, string> = {}) =>
  call(people[as], `POST /api${route}`, { path: { ...world.path, ...path }, json });
const get = async <T>(as: AccountId, route: string, asked: Asked = {}) =>
  (await call(people[as], `GET /api${route}`, { path: world.path, ...asked })).json<T>();

/** One account of each role and of each service. */
const oneOfEach = accountIds.filter((account) => !/-2$/.test(account));
const mayCall = (account: AccountId, who: Who) => who === "anyone" || personOf(account).roles.some((role) => who.includes(role));

/** Every GET route, with every account that may call it. */
const readEverything = async () => {
  for (const [route, who] of routes) {
    if (!route.startsWith("GET ") || who === "anyone") continue;
    for (const account of oneOfEach.filter((one) => mayCall(one, who))) await call(people[account], route, { path: world.path });
  }
};

test("no reply and no page of a GET route shows an undeclared field", async () => {
  await readEverything();

  expect([...wrong]).toEqual([]);
});

type RunNow = { readonly version: number; readonly state: string };
type Seen = { readonly version: number; readonly householdId: string };
type WholeCase = { readonly case: Seen; readonly referrals: { referralId: string; version: number }[] };
const wholeOf = (caseId: string) => get<WholeCase>("assessor-1", "/cases/{caseId}", { path: { caseId } });
const step = async (as: AccountId, caseId: string, route: string, json: object) => {
  const { version, householdId } = (await wholeOf(caseId)).case;
  return post(as, route, { seen: { version, householdId }, ...json }, { caseId });
};

const award = { referrals: [], signposts: [], evidence: evidenceExample, checks: [], reason: "No heating." };
const large = { ...award, lines: [{ item: "washingMachine", amount: 2_500_00, delivery: "CASH", reason: "Both are broken." }] };
const ofEmptyBudget = {
  ...award,
  lines: [{ item: "rentShortfall", amount: 100_00, delivery: "CASH", reason: "Arrears." }],
  checks: ["dhpConsidered", "homelessnessDutyChecked", "housingElementSeen"],
};

/** As if the batch had been released long ago. Returns its version. */
const dayPassed = async (batchId: string): Promise<number> => {
  const payments = dynamoPayments(serviceOn(host).table);
  const { batch } = (await payments.find(batchId)) ?? {};
  if (!batch?.release) throw new Error("The batch is released.");
  const version = batch.version + 1;
  await payments.change(batch, { ...batch, version, release: { ...batch.release, processingDay: "2026-01-05" } });
  return version;
};

let places = 0;
/** Makes new cases, each with an address and a phone of its own, then gives every item an undeclared field. */
const newCases = async (wanted: number, ofAll: object = {}): Promise<string[]> => {
  const { application } = await get<{ application: Record<string, unknown> }>("assessor-1", "/cases/{caseId}");
  const { payTo: _, ...sent } = application;
  const made: string[] = [];
  for (let number = 1; number <= wanted; number += 1) {
    const wants = { needs: ["washingMachine", "housing"] };
    places += 1;
    const given = givenNames[places % givenNames.length];
    const person = { name: `${given} Other`, dateOfBirth: `19${40 + places}-0${1 + (places % 9)}-1${places % 9}`, relationship: "self" };
    const own = {
      address: { kind: "settled", line1: `${places} Every Road`, postcode: "CV1 2AB" },
      contact: { ways: ["text"], phone: `07700 9007${String(places).padStart(2, "0")}` },
    };
    const filed = await post("assessor-2", "/applications", { ...sent, ...own, people: [person], wants, ...ofAll });
    made.push(filed.json<{ caseId: string }>().caseId);
  }
  await markEveryItem(serviceOn(host).table);
  return made;
};

type Household = { readonly version: number; readonly people: readonly { readonly personId: string; readonly name: string }[] };

/** Everything that is recorded of the people and the homes of a household. */
const changeHousehold = async () => {
  const [caseId = ""] = await newCases(1);
  const { householdId } = (await wholeOf(caseId)).case;
  const householdNow = () => get<Household>("assessor-1", "/households/{householdId}", { path: { householdId } });
  const change = async (route: string, json: object, path: Record<string, string> = {}) => {
    const seen = { version: (await householdNow()).version };
    await post("assessor-1", `/households/{householdId}${route}`, { seen, reason: "They told us.", ...json }, { householdId, ...path });
  };
  const on = londonDay(new Date());
  await change("/people", { how: "joined", name: "Sam Other", dateOfBirth: "2001-02-03", relationship: "partner", on });
  const joined = (await householdNow()).people.find(({ name }) => name === "Sam Other");
  const path = { personId: joined?.personId ?? "" };
  await change("/people/{personId}/corrections", { name: "Samira Other", dateOfBirth: "2001-03-02" }, path);
  await change("/people/{personId}/leavings", { why: "moved", on }, path);
  await change("/homes", { address: { kind: "settled", line1: "1 New Road", postcode: "CV1 2AB" }, on });
};

/** Somebody finds that two households are one, and then that they are two after all. */
const joinAndSplit = async () => {
  const people = [{ name: "Ingrid Other", dateOfBirth: "1966-06-16", relationship: "self" }];
  const [, caseId = ""] = await newCases(2, { people });
  type Compared = { readonly case: Seen; readonly possibleHouseholds: readonly { readonly householdId: string }[] };
  const { case: own, possibleHouseholds } = await get<Compared>("assessor-1", "/cases/{caseId}", { path: { caseId } });
  const candidateId = possibleHouseholds[0]?.householdId ?? "";
  const same = { as: "same", reason: "They are one person." };
  await post("assessor-1", "/matches/{caseId}/{candidateId}/settlements", same, { caseId, candidateId });
  const two = { awards: {}, reason: "They are cousins of one name." };
  const path = { householdId: candidateId, partId: own.householdId };
  await post("assessor-1", "/households/{householdId}/joined/{partId}/splits", two, path);
};

/** A delivery plan, whose rows are all verified, is typed, certified, filed and counted again. */
const certifyPlan = async () => {
  const code = "DELIVERY_PLAN";
  const { returnId } = (await post("finance", "/schemes/{scheme}/returns", { code })).json<{ returnId: string }>();
  type Now = { readonly version: number; readonly state: string; readonly hash?: string };
  const path = { ...world.path, returnId };
  const now = () => get<Now>("finance", "/schemes/{scheme}/returns/{returnId}", { path });
  await expect.poll(async () => (await now()).state, { timeout: 20_000 }).toBe("prepared");
  const typed = { text: "Typed", longText: "Typed", email: "typed@example.org", day: "2026-06-01", amount: "100" };
  const asked = layoutOf(newestVersion(shippedSchemes, "CRF") as Scheme, code)?.fields ?? [];
  const fields = asked.map(({ table, code: field, kind }) => ({ table, code: field, value: typed[kind] }));
  await post("finance", "/schemes/{scheme}/returns/{returnId}/fields", { version: (await now()).version, fields }, { returnId });
  const certificate = { hash: (await now()).hash, name: personOf("s151").name };
  await post("s151", "/schemes/{scheme}/returns/{returnId}/certificates", certificate, { returnId });
  await post("finance", "/schemes/{scheme}/returns/{returnId}/filings", { reference: "Sent by email" }, { returnId });
  await post("finance", "/schemes/{scheme}/returns/{returnId}/recounts", {}, { returnId });
};

/** One statement is approved, and one refused. */
const publishFigures = async () => {
  const prepare = async () => {
    const { statementId } = (await post("finance", "/schemes/{scheme}/statements", { period: "whole" })).json<{ statementId: string }>();
    const path = { ...world.path, statementId };
    const state = async () => (await get<{ state: string }>("finance", "/schemes/{scheme}/statements/{statementId}", { path })).state;
    await expect.poll(state, { timeout: 20_000 }).toBe("ready");
    return { statementId };
  };
  const refused = await prepare();
  await post("s151", "/schemes/{scheme}/statements/{statementId}/refusals", { why: "A word is wrong." }, refused);
  const approved = await prepare();
  // A figure of so few households is never public, so this statement has those of a whole year.
  const statements = dynamoStatements(serviceOn(host).table);
  const counted = await statements.find("CRF", approved.statementId);
  if (!counted) throw new Error("The statement is kept.");
  await statements.move(counted, { ...counted, version: counted.version + 1, figures: exampleFigures });
  await post("s151", "/schemes/{scheme}/statements/{statementId}/approvals", {}, approved);
  await get("finance", "/schemes/{scheme}/statements/{statementId}/rebuilt", { path: { ...world.path, ...approved } });
  await get("finance", "/public-figures");
};

test("no reply of an act shows an undeclared field, whether it is done or refused", async () => {
  const [toApprove = "", toDecline = "", toWait = "", toRefuse = ""] = await newCases(4);
  for (const caseId of [toApprove, toDecline]) await step("assessor-1", caseId, "/cases/{caseId}/awards", large);
  await step("approver", toApprove, "/cases/{caseId}/approvals", {});
  await step("approver", toDecline, "/cases/{caseId}/declines", { reason: "One of them is new." });
  await step("assessor-1", toWait, "/cases/{caseId}/awards", ofEmptyBudget);
  await step("assessor-1", toWait, "/cases/{caseId}/queue-exits", { reason: "Asked for less." });
  await step("assessor-1", toRefuse, "/cases/{caseId}/awards", { ...large, evidence: [] });
  await step("assessor-1", toRefuse, "/cases/{caseId}/conversations", { outcome: "mayBeAwarded" });
  await step("assessor-1", toRefuse, "/cases/{caseId}/questions", { question: "Which?" });
  await step("assessor-1", toRefuse, "/cases/{caseId}/answers", { answer: "This." });
  await step("assessor-1", toRefuse, "/cases/{caseId}/referrals", { service: "earlyHelp", reasons: ["debt"], asks: "Help." });
  const [made] = (await wholeOf(toRefuse)).referrals;
  await step("assessor-1", toRefuse, "/cases/{caseId}/withdrawals", { referralId: made?.referralId, reason: "Not wanted." });
  await post("finance", "/cases/{caseId}/interests", {}, { caseId: toRefuse });
  await post("approver", "/cases/{caseId}/lifted-interests", { principalId: "finance", reason: "A mistake." }, { caseId: toRefuse });
  await step("assessor-1", toRefuse, "/cases/{caseId}/refusals", { because: "withdrawn", referrals: [], signposts: [], reason: "No." });
  const stale = { seen: { version: 1, householdId: (await wholeOf(toRefuse)).case.householdId } };
  await post("assessor-1", "/cases/{caseId}/questions", { ...stale, question: "Which?" }, { caseId: toRefuse });

  await changeHousehold();
  await joinAndSplit();

  const found = { as: "separate", reason: "Two flats." };
  await post("assessor-1", "/matches/{caseId}/{candidateId}/settlements", found);
  await post("assessor-1", "/matches/{caseId}/{candidateId}/reopenings", { reason: "Not looked at well." });
  await post("assessor-1", "/matches/{caseId}/{candidateId}/reopenings", { reason: "Once more." });
  await get("assessor-1", "/matches");
  await post("assessor-1", "/matches/{caseId}/{candidateId}/settlements", found);

  await post("assessor-1", "/messages/{messageId}/tellings", { how: "phone" });
  await post("approver", "/messages/{messageId}/tellings", { how: "letter" });

  const [own] = (await get<{ items: { referralId: string }[] }>("welfare-rights", "/referrals")).items;
  await post("early-help", "/referrals/{referralId}/acceptances", { version: 1 });
  await post("early-help", "/referrals/{referralId}/acceptances", { version: 1 });
  await post("early-help", "/referrals/{referralId}/outcomes", { version: 2, outcome: "Helped." });
  await post(
    "welfare-rights",
    "/referrals/{referralId}/rejections",
    { version: 1, reason: "Not ours." },
    { referralId: own?.referralId ?? "" },
  );
  await post("welfare-rights", "/referrals/{referralId}/interests", {}, { referralId: own?.referralId ?? "" });
  await step("assessor-1", toRefuse, "/cases/{caseId}/agreements", { says: "noLongerAgrees", reason: "They called." });
  const toSettle = await get<{ items: { caseId: string; referralId: string }[] }>("assessor-2", "/referrals-to-follow-up");
  for (const { caseId, referralId } of toSettle.items)
    await step("assessor-2", caseId, "/cases/{caseId}/settled-referrals", { referralId, state: "rejected", reason: "Told them." });

  const lineToPay = async () =>
    (await get<{ items: { lineId: string; caseId: string }[] }>("finance", "/lines-to-pay")).items.find(
      ({ caseId }) => caseId === toApprove,
    );
  await expect.poll(lineToPay).toBeDefined();
  const payTo = { way: "bank", name: "Kim Other", sortCode: "08-99-99", accountNumber: "66374958" };
  const payee = { payTo, why: "They called." };
  const toPay = { lineId: (await lineToPay())?.lineId ?? "" };
  await post("finance", "/lines/{lineId}/payees", payee, toPay);
  await post("finance-2", "/lines/{lineId}/payee-confirmations", payee, toPay);
  await post("finance", "/payment-batches/{batchId}/completions", {});
  const batch = await get<{ version: number; items: { paymentId: string }[] }>("s151", "/payment-batches/{batchId}");
  await post("s151", "/payment-batches/{batchId}/releases", { version: batch.version + 7, confirmed: [], leftOut: [] });
  const confirmed = batch.items.map(({ paymentId }) => ({ paymentId, why: "Seen." }));
  await post("s151", "/payment-batches/{batchId}/releases", { version: batch.version, confirmed, leftOut: [] });
  await post("finance", "/payment-batches/{batchId}/new-days", { version: await dayPassed(world.path.batchId), why: "The bank says so." });
  const row = [council.code, world.path.batchId, confirmed[0]?.paymentId, "49.00", "paid", ""].join(",");
  await post("finance-2", "/payment-batches/{batchId}/results", { file: `council,batch,payment,amount,result,reason\n${row}\n` });

  // Two households ask for their codes at one phone: the second code is held.
  const together = await newCases(2, { payTo: { way: "cashCode", phone: "07700 900799" } });
  const codes: string[] = [];
  for (const caseId of together) {
    const fuel = { ...award, lines: [{ item: "fuelTopUp", amount: 49_00, delivery: "CASH" }] };
    const answer = await step("assessor-1", caseId, "/cases/{caseId}/awards", fuel);
    codes.push(`${answer.json<{ awardId: string }>().awardId}.1`);
  }
  type Held = { readonly lineId: string; readonly version: number; readonly sharedWith?: unknown; readonly trouble?: unknown };
  const lineNow = (lineId: string) => get<Held>("approver", "/lines/{lineId}", { path: { lineId } });
  const heldLine = async () => (await Promise.all(codes.map(lineNow))).find(({ trouble }) => trouble !== undefined);
  await expect.poll(heldLine).toBeDefined();
  const held = await heldLine();
  const lineId = held?.lineId ?? "";
  await post("finance-2", "/lines/{lineId}/confirmations", { version: held?.version, why: "One carer for both." }, { lineId });

  const third = `${world.path.awardId}.3`;
  const line = await get<{ version: number }>("approver", "/lines/{lineId}", { path: { lineId: third } });
  const cancel = { action: "cancel", version: line.version, why: "Not wanted." };
  await post("approver", "/lines/{lineId}/steps", cancel, { lineId: third });
  await post("approver", "/lines/{lineId}/steps", cancel, { lineId: third });
  const results = `council,reference,state,amount\n${council.code},${world.path.awardId}.4,delivered,35.00\n`;
  await post("finance", "/fulfilment/{fulfiller}/results", { file: results });

  const change = { kind: "grantIncrease", amount: 90_000_00, why: "More." };
  const { changeId } = (await post("finance", "/schemes/{scheme}/budget-changes", change)).json<{ changeId: string }>();
  const other = (await post("finance", "/schemes/{scheme}/budget-changes", { ...change, why: "Again." })).json<{ changeId: string }>();
  await markEveryItem(serviceOn(host).table);
  await post("s151", "/schemes/{scheme}/budget-changes/{changeId}/signatures", {});
  await post("finance-2", "/schemes/{scheme}/budget-changes/{changeId}/signatures", {});
  await post("s151", "/schemes/{scheme}/budget-changes/{changeId}/refusals", { why: "Too much." }, { changeId });
  await post("finance", "/schemes/{scheme}/budget-changes/{changeId}/withdrawals", {}, { changeId: other.changeId });

  const over = { scheme: "HSF7" };
  const { planId } = (await post("finance", "/schemes/{scheme}/year-end-plans", { kind: "close" }, over)).json<{ planId: string }>();
  await post("finance-2", "/schemes/{scheme}/year-end-plans", { kind: "close" }, over);
  const planNow = () =>
    get<{ state: string; hash?: string }>("s151", "/schemes/{scheme}/year-end-plans/{planId}", { path: { ...over, planId } });
  await expect.poll(async () => (await planNow()).state, { timeout: 20_000 }).toBe("ready");
  await get("s151", "/schemes/{scheme}/year-end-plans", { path: over });
  await get("s151", "/schemes/{scheme}/year-end-plans/{planId}/items", { path: { ...over, planId } });
  const signature = { hash: (await planNow()).hash };
  await post("finance", "/schemes/{scheme}/year-end-plans/{planId}/signatures", signature, { ...over, planId });
  await post("s151", "/schemes/{scheme}/year-end-plans/{planId}/signatures", signature, { ...over, planId });
  await post("finance-2", "/schemes/{scheme}/year-end-plans/{planId}/signatures", signature, { ...over, planId });
  await post("finance-2", "/schemes/{scheme}/year-end-plans/{planId}/withdrawals", {}, { ...over, planId });
  const ofReturn = { kind: "return", reference: "Their number 7" };
  const returning = (await post("finance", "/schemes/{scheme}/year-end-plans", ofReturn, over)).json<{ planId: string }>();
  await post("s151", "/schemes/{scheme}/year-end-plans/{planId}/withdrawals", {}, { ...over, planId: returning.planId });

  await post("approver", "/runs/{runId}/cancellations", { version: (await get<RunNow>("approver", "/runs/{runId}")).version });
  const list = "reference,name,date_of_birth,address_line_1,postcode\nR9,Lee Last,1980-01-01,9 Last Road,CV1 2AB\n";
  const terms = { title: "Again", item: "fuelTopUp", delivery: "CASH", amount: 49_00, evidence: evidenceExample, reason: "Winter.", list };
  const { runId } = (await post("finance", "/runs", terms)).json<{ runId: string }>();
  await post("finance", "/runs/{runId}/resumptions", {}, { runId });
  const runNow = () => get<RunNow>("approver", "/runs/{runId}", { path: { runId } });
  await expect.poll(async () => (await runNow()).state).toBe("ready");
  await post("approver", "/runs/{runId}/approvals", { version: (await runNow()).version }, { runId });

  const file = { list: "entries", format: "xlsx", scheme: "CRF" };
  const { exportId } = (await post("finance", "/exports", file)).json<{ exportId: string }>();
  const exportNow = () => get<{ state: string }>("finance", "/exports/{exportId}", { path: { exportId } });
  await expect.poll(async () => (await exportNow()).state).toBe("ready");
  await get("finance", "/exports/{exportId}/file", { path: { exportId } });
  // Only the Household Support Fund's workbook has its cells mapped.
  const { returnId } = (await post("finance", "/schemes/{scheme}/returns", { code: "FINAL_RETURN" }, over)).json<{ returnId: string }>();
  const ofFinal = { ...over, returnId };
  const returnNow = () => get<{ state: string }>("finance", "/schemes/{scheme}/returns/{returnId}", { path: ofFinal });
  await expect.poll(async () => (await returnNow()).state).toBe("prepared");
  await get("finance", "/schemes/{scheme}/returns/{returnId}/files/{format}", { path: { ...ofFinal, format: "csv" } });
  const workbook = Buffer.from(await template()).toString("base64");
  await post("finance", "/schemes/{scheme}/returns/{returnId}/filled-workbooks", { workbook }, ofFinal);

  await certifyPlan();
  await publishFigures();

  const { version, document } = await get<{ version: number; document: object }>("scheme-manager", "/scheme-drafts/{draftId}");
  const versionNow = async () => ({ version: (await get<{ version: number }>("scheme-manager", "/scheme-drafts/{draftId}")).version });
  await post("scheme-manager", "/scheme-drafts/{draftId}/documents", { version, document });
  await post("scheme-manager", "/scheme-drafts/{draftId}/documents", { version: version + 9, document });
  await post("scheme-manager", "/scheme-drafts/{draftId}/trials", {});
  const ofDirectory = { path: { draftId: world.path.serviceDraftId } };
  const draftOfServices = () => get<{ version: number; document: object }>("scheme-manager", "/service-drafts/{draftId}", ofDirectory);
  const { version: seenVersion, document: services } = await draftOfServices();
  await post("scheme-manager", "/service-drafts/{draftId}/documents", { version: seenVersion, document: services }, ofDirectory.path);
  await post("scheme-manager", "/service-drafts/{draftId}/documents", { version: 9, document: services }, ofDirectory.path);
  const { contents } = await get<{ contents: { id: string }[] }>("assessor-1", "/directory/services");
  await get("assessor-1", "/directory/services/{serviceId}", { path: { serviceId: contents[0]?.id ?? "" } });
  const addresses = "uprn,building_number,street,postcode,custodian_code\n100070000001,91,Split Road,CV1 2AB,4610\n";
  await post("operator", "/address-lists", { list: addresses });
  const extract = (from: number) =>
    `account_reference,surname,forename,address_1,postcode\nA${from},Other,Kim,${from} Every Road,CV1 2AB\n`;
  const ofList = {
    ...{ kind: "councilTax", origin: "Coventry City Council", lawfulBasis: "publicTask", agreement: "The privacy notice." },
    ...{ dated: londonDay(new Date()), usedUntil: addMonths(londonDay(new Date()), 3) },
  };
  const { registerId } = (await post("scheme-manager", "/registers", { ...ofList, list: extract(1) })).json<{ registerId: string }>();
  await post("scheme-manager", "/registers/{registerId}/files", { version: 1, list: extract(2) }, { registerId });
  await post("scheme-manager", "/registers/{registerId}/loadings", { version: 1 }, { registerId });
  await post("scheme-manager", "/registers/{registerId}/loadings", { version: 2 }, { registerId });
  const listNow = () => get<{ state: string; version: number }>("assessor-1", "/registers/{registerId}", { path: { registerId } });
  await expect.poll(async () => (await listNow()).state, { timeout: 20_000 }).toBe("loaded");
  await get("assessor-1", "/registers");
  const ending = { version: (await listNow()).version, reason: "The wrong month." };
  await post("scheme-manager", "/registers/{registerId}/endings", ending, { registerId });
  await post("operator", "/operations/queues/{queue}/retries", {}, { queue: "sendMessages" });
  const begun = {
    sessionId: "begun-elsewhere",
    startedAt: new Date().toISOString(),
    expiresAtSeconds: Math.floor(Date.now() / 1000) + 3600,
  };
  await dynamoSessions(serviceOn(host).table).start("hash", { ...begun, principal: personOf("assessor-1"), formToken: "t" });
  await get("operator", "/sessions");
  await get("s151", "/to-dos");
  await post("s151", "/to-do-messages", { often: "daily", email: "erin.walsh@council.example" });
  await post("operator", "/sessions/{sessionId}/endings", {}, { sessionId: begun.sessionId });
  await markEveryItem(serviceOn(host).table);
  await readEverything();
  await post("scheme-manager-2", "/scheme-drafts/{draftId}/publications", await versionNow());
  const { version: ofServices } = await draftOfServices();
  await post("scheme-manager-2", "/service-drafts/{draftId}/publications", { version: ofServices }, ofDirectory.path);
  await markEveryItem(serviceOn(host).table);
  await readEverything();

  // Then as every account, with valid bodies that the present state refuses.
  for (const [route, who] of routes.filter(([one]) => one.startsWith("POST /api/")))
    for (const account of oneOfEach.filter((one) => mayCall(one, who)))
      await call(people[account], route, { path: world.path, json: markedBodyFor(route) });

  expect([...wrong]).toEqual([]);
});

test("the tests above had a successful answer from every API route", () => {
  expect(Object.keys(contracts).filter((route) => !answered.has(route))).toEqual([]);
});
