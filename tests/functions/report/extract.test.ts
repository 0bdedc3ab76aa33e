import { beforeAll, expect, test } from "vitest";
import { createReport } from "../../../functions/report/report.ts";
import type { Principal } from "../../../shared/domain/principal.ts";
import type { Scheme } from "../../../shared/domain/scheme/scheme.ts";
import { shippedSchemes } from "../../../shared/domain/scheme/shipped.ts";
import { contracts } from "../../../shared/http/contracts.ts";
import { dynamoBudgetChanges } from "../../../shared/store/budget-changes.ts";
import { dynamoCounts } from "../../../shared/store/counts.ts";
import { dynamoGauges } from "../../../shared/store/gauges.ts";
import type { Table } from "../../../shared/store/items.ts";
import { dynamoLineBooks } from "../../../shared/store/line-book.ts";
import { dynamoMoney } from "../../../shared/store/money.ts";
import { dynamoNights } from "../../../shared/store/nights.ts";
import { dynamoSchemes } from "../../../shared/store/schemes.ts";
import { dynamoSessions } from "../../../shared/store/sessions.ts";
import { dynamoToDos } from "../../../shared/store/to-dos.ts";
import { dynamoWaitingLists } from "../../../shared/store/waiting-list.ts";
import { allocateExample, assessor, submitExample } from "../../examples.ts";
import { origin, type Sent, type SignedIn, send, signIn, tokensOf } from "../../http.ts";
import { freshTable } from "../../setup/table.ts";
import { textOf } from "../assess/desk.ts";
import { awardTo, bed, fuel, portsOn } from "../decide/join-desk.ts";

const finance: Principal = { id: "finance-1", name: "Dev Shah", roles: ["finance"] };
const crf = shippedSchemes.find(({ code }) => code === "CRF") as Scheme;

const reportOn = (table: Table) =>
  createReport({
    origin,
    sessions: dynamoSessions(table),
    tokens: tokensOf(finance, assessor),
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
let asFinance: SignedIn;

/** Seven households were helped with fuel, six with a bed, and one of them with both. */
beforeAll(async () => {
  table = await freshTable();
  report = reportOn(table);
  asFinance = await signIn(table, finance);
  await allocateExample(table, "CRF", "CRISIS_PAYMENT", 5_000_00);
  const ports = portsOn(table);
  for (let number = 0; number < 12; number += 1) {
    const lines = number < 6 ? fuel : number === 6 ? [...fuel, ...bed] : bed;
    const outcome = await awardTo(await submitExample(table), lines, ports);
    if (outcome.kind !== "awarded") throw new Error(`It was not awarded: ${outcome.kind}.`);
  }
  await dynamoLineBooks(table).upTo(crf);
});

const sent = (more: Sent = {}): Sent => ({ as: asFinance, path: { scheme: "CRF" }, ...more });

test("the page counts the ledger's awards by year, family type, age group and support, and says how", async () => {
  const { status, body } = await send(report, "GET /finance/{scheme}/freedom-of-information", sent());
  expect(status).toBe(200);
  const text = textOf(body);
  expect(text).toContain("Each household counts once in a row");
  expect(text).toContain("Numbers from 1 to 4 are hidden");
  expect(text).toMatch(/Energy top-ups or cash 7 7 £0\.00/);
  expect(text).toMatch(/All households 12 13 £0\.00/);
});

test("the API gives the same figures, in pence, in the shape of its contract", async () => {
  const { status, ...answer } = await send(report, "GET /api/schemes/{scheme}/freedom-of-information", sent());
  expect(status).toBe(200);
  const reply = contracts["GET /api/schemes/{scheme}/freedom-of-information"].reply.parse(answer.json());
  const rows = reply.years[0]?.tables.find(({ code }) => code === "support")?.rows ?? [];
  expect(rows.find(({ code }) => code === "energy")).toEqual({
    code: "energy",
    label: "Energy top-ups or cash",
    isHidden: false,
    households: 7,
    payments: 7,
    spend: 0,
  });
});

test("the file has a row for each figure, and names nobody", async () => {
  const file = await send(report, "GET /finance/{scheme}/freedom-of-information/file", sent());
  expect(file.headers["content-type"]).toContain("text/csv");
  expect(file.headers["content-disposition"]).toContain("CRF-freedom-of-information.csv");
  expect(file.body).toContain("2026-27,2026-04-01,2027-03-31,By type of support,Energy top-ups or cash,7,7,0.00");
  expect(file.body).not.toMatch(/\b[A-Z0-9]{4}-[A-Z0-9]{4}-[A-Z0-9]{4}\b/);
});

test("a small group is hidden on the page, in the file and in the API", async () => {
  const own = await freshTable();
  const as = await signIn(own, finance);
  await allocateExample(own, "CRF", "CRISIS_PAYMENT", 1_000_00);
  await awardTo(await submitExample(own), fuel, portsOn(own));
  await dynamoLineBooks(own).upTo(crf);
  const [page, file, api] = [
    await send(reportOn(own), "GET /finance/{scheme}/freedom-of-information", sent({ as })),
    await send(reportOn(own), "GET /finance/{scheme}/freedom-of-information/file", sent({ as })),
    await send(reportOn(own), "GET /api/schemes/{scheme}/freedom-of-information", sent({ as })),
  ];
  expect(textOf(page.body)).toMatch(/Energy top-ups or cash Hidden Hidden Hidden/);
  expect(file.body).toContain("Energy top-ups or cash,hidden,hidden,hidden");
  expect(file.body).toContain("All households,hidden,hidden,hidden");
  expect(JSON.stringify(api.json())).not.toContain('"households":1');
});

test("before anything is counted the page says what to do, the API has no years, and there is no file", async () => {
  const nothing = sent({ path: { scheme: "HSF7" } });
  expect(textOf((await send(report, "GET /finance/{scheme}/freedom-of-information", nothing)).body)).toContain(
    "Nothing is counted for this scheme yet.",
  );
  expect((await send(report, "GET /finance/{scheme}/freedom-of-information/file", nothing)).status).toBe(404);
  const api = await send(report, "GET /api/schemes/{scheme}/freedom-of-information", nothing);
  expect(api.json()).toMatchObject({ scheme: "HSF7", years: [] });
});

test("an unknown scheme is not found, and whoever may not see money sees no extract", async () => {
  const unknown = sent({ path: { scheme: "NONE" } });
  expect((await send(report, "GET /finance/{scheme}/freedom-of-information", unknown)).status).toBe(404);
  const as = await signIn(table, assessor);
  expect((await send(report, "GET /finance/{scheme}/freedom-of-information", sent({ as }))).status).toBe(403);
  expect((await send(report, "GET /finance/{scheme}/freedom-of-information/file", sent({ as }))).status).toBe(403);
});
