import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { AccountId } from "../../infra/local/accounts.ts";
import { type Host, startHost } from "../../infra/local/host.ts";
import type { ApplicationInput } from "../../shared/domain/application.ts";
import { pence } from "../../shared/domain/money.ts";
import { aDayInCrf, allocateExample, applicationInput, awardRequestFor } from "../examples.ts";
import { type Answered, callsTo } from "../shared/http/callers.ts";
import { everybodyAt } from "../shared/http/people.ts";
import { launchBrowser, type Walk, walk } from "./browser.ts";
import { serviceOn } from "./service.ts";
import { signIn } from "./staff.ts";

let host: Host;
let browser: Browser;
let people: Awaited<ReturnType<typeof everybodyAt>>;
let assessor: Walk;

beforeAll(async () => {
  host = await startHost();
  host.setClock(aDayInCrf);
  await allocateExample(serviceOn(host).table, "CRF", "CRISIS_PAYMENT", 5_000_00);
  people = await everybodyAt(serviceOn(host));
  browser = await launchBrowser();
  assessor = await walk(browser, host.origin);
  await signIn(assessor, "assessor-1", "/matches");
});
afterAll(async () => {
  await assessor?.close();
  await browser?.close();
  await host?.stop();
});

const asked = (as: AccountId, route: string, path: Record<string, string>, json?: object): Promise<Answered> =>
  callsTo(host.origin)(people[as], route, { path, ...(json && { json }) });

type Person = ApplicationInput["people"][number];
let phones = 0;
/** Applies through an advice service. Each application has a phone of its own. */
const apply = async (household: readonly Person[], line1: string) => {
  phones += 1;
  const { payTo: _, ...input } = applicationInput;
  const answered = await asked(
    "welfare-rights",
    "POST /api/applications",
    {},
    {
      ...{ ...input, people: household, address: { kind: "settled", line1, postcode: "CV1 2AB" } },
      contact: { ways: ["text"], phone: `07700 9005${String(phones).padStart(2, "0")}` },
    },
  );
  expect(answered.status, answered.body).toBe(201);
  return { body: Object.keys(answered.json<object>()), caseId: answered.json<{ caseId: string }>().caseId };
};

type CaseRead = { case: { version: number; householdId: string }; possibleHouseholds: { householdId: string }[] };
const read = async (caseId: string) => (await asked("assessor-2", "GET /api/cases/{caseId}", { caseId })).json<CaseRead>();
const award = async (caseId: string) => {
  const { case: head } = await read(caseId);
  const lines = [{ item: "fuelTopUp", amount: pence(49_00), delivery: "CASH" as const }];
  return asked("assessor-2", "POST /api/cases/{caseId}/awards", { caseId }, awardRequestFor(head as never, { lines }));
};

const person = (name: string, dateOfBirth: string, relationship: Person["relationship"] = "self"): Person => ({
  name,
  dateOfBirth,
  relationship,
});

/** Opens the match of a case from the list. */
const openMatch = async (name: string) => {
  const { page, look } = assessor;
  await page.goto("/matches");
  await look("matches");
  await page.getByRole("link", { name, exact: true }).click();
  await page.getByRole("heading", { name: `Is ${name} of a household that has applied before?` }).waitFor();
  await look("match");
};

test("a flatmate applies: a household of its own, told the same as anybody, with nothing to compare", async () => {
  const first = await apply([person("Ada Tenant", "1980-02-03")], "91 Split Road");
  const flatmate = await apply([person("Bo Lodger", "1991-07-08")], "91 Split Road");
  expect(flatmate.body).toEqual(first.body);
  expect((await read(flatmate.caseId)).possibleHouseholds).toEqual([]);
  expect([(await award(first.caseId)).status, (await award(flatmate.caseId)).status]).toEqual([201, 201]);
});

test("a couple parts: an assessor says who left and when, and each may be helped", async () => {
  const couple = await apply([person("Zora Pair", "1984-03-09"), person("Sem Pair", "1982-05-01", "partner")], "12 Together Street");
  expect((await award(couple.caseId)).status).toBe(201);
  const alone = await apply([person("Sem Pair", "1982-05-01")], "7 Alone Road");
  expect((await award(alone.caseId)).json()).toMatchObject({ holds: [{ settledBy: "match" }] });

  const { page, look } = assessor;
  await openMatch("Sem Pair");
  await page.getByLabel("They have left that household").check();
  await page.getByRole("button", { name: "Save what you found" }).click();
  await page.getByRole("link", { name: "Select who left the other household" }).waitFor();
  await look("match-errors");
  await page.getByLabel("Sem Pair", { exact: true }).check();
  await page.getByLabel("Day", { exact: true }).fill("20");
  await page.getByLabel("Month", { exact: true }).fill("11");
  await page.getByLabel("Year", { exact: true }).fill("2026");
  await page.getByLabel("How do you know?").fill("Both said so on the telephone.");
  await page.getByRole("button", { name: "Save what you found" }).click();
  await page.waitForURL(`**/cases/${alone.caseId}#household`);
  await page.getByText("They have left that household, on 20 November 2026", { exact: false }).first().waitFor();
  await look("case-match-settled");
  expect((await award(alone.caseId)).status).toBe(201);
});

test("one person applies twice with another spelling: joined, the second award is refused with the first's reference, and the join is undone", async () => {
  const before = await apply([person("Zoe Control", "1979-12-24")], "3 First Lane");
  const { awardId } = (await award(before.caseId)).json<{ awardId: string }>();
  const again = await apply([person("Control Zoe", "1979-12-24")], "48 Second Lane");
  const { page, look } = assessor;

  await page.goto(`/cases/${again.caseId}`);
  await page.getByText("Perhaps the same household as another one").waitFor();
  await look("case-open-match");
  await openMatch("Control Zoe");
  expect(await page.getByRole("table", { name: "The two households" }).innerText()).toContain(awardId);
  await page.getByLabel("The same household", { exact: true }).check();
  await page.getByLabel("How do you know?").fill("The same papers.");
  await page.getByRole("button", { name: "Save what you found" }).click();
  await page.waitForURL(`**/cases/${again.caseId}#household`);
  expect(await page.getByRole("region", { name: "What the household has had" }).innerText()).toContain(awardId);
  await look("case-joined");
  expect((await award(again.caseId)).json()).toMatchObject({ status: 409, earlierAwardId: awardId });

  await page.getByRole("link", { name: /^See the two households/ }).click();
  await look("match-joined");
  await page.getByLabel("Why do they have to be compared again?").fill("A mother and her daughter.");
  await page.getByRole("button", { name: "Undo and compare again" }).click();
  await page.getByRole("heading", { name: "Is Control Zoe of a household that has applied before?" }).waitFor();
  await page.getByLabel("Different households", { exact: true }).check();
  await page.getByLabel("How do you know?").fill("A mother and her daughter.");
  await page.getByRole("button", { name: "Save what you found" }).click();
  await page.waitForURL(`**/cases/${again.caseId}#household`);
  expect((await award(again.caseId)).status).toBe(201);

  await page.goto("/matches");
  await page.getByText("No match waits for somebody.").waitFor();
  await look("matches-empty");
});
