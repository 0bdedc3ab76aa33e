import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Host, startHost } from "../../infra/local/host.ts";
import { launchBrowser, walk } from "./browser.ts";
import { answerEverything, type Resident, send } from "./resident.ts";

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

test("a resident checks first, reads why help is unlikely, corrects a figure, and starts an application", async () => {
  const one = await walk(browser, host.origin);
  const { page, look } = one;
  await page.goto("/");
  await page.getByRole("link", { name: "Check first if we are likely to help" }).click();
  await look("check");

  await page.getByRole("button", { name: "Check", exact: true }).click();
  await page.getByRole("heading", { name: "There is a problem" }).waitFor();
  await look("check-errors");

  await page.locator("#postcode").fill("cv6 6aa");
  await page.locator("#age").fill("34");
  await page.locator("#adults").fill("1");
  await page.locator("#children").fill("2");
  await page.locator("#income").fill("£1,150");
  await page.locator("#housingCosts").fill("520");
  await page.locator("#savings").fill("60000");
  await page.getByLabel("A sudden cost that I did not expect").check();
  await page.getByLabel("Food", { exact: true }).check();
  await page.getByRole("button", { name: "Check", exact: true }).click();
  await page.getByRole("heading", { name: "Help is unlikely" }).waitFor();
  await page.getByText("savings are above the scheme’s limit").waitFor();
  await look("check-unlikely");

  await page.getByText("Change an answer and check again").click();
  expect(await page.locator("#income").inputValue()).toBe("£1,150");
  await page.locator("#savings").fill("60");
  await page.getByLabel("Money has been short for a long time").check();
  await page.getByRole("button", { name: "Check again" }).click();
  await page.getByRole("heading", { name: "Someone should look at this" }).waitFor();
  await look("check-look");

  await page.getByText("Change an answer and check again").click();
  await page.getByLabel("A sudden cost that I did not expect").check();
  await page.getByRole("button", { name: "Check again" }).click();
  await page.getByRole("heading", { name: "Help is likely" }).waitFor();
  await look("check-likely");

  await page.getByRole("button", { name: "Start an application" }).click();
  await page.getByRole("heading", { name: "Who are you applying for?" }).waitFor();
  expect(await page.context().cookies()).toHaveLength(1);
  await one.close();
});

const amal: Resident = {
  name: "Amal Example",
  born: ["14", "6", "1991"],
  line1: "3 Foundry Road",
  postcode: "CV6 6AA",
  others: [{ name: "Bea Flatmate", born: ["3", "2", "1990"], relationship: "Another adult", shares: "No, we only share the address" }],
  income: "640",
  benefits: [],
  rent: "480",
  savings: "0",
  trigger: "My income has dropped or stopped",
  story: "My hours were cut.",
  without: ["Food"],
  needs: ["Food"],
  details: "",
  helpFrom: ["Free school meals or holiday food vouchers"],
  noRecourse: "Yes",
  phone: "07700 900111",
};

test("a resident whose visa limits public funds reads where to get advice, goes on, and applies", async () => {
  const one = await walk(browser, host.origin);
  await answerEverything(one, amal, "public-funds");
  for (const shown of ["£480, every month", "Free school meals or holiday food vouchers"]) await one.page.getByText(shown).waitFor();
  expect(await send(one, "public-funds")).toMatch(/^[0-9A-Z]{4}-/);
  await one.close();
});
