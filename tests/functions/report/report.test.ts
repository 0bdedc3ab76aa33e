import { beforeAll, expect, test, vi } from "vitest";
import { createReport } from "../../../functions/report/report.ts";
import { pence } from "../../../shared/domain/money.ts";
import type { PaymentBatch } from "../../../shared/domain/payments/payment-batch.ts";
import { actorOf, type Principal } from "../../../shared/domain/principal.ts";
import { contracts } from "../../../shared/http/contracts.ts";
import { dynamoBudgetChanges } from "../../../shared/store/budget-changes.ts";
import { dynamoBudgetDays } from "../../../shared/store/budget-days.ts";
import { dynamoCounts } from "../../../shared/store/counts.ts";
import { dynamoGauges } from "../../../shared/store/gauges.ts";
import type { Table } from "../../../shared/store/items.ts";
import { dynamoLineBooks } from "../../../shared/store/line-book.ts";
import { dynamoMoney } from "../../../shared/store/money.ts";
import { dynamoNights } from "../../../shared/store/nights.ts";
import { dynamoPayments } from "../../../shared/store/payments.ts";
import { dynamoSchemes } from "../../../shared/store/schemes.ts";
import { dynamoSessions } from "../../../shared/store/sessions.ts";
import { dynamoToDos } from "../../../shared/store/to-dos.ts";
import { dynamoWaitingLists } from "../../../shared/store/waiting-list.ts";
import { aDayInCrf, allocateExample, assessor, submitExample } from "../../examples.ts";
import { origin, type Sent, type SignedIn, send, signIn, tokensOf } from "../../http.ts";
import { freshTable } from "../../setup/table.ts";
import { textOf } from "../assess/desk.ts";
import { awardTo, fuel, join, portsOn, split } from "../decide/join-desk.ts";
import { spendExample } from "./story.ts";

const finance: Principal = { id: "finance-1", name: "Dev Shah", roles: ["finance"] };
const manager: Principal = { id: "manager-1", name: "Mia Jones", roles: ["schemeManager"] };
const partner: Principal = { id: "partner-1", name: "Lee Hall", roles: ["partner"], service: "earlyHelp" };

const reportOn = (table: Table) =>
  createReport({
    origin,
    sessions: dynamoSessions(table),
    tokens: tokensOf(finance, manager, partner, assessor),
    money: dynamoMoney(table),
    counts: dynamoCounts(table),
    waitingLists: dynamoWaitingLists(table),
    nights: dynamoNights(table),
    changes: dynamoBudgetChanges(table),
    schemes: dynamoSchemes(table),
    gauges: dynamoGauges(table),
    toDos: dynamoToDos(table),
    lineBooks: dynamoLineBooks(table),
  });

let table: Table;
let report: ReturnType<typeof reportOn>;
let awardIds: readonly string[];
let asFinance: SignedIn;
let asManager: SignedIn;

beforeAll(async () => {
  table = await freshTable();
  report = reportOn(table);
  ({ awardIds } = await spendExample(table));
  [asFinance, asManager] = await Promise.all([signIn(table, finance), signIn(table, manager)]);
});

const crf = (more: Sent = {}): Sent => ({ as: asFinance, path: { scheme: "CRF" }, ...more });
const get = (address: string, as: SignedIn) => {
  const url = new URL(address, origin);
  const scheme = url.pathname.split("/")[2] ?? "";
  return send(report, "GET /finance/{scheme}/entries", { as, path: { scheme }, query: Object.fromEntries(url.searchParams) });
};

const linksIn = (html: string) =>
  [...html.matchAll(/href="(\/finance\/[^"]*entries[^"]*)">([^<]+)</g)].map(([, href = "", text = ""]) => ({
    href: href.replaceAll("&amp;", "&"),
    text,
  }));
const numberIn = (text: string) => Number(text.replaceAll(/[£,]/g, "").replace("−", "-"));
const countsIn = (html: string) =>
  [...html.matchAll(/<td class="[^"]*council-counts">([^<]*)<\/td>/g)].map(([, count = ""]) => numberIn(count));
const amountsIn = (html: string) =>
  [...html.matchAll(/<td class="[^"]*council-figure">([^<]*)<\/td>/g)].map(([, amount = ""]) => numberIn(amount));
const pennies = (amounts: readonly number[]) => amounts.reduce((total, amount) => total + Math.round(amount * 100), 0);

test("the list of schemes says which grant is not verified, and where its figure comes from", async () => {
  const { status, body } = await send(report, "GET /finance", { as: asFinance });
  expect(status).toBe(200);
  expect(body).toContain("Household Support Fund 4");
  expect(body).toContain("£6,400,000.00");
  expect(body.match(/Not verified/g)).toHaveLength(4);
  expect(body).toContain("half of the fourth round");
  expect(body.match(/Open today/g)).toHaveLength(1);
});

test("a scheme's page shows its money, with a household once and awards apart", async () => {
  const { body } = await send(report, "GET /finance/{scheme}", crf());
  const wholeScheme = body.slice(body.indexOf("The whole scheme"), body.indexOf("By category"));
  expect(linksIn(wholeScheme).map(({ text }) => text)).toEqual([
    ...["£1,700.50", "£0.00", "£1,700.50", "£1,307.65", "£0.00", "£0.00", "£392.85", "£0.00", "£0.00"],
    ...["4", "3", "2"],
  ]);
  const byCategory = body.slice(body.indexOf("By category"));
  const housing = byCategory.slice(byCategory.indexOf("Housing payments"), byCategory.indexOf("<tfoot"));
  expect(linksIn(housing).map(({ text }) => text)).toEqual([
    ...["£500.00", "£249.50", "£0.00", "£0.00", "£250.50", "£0.00", "£0.00"],
    ...["1", "1", "1"],
  ]);
});

test("every figure opens a list that adds up to it", async () => {
  const { body } = await send(report, "GET /finance/{scheme}", crf());
  const links = linksIn(body);
  expect(links).toHaveLength(12 + 3 * 10 + 2 * 8);
  for (const { href, text } of links) {
    const list = await get(href, asFinance);
    const added = text.startsWith("£") ? amountsIn(list.body) : countsIn(list.body);
    const stated = list.body.slice(list.body.indexOf("govuk-inset-text"));
    expect(list.status).toBe(200);
    expect(stated).toContain(text);
    expect(pennies(added), href).toBe(pennies([numberIn(text)]));
  }
});

test("a join counts one household less and a split one more, each by an entry that finance can open", async () => {
  const own = await freshTable();
  await allocateExample(own, "CRF", "CRISIS_PAYMENT", 1_000_00);
  const [a, b] = [await submitExample(own), await submitExample(own)];
  const ports = portsOn(own);
  for (const head of [a, b]) await awardTo(head, fuel, ports);
  const as = await signIn(own, finance);
  const shown = async () =>
    send(reportOn(own), "GET /finance/{scheme}/entries", crf({ as, query: { show: "households", category: "CRISIS_PAYMENT" } }));

  await join(a, b, ports);
  const joined = await shown();
  expect(countsIn(joined.body)).toEqual([1, 1, -1]);
  expect(joined.body).toContain("Households joined");
  expect(joined.body).toContain("Two households were found to be one, which counts once");
  expect(joined.body).toContain("Households: 1.");
  await split(a, b, ports);
  const apart = await shown();
  expect(countsIn(apart.body).reduce((sum, count) => sum + count, 0)).toBe(2);
  expect(apart.body).toContain("Households split");

  const api = await send(reportOn(own), "GET /api/schemes/{scheme}/entries", crf({ as, query: { show: "households" } }));
  const list = contracts["GET /api/schemes/{scheme}/entries"].reply.parse(api.json());
  expect(list.items.map(({ kind, adds, amount }) => [kind, adds, amount])).toEqual([
    ["award", 1, 49_00],
    ["award", 1, 49_00],
    ["join", -1, 0],
    ["split", 1, 0],
  ]);
});

test("an entry leads finance to its award, and says nothing of why it was made", async () => {
  const { body } = await get("/finance/CRF/entries?show=payments", asFinance);
  for (const awardId of awardIds) expect(body).toContain(`href="/awards/${awardId}"`);
  expect(body).toContain("Rent shortfall");
  expect(body).toContain("Asha Patel");
  expect(body).not.toContain("illness");
});

test("a scheme manager, who may not open an award, reads its reference without a link", async () => {
  const { body } = await get("/finance/CRF/entries?show=payments", asManager);
  expect(body).toContain(awardIds[0]);
  expect(body).not.toContain("/awards/");
});

test("slices of a list go through the categories and show every entry once", async () => {
  const seen: string[] = [];
  let cursor = "";
  for (let pages = 0; pages < 20; pages += 1) {
    const answer = await send(report, "GET /api/schemes/{scheme}/entries", crf({ query: { limit: "2", ...(cursor && { cursor }) } }));
    const { items, next = "" } = answer.json<{ items: { entryId: string; category: string }[]; next?: string }>();
    expect(items.length).toBeLessThanOrEqual(2);
    seen.push(...items.map(({ category, entryId }) => `${category} ${entryId}`));
    cursor = next;
    if (!cursor) break;
  }
  expect(cursor).toBe("");
  expect(new Set(seen).size).toBe(7);
  expect(seen).toHaveLength(7);
  expect(seen.map((entry) => entry.split(" ")[0])).toEqual([...Array(5).fill("CRISIS_PAYMENT"), ...Array(2).fill("HOUSING_PAYMENT")]);
});

test("a slice links to the next one and back to the first", async () => {
  const own = await freshTable();
  for (let number = 0; number < 51; number += 1) await allocateExample(own, "CRF", "CRISIS_PAYMENT", 1, `allocation-${number}`);
  const as = await signIn(own, finance);
  const first = await send(reportOn(own), "GET /finance/{scheme}/entries", crf({ as, query: { show: "allocated" } }));
  const [, next = ""] = /href="([^"]*cursor=[^"]*)"/.exec(first.body) ?? [];
  const query = Object.fromEntries(new URL(next.replaceAll("&amp;", "&"), origin).searchParams);
  const second = await send(reportOn(own), "GET /finance/{scheme}/entries", crf({ as, query }));
  expect(amountsIn(first.body)).toHaveLength(50);
  expect(amountsIn(second.body)).toHaveLength(1);
  expect(second.body).toContain("Back to the first entries");
});

test("the API gives the same figures in pence, as its contract says", async () => {
  const spend = await send(report, "GET /api/schemes/{scheme}/spend", crf());
  const reply = contracts["GET /api/schemes/{scheme}/spend"].reply.parse(spend.json());
  expect(reply).toMatchObject({ granted: 170050, unallocated: 0, grantInScheme: { amount: 640000000, verified: false } });
  expect(reply.total).toEqual({
    allocated: 170050,
    available: 130765,
    frozen: 0,
    reserved: 0,
    committed: 39285,
    paid: 0,
    dueBack: 0,
    returned: 0,
    payments: 4,
    awards: 3,
    households: 2,
  });
  expect(reply.categories[1]?.budgets).toMatchObject([
    { period: "2026-11", pot: "ordinary", available: 24950, runOut: { kind: "unknown" } },
  ]);

  const entries = await send(
    report,
    "GET /api/schemes/{scheme}/entries",
    crf({ query: { show: "households", category: "HOUSING_PAYMENT" } }),
  );
  const list = contracts["GET /api/schemes/{scheme}/entries"].reply.parse(entries.json());
  expect(list.figure).toEqual({ name: "households", unit: "count", value: 1 });
  expect(list.items).toMatchObject([{ kind: "award", amount: 25050, item: "rentShortfall", awardId: awardIds[0] }]);

  const schemes = await send(report, "GET /api/schemes", { as: asFinance });
  expect(contracts["GET /api/schemes"].reply.parse(schemes.json()).items.map(({ code }) => code)).toEqual([
    "HSF4",
    "HSF5",
    "HSF6",
    "HSF7",
    "CRF",
  ]);
});

test("a scheme without money shows noughts and empty lists", async () => {
  const { status, body } = await send(report, "GET /finance/{scheme}", crf({ path: { scheme: "HSF4" } }));
  expect(status).toBe(200);
  expect(new Set(linksIn(body).map(({ text }) => text))).toEqual(new Set(["£0.00", "0"]));
  const list = await get("/finance/HSF4/entries?show=households", asFinance);
  expect(list.body).toContain("There are no entries here.");
});

test.each([
  ["an unknown scheme", { scheme: "HSF9" }, {}],
  ["a scheme named like a built-in", { scheme: "__proto__" }, {}],
  ["an unknown category", { scheme: "CRF" }, { category: "FOOD_EX_FSM" }],
  ["a budget that is not there", { scheme: "CRF" }, { category: "CRISIS_PAYMENT", period: "2026-11" }],
  ["a period without its category", { scheme: "CRF" }, { period: "whole" }],
  ["an unknown pot", { scheme: "CRF" }, { category: "CRISIS_PAYMENT", pot: "toString" }],
  ["households of one budget", { scheme: "CRF" }, { category: "CRISIS_PAYMENT", period: "whole", show: "households" }],
  ["an unknown list", { scheme: "CRF" }, { show: "toString" }],
  ["a cursor of another list", { scheme: "CRF" }, { cursor: "99.", category: "CRISIS_PAYMENT" }],
  ["a forged cursor", { scheme: "CRF" }, { cursor: `0.${Buffer.from('{"sk":{"S":"\\ud800"}}').toString("base64url")}` }],
  [
    "a cursor of another kind of entry",
    { scheme: "CRF" },
    { show: "awards", cursor: `0.${Buffer.from('{"sk":{"S":"MONEYIN#"}}').toString("base64url")}` },
  ],
  ["a cursor that is no cursor", { scheme: "CRF" }, { cursor: "0.%00" }],
  ["a limit of nothing", { scheme: "CRF" }, { limit: "0" }],
])("%s is not found, and never a fault", async (_, path, query) => {
  const shown = await send(report, "GET /finance/{scheme}/entries", { as: asFinance, path, query });
  const told = await send(report, "GET /api/schemes/{scheme}/entries", { as: asFinance, path, query });
  expect(shown.status).toBe(404);
  expect(told.status).toBe(path.scheme === "CRF" ? 400 : 404);
});

test.each(["/finance", "/finance/{scheme}", "/finance/{scheme}/entries"])("%s is not for partners or assessors", async (address) => {
  for (const principal of [partner, assessor]) {
    const as = await signIn(table, principal);
    expect((await send(report, `GET ${address}`, { as, path: { scheme: "CRF" } })).status).toBe(403);
  }
  expect((await send(report, `GET ${address}`, { path: { scheme: "CRF" } })).headers.location).toMatch(/^\/sign-in/);
});

test("the API refuses a stranger and a partner", async () => {
  const as = await signIn(table, partner);
  expect((await send(report, "GET /api/schemes/{scheme}/spend", { path: { scheme: "CRF" } })).status).toBe(401);
  expect((await send(report, "GET /api/schemes/{scheme}/spend", crf({ as }))).status).toBe(403);
});

test("the page says how many changes of budgets wait for a second signature", async () => {
  const page = async () => textOf((await send(report, "GET /finance/{scheme}", crf({ as: asFinance }))).body);
  expect(await page()).not.toContain("second signature");
  const change = { scheme: "CRF", kind: "grantIncrease", amount: pence(60_000_00), why: "More.", proposedBy: actorOf(finance) } as const;
  const changes = dynamoBudgetChanges(table);
  await changes.propose({ ...change, changeId: "WAIT-0001", proposedAt: "2026-11-20T10:00:00Z", state: "waiting" });
  expect(await page()).toContain("1 waits for a second signature");
  const by = actorOf(finance);
  const at = "2026-11-20T11:00:00Z";
  await changes.end({ ...change, changeId: "WAIT-0001", proposedAt: at, state: "takenBack", settled: { by, at } });
  expect(await page()).not.toContain("second signature");
});

test("the overview reads the store as often for a large ledger as for a small one", async () => {
  const reads = async (scheme: string) => {
    const sent = vi.spyOn(table.client, "send");
    await send(report, "GET /api/schemes/{scheme}/spend", crf({ path: { scheme } }));
    const { length } = sent.mock.calls;
    sent.mockRestore();
    return length;
  };
  // Envelopes, grant, budget days, counts, waiting lists, last check, last night, changes, two lists of decisions; schemes were read before.
  await send(report, "GET /finance", { as: asFinance });
  expect([await reads("CRF"), await reads("HSF5")]).toEqual([10, 10]);
});

test("the page shows every category that pays awards, and others once they have money", async () => {
  const own = await freshTable();
  const as = await signIn(own, finance);
  const labels = async () => {
    const { categories } = (await send(reportOn(own), "GET /api/schemes/{scheme}/spend", crf({ as }))).json<{
      categories: { category: string }[];
    }>();
    return categories.map(({ category }) => category);
  };

  expect(await labels()).toEqual(["CRISIS_PAYMENT", "HOUSING_PAYMENT"]);
  await allocateExample(own, "CRF", "RESILIENCE_SERVICE", 1_00);
  expect(await labels()).toEqual(["CRISIS_PAYMENT", "HOUSING_PAYMENT", "RESILIENCE_SERVICE"]);
});

test("decisions without money and checks before applying are counted by reason, over every month, on the page and in the API", async () => {
  const own = await freshTable();
  const as = await signIn(own, finance);
  const counts = dynamoCounts(own);
  const [november, december] = [new Date("2026-11-20T10:00:00Z"), new Date("2026-12-20T10:00:00Z")];
  for (const now of [november, november, december]) await counts.add("CRF", "notEligible.incomeWithinLimit", now);
  await counts.add("CRF", "notEligible.own.petsOnly", november);
  await counts.add("CRF", "noMoneyLeft", december);
  await counts.add("CRF", "closed.withdrawn", november);
  await counts.add("CRF", "check.likely", november);
  await counts.add("CRF", "check.unlikely.savingsWithinLimit", november);
  await counts.add("HSF7", "noMoneyLeft", november);

  const reply = (await send(reportOn(own), "GET /api/schemes/{scheme}/spend", crf({ as }))).json();
  const { body } = await send(reportOn(own), "GET /finance/{scheme}", crf({ as }));

  expect(contracts["GET /api/schemes/{scheme}/spend"].reply.parse(reply)).toMatchObject({
    decisions: {
      notEligible: [
        { rule: "incomeWithinLimit", count: 3 },
        { rule: "own.petsOnly", count: 1 },
      ],
      noMoneyLeft: 1,
      closed: [{ reason: "withdrawn", count: 1 }],
    },
    checks: { likely: 1, look: 0, unlikely: [{ rule: "savingsWithinLimit", count: 1 }] },
  });
  const text = textOf(body);
  expect(text).toContain(
    "Not eligible, in all 4 Not eligible: Your household’s income is above the scheme’s limit. 3 Not eligible: own.petsOnly 1 No money left 1 Closed, in all 1 Closed: The resident withdrew the application. 1",
  );
  expect(text).toContain(
    "Likely 1 Someone should look 0 Unlikely, in all 1 Unlikely: Your household’s savings are above the scheme’s limit. 1",
  );
});

test("a return has its due date where that is known, and reminders otherwise", async () => {
  const at = async (now: Date) => {
    const as = await signIn(table, finance, now);
    return textOf((await send(report, "GET /finance/{scheme}", crf({ as, now }))).body);
  };

  const before = await at(new Date("2027-04-06T12:00:00Z"));
  const after = await at(new Date("2027-04-07T12:00:00Z"));

  expect(before).toContain("Covers 1 April 2026 to 31 March 2029 Due 1 July 2026");
  expect(before).toMatch(
    /Year 2026-27 Not verified Covers 1 April 2026 to 31 March 2027 Due Not known: type the real date and its source in the scheme\. Reminders stand here from 7 April 2027, 14 April 2027, 21 April 2027/,
  );
  expect(before).not.toContain("period. Reminder");
  expect(after).toContain("7, 14 and 21 days after the period. Reminder");
});

test("the first screen says how much is left and until when, what waits for whoever looks, and what is odd", async () => {
  const own = await freshTable();
  await spendExample(own);
  const as = await signIn(own, finance);
  const { body } = await send(reportOn(own), "GET /finance/{scheme}", crf({ as }));
  const answers = textOf(body.slice(body.indexOf('id="left"'), body.indexOf('id="drawings"')));
  expect(answers).toContain("£1,307.65 of £1,700.50 in budgets is left.");
  expect(answers).toContain("The rate is known after the first night.");
  expect(answers).toContain("Housing payments, November 2026: £249.50.");
  expect(answers).toContain("Nothing waits for you to sign, approve, release or prepare.");
  expect(answers).toContain("The books have a grant of £1,700.50, the scheme’s document one of £6,400,000.00.");

  const late = new Date("2027-01-15T10:00:00Z");
  const days = dynamoBudgetDays(own);
  for (const day of ["2027-01-05", "2027-01-06", "2027-01-15"])
    await days.keep("CRF", { day, awarded: { "CRISIS_PAYMENT#whole#ordinary": pence(10_00) }, households: 1 });
  const later = await send(reportOn(own), "GET /finance/{scheme}", crf({ as: await signIn(own, finance, late), now: late }));
  expect(textOf(later.body)).toMatch(/runs out on \d+ \w+ 20\d\d, before its time is over/);
});

test("each budget of today has a drawing against its time; categories and waiting times have one each, all with a table", async () => {
  const now = new Date(aDayInCrf.getTime() + 60_000);
  const { body } = await send(report, "GET /finance/{scheme}", crf({ now }));
  expect(body.match(/role="img"/g)).toHaveLength(4);
  expect(body.match(/The figures as a table/g)).toHaveLength(4);
  expect(textOf(body)).toContain("Of 3 decisions in the last 28 days, half came");
  expect(textOf(body)).toContain("£0.00 was paid, and £392.85 is reserved or committed.");
});

test("what waits is counted for whoever looks, without what they began, and with the link to its page", async () => {
  const own = await freshTable();
  await allocateExample(own, "CRF", "CRISIS_PAYMENT", 100_00);
  const [preparedAt, total] = ["2026-11-19T10:00:00Z", pence(1_00)];
  const batch = { state: "prepared", version: 1, preparedAt, payments: 1, total } satisfies Partial<PaymentBatch>;
  const payments = dynamoPayments(own);
  await payments.begin({ ...batch, batchId: "AAAAAA", requestId: "one", preparedBy: actorOf(finance) }, []);
  await payments.begin({ ...batch, batchId: "BBBBBB", requestId: "two", preparedBy: { id: "finance-2", name: "Ana Lopes" } }, []);
  await payments.begin(
    { ...batch, batchId: "CCCCCC", requestId: "three", state: "released", preparedBy: { id: "finance-2", name: "A" } },
    [],
  );
  const { body } = await send(reportOn(own), "GET /finance/{scheme}", crf({ as: await signIn(own, finance) }));
  expect(body).toContain('<a class="govuk-link" href="/payments">1 batch of payments waits for release</a>');
  const asManager = await signIn(own, manager);
  expect((await send(reportOn(own), "GET /finance/{scheme}", crf({ as: asManager }))).body).not.toContain("waits for release");
});

test("the list of schemes has what each spent, has committed and has left, which add up to its grant, on the page and in the API", async () => {
  const { body } = await send(report, "GET /finance", { as: asFinance });
  const row = textOf(body.slice(body.indexOf("/finance/CRF")));
  expect(row).toContain("£1,700.50 £0.00 £392.85 £1,307.65");
  const { items } = contracts["GET /api/schemes"].reply.parse((await send(report, "GET /api/schemes", { as: asFinance })).json());
  expect(items.find(({ code }) => code === "CRF")).toMatchObject({ granted: 170050, spent: 0, committed: 39285, left: 130765 });
  expect(items.every(({ granted, spent, committed, left }) => granted === spent + committed + left)).toBe(true);
});

test("a scheme's page and the list of schemes take as many reads for every scheme", async () => {
  const reads = async (route: "GET /finance" | "GET /finance/{scheme}", scheme = "") => {
    const sent = vi.spyOn(table.client, "send");
    await send(report, route, { as: asFinance, path: { scheme } });
    const { length } = sent.mock.calls;
    sent.mockRestore();
    return length;
  };
  await send(report, "GET /finance", { as: asFinance });
  // The session, then two for each scheme.
  const [list, ...pages] = [
    await reads("GET /finance"),
    await reads("GET /finance/{scheme}", "CRF"),
    await reads("GET /finance/{scheme}", "HSF5"),
  ];
  expect(list).toBe(1 + 5 * 2);
  // The ten of the API, and batches to release, payments to prepare, returns to file and year-end plans to sign.
  expect(pages).toEqual([1 + 10 + 4, 1 + 10 + 4]);
});
