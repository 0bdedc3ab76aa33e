import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Host, startHost } from "../../infra/local/host.ts";
import { aDayInCrf, allocateExample } from "../examples.ts";
import { launchBrowser, walk } from "./browser.ts";
import { signIn } from "./staff.ts";

let host: Host;
let browser: Browser;

beforeAll(async () => {
  host = await startHost();
  host.setClock(aDayInCrf);
  await allocateExample({ client: host.client, name: host.tableName }, "CRF", "CRISIS_PAYMENT", 5_000_00);
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  await host?.stop();
});

const list = [
  "reference,name,date_of_birth,address_line_1,postcode,phone",
  "R1,Bahar Listed,1980-01-01,1 Sample Street,CV1 2AB,07700 900111",
  "R2,Colm Listed,1981-01-01,2 Sample Street,CV1 2AB,07700 900111",
  "R3,Dina Listed,1982-01-01,3 Sample Street,CV1 2AB,07700 900333",
].join("\r\n");

test("finance prepares a run from a list, and an approver looks at its rows and approves it", async () => {
  const dev = await walk(browser, host.origin);
  const { page } = dev;
  await signIn(dev, "finance", "/runs/new");
  await dev.look("run-new");
  await page.getByLabel("What this run is called").fill("Winter list");
  await page.getByLabel("The list, as a CSV file").setInputFiles({ name: "list.csv", mimeType: "text/csv", buffer: Buffer.from(list) });
  await page.getByLabel("What is awarded").selectOption("fuelTopUp");
  await page.getByLabel("How it is delivered").selectOption("VOUCHER");
  await page.getByLabel("Amount for each household").fill("49");
  for (const piece of await page.locator("select[name='evidence']").all()) await piece.selectOption({ index: 1 });
  await page.getByLabel("Why these households are helped").fill("They heat with a meter.");
  await page.getByRole("button", { name: "Check every row" }).click();
  await page.waitForURL(/\/runs\/(?!new)/);
  await expect
    .poll(async () => {
      await page.reload();
      return page.getByRole("heading", { name: "What to look at before you approve" }).count();
    })
    .toBe(1);
  await dev.look("run-own");
  expect(await page.getByRole("button", { name: "Approve these awards" }).count()).toBe(0);

  const carol = await walk(browser, host.origin);
  await signIn(carol, "approver", new URL(page.url()).pathname);
  await carol.look("run-to-approve");
  for (const row of await carol.page.locator("main details").all()) await row.locator("summary").click();
  await carol.look("run-to-approve-opened");
  const shown = await carol.page.locator("main").innerText();
  expect(shown).toContain("Phone ending 111");
  for (const name of ["Bahar Listed", "Colm Listed", "Dina Listed"]) expect(shown).toContain(name);
  await carol.page.getByRole("link", { name: "Show all of these rows" }).click();
  expect(await carol.page.getByRole("table", { name: "Rows", exact: true }).getByRole("row").count()).toBe(3);
  await carol.look("run-sharing");
  await carol.page.getByRole("button", { name: "Approve these awards" }).click();
  await expect
    .poll(async () => {
      await carol.page.reload();
      return carol.page.getByText("Awarded so far: £147.00").count();
    })
    .toBe(1);
  await carol.look("run-done");
  await Promise.all([dev.close(), carol.close()]);
});
