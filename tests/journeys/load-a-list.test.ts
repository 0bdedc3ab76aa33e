import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Host, startHost } from "../../infra/local/host.ts";
import { applicationLike, submitExample } from "../examples.ts";
import { launchBrowser, type Walk, walk } from "./browser.ts";
import { signIn } from "./staff.ts";

let host: Host;
let browser: Browser;

beforeAll(async () => {
  [host, browser] = await Promise.all([startHost(), launchBrowser()]);
  host.setClock(new Date("2026-11-20T10:00:00Z"));
});
afterAll(async () => {
  await browser?.close();
  await host?.stop();
});

const fillDay = async (page: Page, name: string, [day, month, year]: readonly [string, string, string]) => {
  await page.locator(`#${name}-day`).fill(day);
  await page.locator(`#${name}-month`).fill(month);
  await page.locator(`#${name}-year`).fill(year);
};

const choose = (page: Page, rows: readonly string[]) =>
  page.locator("#list").setInputFiles({ name: "extract.csv", mimeType: "text/csv", buffer: Buffer.from(rows.join("\r\n")) });

const heading = "Post Code;Account Ref;Surname;Forename;Address 1;Discount Type;Benefit Y/N;Liable Since;Balance";
const robin = "cv1 2ab;0077;Example;Robin;12 Sample Street;Single person discount;Y;01/04/2019;12.00";

const fillTerms = async ({ page }: Walk) => {
  await page.getByLabel("Council tax", { exact: true }).check();
  await page.getByLabel("Where it is from").fill("Coventry City Council");
  await page.getByLabel("Public task").check();
  await page.getByLabel("What allows this use").fill("The privacy notice for council tax.");
  await fillDay(page, "dated", ["1", "10", "2026"]);
  await fillDay(page, "usedUntil", ["31", "3", "2027"]);
};

test("an officer loads the council tax extract, an assessor sees it on a case, and the officer ends its use", async () => {
  const application = applicationLike({
    people: [
      { name: "Robin Example", dateOfBirth: "1984-03-09", relationship: "self" },
      { name: "Alex Example", dateOfBirth: "1985-01-20", relationship: "partner" },
    ],
  });
  const { caseId } = await submitExample({ client: host.client, name: host.tableName }, { application });

  const farah = await walk(browser, host.origin);
  const { page, look } = farah;
  await signIn(farah, "scheme-manager", "/registers");
  await look("lists-none");
  await page.getByRole("button", { name: "Add a list" }).click();
  await look("new-list");
  await page.getByRole("button", { name: "Read every row" }).click();
  await page.getByRole("heading", { name: "There is a problem" }).waitFor();
  await look("new-list-empty");
  await fillTerms(farah);
  await choose(page, [heading, robin, robin.replace("cv1 2ab", "nowhere"), robin.replace("01/04/2019", "31/02/2019")]);
  await page.getByRole("button", { name: "Read every row" }).click();
  await page.getByText("2 rows of 3 cannot be read.").first().waitFor();
  await look("new-list-faults");
  await choose(page, [heading, robin]);
  await page.getByRole("button", { name: "Read every row" }).click();
  await page.getByText("Checked, not loaded").waitFor();
  await look("list-checked");
  await page.getByRole("button", { name: "Load this list" }).click();
  for (let tries = 0; tries < 60 && !(await page.getByText("In use").isVisible()); tries += 1) {
    await page.waitForTimeout(500);
    await page.reload();
  }
  await look("list-in-use");
  await page.getByRole("link", { name: "Lists that others keep" }).click();
  await look("lists");

  const asha = await walk(browser, host.origin);
  await signIn(asha, "assessor-1", `/cases/${caseId}`);
  await asha.page.getByRole("heading", { name: "What other lists hold" }).waitFor();
  expect(await asha.page.locator("section[aria-labelledby=registers]").innerText()).toContain("2 adults live there");
  await asha.look("case-with-lists");

  await page.getByRole("link", { name: "Council tax: Coventry City Council" }).click();
  await page.getByLabel("Why its use ends").fill("The wrong month.");
  await page.getByRole("button", { name: "End its use and delete its rows" }).click();
  await look("list-ending");
  await asha.page.reload();
  expect(await asha.page.getByRole("heading", { name: "What other lists hold" }).count()).toBe(0);
  for (let tries = 0; tries < 60 && !(await page.getByText("Deleted").isVisible()); tries += 1) {
    await page.waitForTimeout(500);
    await page.reload();
  }
  await look("list-deleted");
  await asha.close();
  await farah.close();
});
