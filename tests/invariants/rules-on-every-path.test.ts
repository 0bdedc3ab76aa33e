import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { submitApplication } from "../../functions/apply/submit-application.ts";
import { createAward } from "../../functions/award/award.ts";
import { serveWaitingList } from "../../functions/award/serve-waiting-list.ts";
import { createBulk } from "../../functions/bulk/bulk.ts";
import { createRunAwards } from "../../functions/bulk/run-awards.ts";
import { awardGrant } from "../../functions/decide/award-grant.ts";
import { replayListAward } from "../../shared/domain/audit/replay.ts";
import type { AwardRequest } from "../../shared/domain/award/award.ts";
import { addDays, type Day } from "../../shared/domain/dates.ts";
import { caseIdFrom } from "../../shared/domain/ids.ts";
import { pence } from "../../shared/domain/money.ts";
import { resident } from "../../shared/domain/principal.ts";
import { type MeasureName, measureNames } from "../../shared/domain/rules/measures.ts";
import type { Condition, OwnRule, Scheme } from "../../shared/domain/scheme/scheme.ts";
import type { SchemeBook } from "../../shared/domain/scheme/scheme-book.ts";
import { shippedSchemes } from "../../shared/domain/scheme/shipped.ts";
import { dynamoApplications } from "../../shared/store/applications.ts";
import { dynamoApprovals } from "../../shared/store/approvals.ts";
import { dynamoAwards } from "../../shared/store/awards.ts";
import { dynamoCases } from "../../shared/store/cases.ts";
import { dynamoDirectories } from "../../shared/store/directories.ts";
import { dynamoInterests } from "../../shared/store/interests.ts";
import type { Table } from "../../shared/store/items.ts";
import { dynamoLines } from "../../shared/store/lines.ts";
import { dynamoMoney } from "../../shared/store/money.ts";
import { dynamoRegisters } from "../../shared/store/registers.ts";
import { dynamoRuns } from "../../shared/store/runs.ts";
import { dynamoSessions } from "../../shared/store/sessions.ts";
import { dynamoWaitingLists } from "../../shared/store/waiting-list.ts";
import {
  aDayInCrf,
  allocateExample,
  applicationInput,
  applicationLike,
  approver,
  assessor,
  awardRequestFor,
  evidenceTyped,
} from "../examples.ts";
import { seenIn } from "../functions/assess/desk.ts";
import { approve, type Desk as BulkDesk, csvOf, outcomesOf, partPortsOn, prepared, work } from "../functions/bulk/desk.ts";
import { possiblyElsewhere } from "../households.ts";
import { origin, send, signIn, tokensOf } from "../http.ts";
import { nameOf } from "../people.ts";
import { identitiesOn } from "../setup/identities.ts";
import { freshTable } from "../setup/table.ts";
import { queueOn } from "../stream.ts";

/** One adult alone, who has had one award of £100, as everybody in this test. */
const personLike = (number: number) =>
  applicationLike({
    people: [{ name: nameOf(number), dateOfBirth: bornIn1980(number), relationship: "self" }],
    address: { kind: "settled", line1: `${number} Sample Street`, postcode: "CV1 2AB" },
    money: { ...applicationInput.money, monthlyHousingCosts: 400_00 },
    circumstances: { ...applicationInput.circumstances, without: ["heatingOrPower"], helpFrom: ["freeSchoolMeals"] },
    wants: { needs: ["energy"] },
    contact: { ways: ["text"], phone: `07700 90098${number}` },
  });

/** The value of each measure for such a person. A new measure does not compile without its line here. */
const measured: Record<MeasureName, number | string> = {
  monthlyIncome: 1_150_00,
  monthlyHousingCosts: 400_00,
  incomeAfterHousing: 750_00,
  savings: 20_00,
  incomeAndSavings: 1_170_00,
  people: 1,
  adults: 1,
  children: 0,
  ageOfPersonHelped: 46,
  awardsInScheme: 1,
  spentInScheme: 100_00,
  benefits: "universalCredit",
  needs: "energy",
  without: "heatingOrPower",
  trigger: "suddenExpense",
  helpFrom: "freeSchoolMeals",
};
const knownToLists: readonly MeasureName[] = ["children", "ageOfPersonHelped", "awardsInScheme", "spentInScheme", "needs"];

type Kind = { readonly called: string; readonly holds: Condition; readonly fails: Condition; readonly isKnownToLists: boolean };

const kindOf = (measure: MeasureName): Kind => {
  const value = measured[measure];
  const isKnownToLists = knownToLists.includes(measure);
  if (typeof value === "string")
    return { called: measure, holds: { measure, is: "includes", value }, fails: { measure, is: "excludes", value }, isKnownToLists };
  return { called: measure, holds: { measure, is: "atMost", value }, fails: { measure, is: "atLeast", value: value + 1 }, isKnownToLists };
};

const kinds: readonly Kind[] = [
  ...measureNames.map(kindOf),
  {
    called: "spentInScheme, plus an amount for each adult",
    holds: { measure: "spentInScheme", is: "atMost", value: 50_00, plusEachAdult: 50_00 },
    fails: { measure: "spentInScheme", is: "atMost", value: 49_00, plusEachAdult: 50_00 },
    isKnownToLists: false,
  },
  {
    called: "spentInScheme, plus an amount for each child",
    holds: { measure: "spentInScheme", is: "atMost", value: 100_00, plusEachChild: 50_00 },
    fails: { measure: "spentInScheme", is: "atMost", value: 99_00, plusEachChild: 50_00 },
    isKnownToLists: true,
  },
];

type Answer = "awarded" | "refused" | "look";
const paths = ["page", "api", "second approval", "chosen cases", "list", "waiting list"] as const;
type Path = (typeof paths)[number];

/** All are 46 years old here. */
const bornIn1980 = (number: number): Day => addDays("1980-01-03", number % 300);
const fuel: AwardRequest["lines"] = [{ item: "fuelTopUp", amount: pence(49_00), delivery: "CASH", reason: "As agreed." }];
const plainBook = shippedSchemes.map((scheme): Scheme => ({ ...scheme, limitsTogether: [] }));
type Change = (scheme: Scheme) => Scheme;
const bookWith = (change: Change, assessorsLimit = 2_000_00): SchemeBook =>
  plainBook.map((scheme) => ({
    ...change(scheme),
    delegation: scheme.delegation.map((row) => (row.role === "assessor" ? { ...row, upTo: pence(assessorsLimit) } : row)),
  }));

/** Somebody who applies twice: an award of £100 on the first application, and the second to be decided. */
const applied = async (table: Table, number: number) => {
  const cases = dynamoCases(table);
  const schemes = { book: async () => plainBook };
  const ports = {
    applications: dynamoApplications(table),
    identities: identitiesOn(table),
    schemes,
    matchingKey: async () => "matching-key",
  };
  const submit = async (which: string) => {
    const caseId = caseIdFrom(new TextEncoder().encode(`Person ${number}: ${which}`));
    await submitApplication({ caseId, application: personLike(number), by: resident, now: aDayInCrf }, ports);
    const head = await cases.find(caseId);
    if (!head) throw new Error("The application was not submitted.");
    return head;
  };
  const first = await submit("first");
  const lines: AwardRequest["lines"] = [{ item: "washingMachine", amount: pence(100_00), delivery: "TANGIBLE" }];
  const request = awardRequestFor(first, { lines });
  const earlier = { caseId: first.caseId, decisionId: "earlier", by: assessor, now: aDayInCrf, request };
  const awarded = await awardGrant(earlier, { cases, awards: dynamoAwards(table), schemes });
  if (awarded.kind !== "awarded") throw new Error(`The earlier award was not made: ${JSON.stringify(awarded)}.`);
  return submit("second");
};

const openDesks = async (table: Table, book: SchemeBook) => {
  const schemes = { book: async () => book };
  const cases = dynamoCases(table);
  const interests = dynamoInterests(table);
  const ports = { origin, sessions: dynamoSessions(table), tokens: tokensOf(assessor, approver), cases, interests, schemes };
  const waitingLists = dynamoWaitingLists(table);
  const awards = dynamoAwards(table);
  const award = createAward({
    ...ports,
    awards,
    lines: dynamoLines(table),
    approvals: dynamoApprovals(table),
    money: dynamoMoney(table),
    registers: dynamoRegisters(table, async () => "matching-key"),
    directories: dynamoDirectories(table),
  });
  const { runs, ...partPorts } = partPortsOn(table);
  const bulk = createBulk({
    ...ports,
    runs,
    money: dynamoMoney(table),
    waitingLists,
    matchingKey: async () => "matching-key",
  });
  const worker = createRunAwards({ ...partPorts, runs, schemes, queue: queueOn(table) });
  const [asha, cleo] = [await signIn(table, assessor), await signIn(table, approver)];
  const bulkDesk: BulkDesk = { table, bulk, asha, cleo, dev: asha, gareth: asha };
  return { award, bulkDesk, worker, asha, cleo, serving: { cases, awards, waitingLists, schemes } };
};
type Desks = Awaited<ReturnType<typeof openDesks>>;
type Head = Awaited<ReturnType<typeof applied>>;

const saidBy = (status: number, body: string): Answer => {
  if (status === 201 || status === 202 || status === 303) return "awarded";
  if (status === 422 && /not eligible|not-eligible/.test(body)) return "refused";
  if (status === 422 && /settled first|problem:held/.test(body)) return "look";
  throw new Error(`Answered ${status}: ${body}`);
};

const byApi = async ({ award, asha }: Desks, head: Head, looked: readonly string[] = []): Promise<Answer> => {
  const answer = await send(award, "POST /api/cases/{caseId}/awards", {
    as: asha,
    path: { caseId: head.caseId },
    json: awardRequestFor(head, { lines: fuel, looked: [...looked] }),
    headers: { "idempotency-key": randomUUID() },
  });
  return saidBy(answer.status, answer.body);
};

const byPage = async ({ award, asha }: Desks, head: Head, looked: readonly string[] = []): Promise<Answer> => {
  const answer = await send(award, "POST /cases/{caseId}/award", {
    as: asha,
    path: { caseId: head.caseId },
    form: {
      ...seenIn(head),
      decisionId: randomUUID(),
      "item-1": "fuelTopUp",
      "amount-1": "49",
      "delivery-1": "CASH",
      "reason-1": "As agreed.",
      evidence: [...evidenceTyped],
      looked: [...looked],
      reason: "No heating in the house.",
    },
  });
  return saidBy(answer.isShownAgain ? 422 : answer.status, answer.body);
};

const bySecondPerson = async (desks: Desks, head: Head): Promise<Answer> => {
  const first = await byApi(desks, head);
  if (first !== "awarded") return first;
  const approved = await send(desks.award, "POST /api/cases/{caseId}/approvals", {
    as: desks.cleo,
    path: { caseId: head.caseId },
    json: { seen: { version: head.version + 1, householdId: head.householdId } },
    headers: { "idempotency-key": randomUUID() },
  });
  return saidBy(approved.status, approved.body);
};

/** The answer of the check, and of the awarding pass if there was one. They never differ. */
const byRun = async ({ bulkDesk, worker }: Desks, list: string | undefined, changes: object): Promise<Answer> => {
  const runId = await prepared(bulkDesk, list, changes);
  await work(bulkDesk, runId, worker);
  const said: Record<string, Answer> = { toAward: "awarded", awarded: "awarded", notEligible: "refused", setAside: "look" };
  const [checked] = await outcomesOf(bulkDesk, runId);
  if (checked?.kind !== "toAward") return said[checked?.kind ?? ""] ?? Promise.reject(new Error(JSON.stringify(checked)));
  await approve(bulkDesk, runId);
  await work(bulkDesk, runId, worker);
  const [done] = await outcomesOf(bulkDesk, runId);
  return said[done?.kind ?? ""] ?? Promise.reject(new Error(JSON.stringify(done)));
};

const listOf = (number: number) =>
  csvOf(
    [`R${number},${nameOf(number)},${bornIn1980(number)},${number} Sample Street,CV1 2AB,0`],
    "reference,name,date_of_birth,address_line_1,postcode,children",
  );

/** Decided while there was no money and no such rule; the rule is there when its turn comes. */
const byServing = async ({ serving }: Desks, head: Head): Promise<Answer> => {
  await serveWaitingList({ scheme: "CRF", category: "CRISIS_PAYMENT" }, () => aDayInCrf, serving);
  const whole = await serving.cases.whole(head.caseId);
  if (whole?.case.status === "awarded") return "awarded";
  const last = whole?.events.at(-1)?.detail;
  if (last?.kind !== "stoppedWaiting") throw new Error(`It was neither served nor sent back: ${last?.kind}.`);
  return last.because.startsWith("What must be true is no longer") ? "refused" : "look";
};

const onEveryPath = async (change: Change, openMatch = false): Promise<Record<Path, Answer>> => {
  const table = await freshTable();
  await allocateExample(table, "CRF", "CRISIS_PAYMENT", paths.length * 100_00, "earlier");
  const [page, api, second, chosen, , waits] = await Promise.all(paths.map((_, index) => applied(table, index + 1)));
  if (!page || !api || !second || !chosen || !waits) throw new Error("Everybody applied.");
  const plain = { cases: dynamoCases(table), awards: dynamoAwards(table), schemes: { book: async () => plainBook } };
  const waiting = {
    caseId: waits.caseId,
    decisionId: "waits",
    by: assessor,
    now: aDayInCrf,
    request: awardRequestFor(waits, { lines: fuel }),
  };
  expect((await awardGrant(waiting, plain)).kind).toBe("waitsForMoney");
  await allocateExample(table, "CRF", "CRISIS_PAYMENT", 1_000_00, "later");
  if (openMatch) for (const { caseId } of [page, api, second, chosen, waits]) await possiblyElsewhere(table, caseId);

  const desks = await openDesks(table, bookWith(change));
  const served = await byServing(desks, waits);
  return {
    "waiting list": served,
    page: await byPage(desks, page),
    api: await byApi(desks, api),
    "second approval": await bySecondPerson(await openDesks(table, bookWith(change, 10_00)), second),
    "chosen cases": await byRun(desks, undefined, { cases: [chosen.caseId] }),
    list: await byRun(desks, listOf(paths.indexOf("list") + 1), {}),
  };
};

const ownRule =
  (condition: Condition, otherwise: OwnRule["otherwise"]): Change =>
  (scheme) => ({
    ...scheme,
    ownRules: [
      {
        name: "ours",
        says: "It is as the council wants it.",
        toResident: "It is not as the council wants it.",
        otherwise,
        joined: "all",
        conditions: [condition],
      },
    ],
  });

const setting =
  (rule: string, parameters: Scheme["rules"][number]["parameters"]): Change =>
  (scheme) => ({
    ...scheme,
    rules: scheme.rules.map((each) => (each.rule === rule ? { ...each, parameters: { ...each.parameters, ...parameters } } : each)),
  });

type Tried = { readonly called: string; readonly change: Change; readonly answer: Answer; readonly ofList: Answer };

const own: readonly Tried[] = kinds.flatMap(({ called, holds, fails, isKnownToLists }) => {
  const ofList = (answer: Answer) => ({ answer, ofList: isKnownToLists ? answer : ("look" as const) });
  return [
    { called: `${called}, which holds`, change: ownRule(holds, "fail"), ...ofList("awarded") },
    { called: `${called}, which refuses`, change: ownRule(fails, "fail"), ...ofList("refused") },
  ];
});

const looks: readonly Tried[] = (["savings", "awardsInScheme", "trigger"] as const).map((measure) => ({
  called: `${measure}, which asks for a look`,
  change: ownRule(kindOf(measure).fails, "refer"),
  answer: "look",
  ofList: "look",
}));

const builtIn: readonly Tried[] = [
  { called: "the least age", change: setting("oldEnough", { minimumAge: 60 }), answer: "refused", ofList: "refused" },
  // Only an application says what comes in, so whoever chose the list has made up for this rule, as its page says.
  { called: "income", change: setting("incomeWithinLimit", { yearlyMax: 1_00 }), answer: "refused", ofList: "awarded" },
];

test.for([...own, ...looks, ...builtIn])(
  "every path to money answers alike under a rule about $called",
  async ({ change, answer, ofList }) => {
    const expected = Object.fromEntries(paths.map((path) => [path, answer]));
    expect(await onEveryPath(change)).toEqual({ ...expected, list: ofList });
  },
);

test("every path to money asks for a look while nobody has compared the case's household with one that may be the same", async () => {
  const { list: _, ...ofCases } = await onEveryPath((scheme) => scheme, true);
  expect(new Set(Object.values(ofCases))).toEqual(new Set(["look"]));
  expect(Object.keys(ofCases)).toHaveLength(paths.length - 1);
});

test("no look that a decider records settles a match, by page or by API", async () => {
  const table = await freshTable();
  await allocateExample(table, "CRF", "CRISIS_PAYMENT", 1_000_00);
  const [page, api] = [await applied(table, 1), await applied(table, 2)];
  for (const { caseId } of [page, api]) await possiblyElsewhere(table, caseId);
  const desks = await openDesks(table, plainBook);
  expect(await byPage(desks, page, ["possibleHousehold"])).toBe("look");
  expect(await byApi(desks, api, ["possibleHousehold"])).toBe("look");
});

test("a rule that asks for a look is awarded only once the decider has recorded that look, by page and by API", async () => {
  const table = await freshTable();
  await allocateExample(table, "CRF", "CRISIS_PAYMENT", 1_000_00);
  const [page, api] = [await applied(table, 1), await applied(table, 2)];
  const desks = await openDesks(table, bookWith(ownRule(kindOf("awardsInScheme").fails, "refer")));
  for (const wrong of [[], ["awardsInScheme"], ["own.other"]]) {
    expect(await byPage(desks, page, wrong)).toBe("look");
    expect(await byApi(desks, api, wrong)).toBe("look");
  }
  expect([await byPage(desks, page, ["own.ours"]), await byApi(desks, api, ["own.ours"])]).toEqual(["awarded", "awarded"]);
  const whole = await Promise.all([page, api].map(({ caseId }) => desks.serving.cases.whole(caseId)));
  expect(whole.map((one) => one?.awards[0]?.looked)).toEqual([["own.ours"], ["own.ours"]]);
});

test("an award of a list is made again with the rules of its time, and an earlier one without the scheme’s own", async () => {
  const table = await freshTable();
  await allocateExample(table, "CRF", "CRISIS_PAYMENT", 1_000_00);
  await applied(table, 1);
  const book = bookWith(ownRule(kindOf("awardsInScheme").holds, "fail"));
  const { bulkDesk, worker } = await openDesks(table, book);
  const runId = await prepared(bulkDesk, listOf(1));
  await work(bulkDesk, runId, worker);
  await approve(bulkDesk, runId);
  await work(bulkDesk, runId, worker);
  const [{ awardId = "" } = {}] = await outcomesOf(bulkDesk, runId);
  const row = (await dynamoRuns(table).rows(runId, 1))?.list?.[0];
  const award = row && (await dynamoAwards(table).find(row.caseId, awardId));
  if (!award) throw new Error("The row was not awarded.");
  expect(award.results.map(({ rule }) => rule)).toContain("own.ours");
  expect(replayListAward(award, row.read, book).differences).toEqual([]);
  const earlier = { ...award, claimsBefore: undefined, results: award.results.filter(({ rule }) => rule !== "own.ours") };
  expect(replayListAward(earlier, row.read, book).differences).toEqual([]);
});

test("the preparer of a list reads which of the scheme’s own rules it answers, and which set rows aside", async () => {
  const table = await freshTable();
  const [crf] = plainBook.filter(({ code }) => code === "CRF");
  if (!crf) throw new Error("The product ships with this scheme.");
  const says = (rule: OwnRule, sentence: string): OwnRule => ({ ...rule, name: sentence.replaceAll(/\W/g, ""), says: sentence });
  const [known] = ownRule(kindOf("awardsInScheme").holds, "fail")(crf).ownRules;
  const [unknown] = ownRule(kindOf("savings").holds, "fail")(crf).ownRules;
  if (!known || !unknown) throw new Error("There are two rules.");
  const ownRules = [says(known, "Nobody was helped before."), says(unknown, "Little is saved.")];
  const { bulkDesk } = await openDesks(
    table,
    bookWith((scheme) => ({ ...scheme, ownRules })),
  );
  const { body } = await send(bulkDesk.bulk, "GET /runs/new", { as: bulkDesk.asha });
  const [lookedAt, setAside, standsFor] =
    body.split("Of the scheme’s rules, a list can answer these:")[1]?.split(/A list may not say enough|A list does not say enough/) ?? [];
  expect(lookedAt).toContain("Nobody was helped before.");
  expect(setAside).toContain("Little is saved.");
  expect(standsFor).toContain("The household’s savings are not above the limit.");
});
