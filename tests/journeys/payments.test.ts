import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { AccountId } from "../../infra/local/accounts.ts";
import { type Host, startHost } from "../../infra/local/host.ts";
import { tokenFor } from "../../infra/local/token.ts";
import type { ApplicationInput } from "../../shared/domain/application.ts";
import { allocateExample, applicationInput, evidenceExample } from "../examples.ts";
import { launchBrowser, type Walk, walk } from "./browser.ts";
import { signIn } from "./staff.ts";

let host: Host;
let browser: Browser;

beforeAll(async () => {
  host = await startHost();
  await allocateExample({ client: host.client, name: host.tableName }, "CRF", "CRISIS_PAYMENT", 1_000_00);
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  await host?.stop();
});

const signedIn = async (account: AccountId, at: string): Promise<Walk> => {
  const one = await walk(browser, host.origin);
  await signIn(one, account, at);
  return one;
};

const as = async <T>(account: AccountId, method: "GET" | "POST", path: string, body?: object): Promise<T> => {
  const headers = { authorization: `Bearer ${await tokenFor(host.origin, account)}`, "content-type": "application/json" };
  const sent = { method, headers: { ...headers, "idempotency-key": crypto.randomUUID() }, ...(body && { body: JSON.stringify(body) }) };
  const response = await fetch(`${host.origin}${path}`, sent);
  expect(response.ok, `${method} ${path}`).toBe(true);
  return (await response.json()) as T;
};

let households = 0;

/** An award of £49 in cash to a new household with a home of its own, whose application an adviser enters. */
const award = async (name: string, payTo?: ApplicationInput["payTo"]): Promise<void> => {
  households += 1;
  const asked: ApplicationInput = {
    ...applicationInput,
    people: [{ name, dateOfBirth: `198${households}-03-09`, relationship: "self" }],
    address: { kind: "settled", line1: `${households} Sample Street`, postcode: "CV1 2AB" },
    contact: { ways: ["text"], phone: `0770090090${households}` },
    payTo,
  };
  const { caseId } = await as<{ caseId: string }>("welfare-rights", "POST", "/api/applications", asked);
  const { case: head } = await as<{ case: { version: number; householdId: string } }>("assessor-1", "GET", `/api/cases/${caseId}`);
  await as("assessor-1", "POST", `/api/cases/${caseId}/awards`, {
    seen: { version: head.version, householdId: head.householdId },
    lines: [{ item: "fuelTopUp", amount: 49_00, delivery: "CASH" }],
    referrals: [],
    signposts: [],
    evidence: evidenceExample,
    checks: [],
    reason: "No heating.",
  });
};

/** Has each payment paid that somebody has to look at, and says why. */
const payAll = async ({ page }: Walk): Promise<void> => {
  for (const pay of await page.getByLabel("Pay it", { exact: true }).all()) await pay.check();
  for (const why of await page.getByLabel("Why payment").all()) await why.fill("Their carer, who showed a letter.");
};

const account = { way: "bank", name: "Robin Example", sortCode: "08-99-99", accountNumber: "66374958" } as const;

test("finance prepares a batch, a second person releases it, the bank pays once, a third takes the results, and a rejected payment becomes work", async () => {
  await award("Robin Example", account);
  await award("Lee Example", { ...account, name: "Lee Example" });
  await award("Nobody Asked");
  await award("Cam Example", { ...account, name: "Closed in May", sortCode: "000001", accountNumber: "10000000" });

  const dev = await signedIn("finance", "/payments");
  // The stream starts each line soon after its award.
  await expect
    .poll(async () => {
      await dev.page.goto("/payments");
      return dev.page.locator("tbody").first().locator("tr").count();
    })
    .toBe(4);
  await dev.look("payments-to-pay");
  await dev.page.getByRole("link", { name: /^Record bank details/ }).click();
  await dev.look("payments-payee");
  await dev.page.getByRole("button", { name: "Record the account" }).click();
  await dev.look("payments-payee-errors");

  await dev.page.goto("/payments");
  await dev.page.getByRole("button", { name: "Prepare a batch" }).click();
  await dev.page.getByText("Waiting for release").waitFor();
  const batch = new URL(dev.page.url()).pathname;
  await payAll(dev);
  await dev.page.getByRole("button", { name: "Release to the bank" }).click();
  await dev.page
    .getByText("You prepared this batch, so somebody else releases the batch: finance or the section 151 officer who did not prepare it.")
    .waitFor();
  await dev.look("payments-own-batch");

  const erin = await signedIn("s151", batch);
  await erin.page.getByRole("button", { name: "Release to the bank" }).click();
  await erin.look("payments-shared-accounts");
  for (const pay of await erin.page.getByLabel("Pay it", { exact: true }).all()) await pay.check();
  await erin.page.getByRole("button", { name: "Release to the bank" }).click();
  await erin.page.getByRole("heading", { name: "There is a problem" }).waitFor();
  await erin.look("payments-without-reasons");
  await payAll(erin);
  await erin.page.getByRole("button", { name: "Release to the bank" }).click();
  await erin.page.getByText("Released", { exact: true }).first().waitFor();
  await erin.look("payments-released");
  await erin.page.getByText("Their carer, who showed a letter.").first().waitFor();

  const file = await (await erin.page.request.get(`${batch}/file`)).text();
  const toBank = async () => {
    await dev.page.goto("/sandbox/bank");
    const buffer = Buffer.from(file);
    await dev.page.getByLabel("A file of payments").setInputFiles({ name: "payments.txt", mimeType: "text/plain", buffer });
    await dev.page.getByRole("button", { name: "Send to the bank" }).click();
    return dev.page.getByRole("status").textContent();
  };
  expect(await toBank()).toContain("2 paid now, 1 rejected now.");
  expect(await toBank()).toContain("0 paid now, 0 rejected now. 3 had come in a file before: nothing was paid again.");
  await dev.look("bank-sandbox");

  const results = await dev.page.request.get(`/sandbox/bank/results/${batch.split("/").at(-1)}`);
  await dev.page.goto(batch);
  const buffer = Buffer.concat([await results.body(), Buffer.from("E08000025,,,1.00,paid,\r\n")]);
  const takeResults = async ({ page }: Walk) => {
    await page.getByLabel("File of results").setInputFiles({ name: "results.csv", mimeType: "text/csv", buffer });
    await page.getByRole("button", { name: "Take the results" }).click();
  };
  await takeResults(dev);
  await dev.page.getByRole("heading", { name: "No results were taken" }).waitFor();
  await dev.look("payments-own-results");
  const kofi = await signedIn("finance-2", batch);
  await takeResults(kofi);
  await kofi.page.getByText("Paid: 2. Rejected: 1. Recorded before: 0. Rows that match nothing: 1.").waitFor();
  await kofi.page.getByText("File results.csv").waitFor();
  await kofi.look("payments-results");
  await dev.page.goto("/payments?list=trouble");
  await dev.page.getByText("Account closed").waitFor();
  await dev.look("payments-trouble");
});
