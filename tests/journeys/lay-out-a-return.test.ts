import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Host, startHost } from "../../infra/local/host.ts";
import { shippedSchemes } from "../../shared/domain/scheme/shipped.ts";
import { launchBrowser, walk } from "./browser.ts";
import { signIn } from "./staff.ts";

let host: Host;
let browser: Browser;
beforeAll(async () => {
  host = await startHost();
  host.setClock(new Date("2026-11-22T10:00:00Z"));
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  await host?.stop();
});

const tables = shippedSchemes.at(-1)?.returnTables ?? [];
const unknown = tables.findIndex(({ code }) => code === "CRISIS_SUPPORT") + 1;

test("a scheme manager lays out a table of the return that nobody could read before", async () => {
  const farah = await walk(browser, host.origin);
  const { page, look } = farah;
  await signIn(farah, "scheme-manager", "/schemes");
  await page.getByRole("link", { name: "Crisis and Resilience Fund" }).click();
  await page.getByRole("button", { name: "Change this scheme" }).click();
  await page.getByRole("link", { name: "Tables of the returns", exact: true }).first().click();
  await look("scheme-return-tables");

  const row = page.locator("details").filter({ has: page.locator(`#returnTables-${unknown}-code`) });
  await row.locator("summary").click();
  const field = (name: string) => page.locator(`#returnTables-${unknown}-${name}`);
  await row.getByRole("checkbox", { name: "Its rows and columns are known" }).check();
  await field("rowsBy").selectOption("delivery");
  await field("columnsBy").selectOption("delivery");
  await row.getByRole("checkbox", { name: "Spend" }).check();
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await page.getByRole("heading", { name: "There is a problem" }).waitFor();
  await page.getByText("The rows and the columns of “Crisis support” are the same. Choose other columns").first().waitFor();
  expect(await field("rowsBy").inputValue()).toBe("delivery");
  await look("scheme-return-tables-error");

  await field("columnsBy").selectOption("measure");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await page.getByText("Saved.").waitFor();
  await page.getByText("Crisis support, rows: One total becomes How it is delivered").waitFor();
  await farah.close();
});
