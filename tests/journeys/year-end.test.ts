import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { AccountId } from "../../infra/local/accounts.ts";
import { type Host, startHost } from "../../infra/local/host.ts";
import { pence } from "../../shared/domain/money.ts";
import { submitExample } from "../examples.ts";
import { awardExample } from "../functions/fulfil/room.ts";
import { before, fund, grantOnly } from "../functions/year-end/desk.ts";
import { launchBrowser, type Walk, walk } from "./browser.ts";
import { serviceOn } from "./service.ts";
import { signIn } from "./staff.ts";

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

const yearEnd = "/finance/HSF7/year-end";

const signedIn = async (account: AccountId): Promise<Walk> => {
  const one = await walk(browser, host.origin);
  await signIn(one, account, yearEnd);
  return one;
};

/** Looks at a plan again until it stands so. */
const until = async (page: Page, state: string): Promise<void> => {
  await expect
    .poll(
      async () => {
        await page.reload();
        return (await page.locator("main .govuk-tag").first().innerText()).trim();
      },
      { timeout: 20_000 },
    )
    .toBe(state);
};

test("finance closes a year that is over, and the money goes back to the department, each by two people", async () => {
  const { table } = serviceOn(host);
  await fund(table, "WIDER_ESSENTIALS", 1_000_10);
  await fund(table, "ENERGY_WATER", 200_00);
  await grantOnly(table, 250_00);
  await submitExample(table, { at: before });
  await awardExample(table, { lines: [{ item: "bed", amount: pence(120_00), delivery: "TANGIBLE", reason: "No bed." }], at: before });

  const dev = await signedIn("finance");
  await dev.look("year-end");
  await dev.page.getByRole("button", { name: "List what is open" }).click();
  await until(dev.page, "Waits for a second person");
  await dev.look("year-end-own-plan");
  await dev.page.getByText("You prepared this plan, so somebody else signs it").waitFor();
  const plan = new URL(dev.page.url()).pathname;

  const erin = await signedIn("s151");
  await erin.page.goto("/home");
  await erin.page.getByRole("link", { name: "1 year-end plan waits for a second person" }).click();
  await erin.page.getByRole("link", { name: "Close the year" }).click();
  await erin.look("year-end-plan");
  await erin.page.getByRole("link", { name: "Payments and goods on their way" }).click();
  await erin.look("year-end-items");
  await erin.page.goto(plan);
  await erin.page.getByRole("button", { name: "Sign it: the plan is done" }).click();
  await until(erin.page, "Done");
  await erin.look("year-end-done");

  await dev.page.goto(yearEnd);
  await dev.page.getByRole("button", { name: "List what is to return" }).click();
  await dev.page.getByRole("link", { name: "Enter the department’s reference" }).waitFor();
  await dev.look("year-end-no-reference");
  await dev.page.getByLabel("The department’s reference").fill("DWP/HSF7/4711");
  await dev.page.getByRole("button", { name: "List what is to return" }).click();
  await until(dev.page, "Waits for a second person");
  await erin.page.goto(new URL(dev.page.url()).pathname);
  await erin.look("year-end-return");
  await erin.page.getByRole("button", { name: "Sign it: the money goes back" }).click();
  await until(erin.page, "Done");
  await erin.page.goto("/finance/HSF7/entries?show=sentBack");
  expect(await erin.page.locator("main").innerText()).toContain("These entries add up to £1,330.10.");
  await erin.look("year-end-returned");
});
