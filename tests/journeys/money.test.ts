import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { AccountId } from "../../infra/local/accounts.ts";
import { type Host, startHost } from "../../infra/local/host.ts";
import { tokenFor } from "../../infra/local/token.ts";
import { applicationInput } from "../examples.ts";
import { launchBrowser, type Walk, walk } from "./browser.ts";
import { fillAward, sendAward, signIn } from "./staff.ts";

let host: Host;
let browser: Browser;

beforeAll(async () => {
  host = await startHost();
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

/** Households that share neither home nor phone nor birthday: nobody has to compare them. */
const households = { "Robin Example": 1, "Lee Example": 2 } as const;

const applyFor = async (name: keyof typeof households): Promise<string> => {
  const number = households[name];
  const people = [{ name, dateOfBirth: `198${number}-03-09`, relationship: "self" }];
  const address = { kind: "settled", line1: `${number} Sample Street`, postcode: "CV1 2AB" };
  const contact = { ways: ["text"], phone: `0770090090${number}` };
  const payTo = { way: "bank", name, sortCode: "08-99-99", accountNumber: "66374958" };
  const response = await fetch(`${host.origin}/api/applications`, {
    method: "POST",
    headers: {
      authorization: `Bearer ${await tokenFor(host.origin, "welfare-rights")}`,
      "content-type": "application/json",
      "idempotency-key": crypto.randomUUID(),
    },
    body: JSON.stringify({ ...applicationInput, people, address, contact, payTo }),
  });
  expect(response.status).toBe(201);
  return ((await response.json()) as { caseId: string }).caseId;
};

/** Finance changes the grant or the budget for crisis payments. */
const changeBudget = async ({ page, look }: Walk, label: string, amount: string): Promise<void> => {
  await page.goto("/finance/CRF/changes");
  await page.getByRole("button", { name: "Change a budget" }).click();
  await look("budget-change-kind");
  await page.getByLabel(label, { exact: true }).check();
  await page.getByRole("button", { name: "Continue" }).click();
  await page.getByLabel("Amount", { exact: true }).fill(amount);
  const budget = page.locator("#budget");
  if (await budget.count()) await budget.selectOption("CRISIS_PAYMENT#whole#ordinary");
  await page.getByLabel("Why", { exact: true }).fill("Winter.");
  await look("budget-change");
  await page.getByRole("button", { name: "Send" }).click();
  await page.getByText("Done", { exact: true }).waitFor();
  await look("budget-change-done");
};

const decide = async ({ page, look }: Walk, caseId: string, amount: string, name: string): Promise<void> => {
  await page.goto(`/cases/${caseId}`);
  const lines = [{ item: "boilerRepair", amount, delivery: "Cash or bank payment" }];
  await fillAward(page, { lines, signposts: [], reason: "No heating in the house." });
  await sendAward(page);
  await page.waitForURL(`**/cases/${caseId}#decision`);
  await look(name);
};

const statusOf = async (page: Page, caseId: string): Promise<string> => {
  await page.goto(`/cases/${caseId}`);
  return (await page.locator("main .govuk-tag").first().innerText()).trim();
};

const shown = ["granted", "unallocated", "allocated", "available", "frozen", "reserved", "committed", "paid"] as const;

/** The figures of the scheme's page, in pounds. Checks that they add up. */
const figures = async ({ page, look }: Walk): Promise<Record<(typeof shown)[number], number>> => {
  await page.goto("/finance/CRF");
  await look("finance-figures");
  const [granted = 0, unallocated = 0, allocated = 0, available = 0, frozen = 0, reserved = 0, committed = 0, paid = 0] = await Promise.all(
    shown.map(async (show) => {
      const text = await page.locator(`a[href$="/entries?show=${show}"]`).first().innerText();
      return Number(/£([\d,]+\.\d\d)/.exec(text)?.[1]?.replaceAll(",", ""));
    }),
  );
  expect(granted).toBe(unallocated + allocated);
  expect(allocated).toBe(available + frozen + reserved + committed + paid);
  return { granted, unallocated, allocated, available, frozen, reserved, committed, paid };
};

test("five people take money from the grant to a bank account, and a case waits until finance adds more", async () => {
  const [first, second] = [await applyFor("Robin Example"), await applyFor("Lee Example")];

  const dev = await signedIn("finance", "/finance/CRF/changes");
  await dev.look("budget-changes-empty");
  await changeBudget(dev, "Increase the grant", "10000");
  await changeBudget(dev, "Put money from the grant into a budget", "3000");
  expect(await figures(dev)).toMatchObject({ granted: 10_000, unallocated: 7_000, allocated: 3_000, available: 3_000 });

  const asha = await signedIn("assessor-1", "/cases");
  await decide(asha, first, "2500", "case-to-approve");
  await asha.page
    .getByText("You decided on this award, so somebody else approves the award: an approver who did not decide on it.")
    .waitFor();
  expect(await figures(dev)).toMatchObject({ available: 500, reserved: 2_500, committed: 0 });

  const carol = await signedIn("approver", "/approvals");
  await carol.look("approvals");
  await carol.page.getByRole("link", { name: "Robin Example" }).click();
  await carol.look("approval");
  await carol.page.getByRole("button", { name: "Approve £2,500" }).click();
  await carol.page.getByText("Carol Evans approved it").waitFor();
  await carol.look("approved");
  await carol.page.goto("/approvals");
  await carol.look("approvals-empty");
  expect(await figures(dev)).toMatchObject({ available: 500, reserved: 0, committed: 2_500, paid: 0 });

  await expect.poll(async () => (await dev.page.goto("/payments")) && dev.page.getByText(`${first}-A1`).count()).toBe(1);
  await dev.page.getByRole("button", { name: "Prepare a batch" }).click();
  await dev.page.getByText("Waiting for release").waitFor();
  const batch = new URL(dev.page.url()).pathname;
  const erin = await signedIn("s151", batch);
  await erin.page.getByRole("button", { name: "Release to the bank" }).click();
  await erin.page.getByText("Released", { exact: true }).first().waitFor();
  const file = await erin.page.request.get(`${batch}/file`);
  await dev.page.goto("/sandbox/bank");
  await dev.page.getByLabel("A file of payments").setInputFiles({ name: "file.txt", mimeType: "text/plain", buffer: await file.body() });
  await dev.page.getByRole("button", { name: "Send to the bank" }).click();
  const results = await dev.page.request.get(`/sandbox/bank/results/${batch.split("/").at(-1)}`);
  const kofi = await signedIn("finance-2", batch);
  await kofi.page.getByLabel("File of results").setInputFiles({ name: "results.csv", mimeType: "text/csv", buffer: await results.body() });
  await kofi.page.getByRole("button", { name: "Take the results" }).click();
  await kofi.page.getByText("Paid: 1. Rejected: 0.").waitFor();
  await dev.page.goto(`/lines/${first}-A1.1`);
  await dev.page.getByText("Delivered", { exact: true }).first().waitFor();
  await dev.look("line-paid");
  expect(await figures(dev)).toMatchObject({ available: 500, committed: 0, paid: 2_500 });

  await decide(asha, second, "600", "case-for-money");
  expect(await statusOf(asha.page, second)).toBe("Waiting for money");
  await asha.page.getByText("It is next in line.").waitFor();
  await asha.page.goto("/cases?status=forMoney");
  await asha.look("cases-for-money");
  expect(await figures(dev)).toMatchObject({ available: 500, committed: 0 });

  await changeBudget(dev, "Put money from the grant into a budget", "100");
  await expect.poll(() => statusOf(asha.page, second)).toBe("Awarded");
  await asha.look("case-awarded-in-its-turn");
  expect(await figures(dev)).toMatchObject({ unallocated: 6_900, allocated: 3_100, available: 0, committed: 600, paid: 2_500 });

  await dev.page.goto("/sandbox");
  await dev.page.getByRole("button", { name: "Run the nightly work now" }).click();
  await dev.page.goto("/finance/CRF");
  await dev.page.getByText("every balance, count, line and household equals its ledger").waitFor();
  await dev.look("finance-checked");
});
