import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { accounts } from "../../infra/local/accounts.ts";
import { type Host, startHost } from "../../infra/local/host.ts";
import { localSignInRules } from "../../infra/local/identity-clients.ts";
import { tokenFor } from "../../infra/local/token.ts";
import { dynamoBudgetChanges } from "../../shared/store/budget-changes.ts";
import { allocateExample } from "../examples.ts";
import { launchBrowser, type Walk, walk } from "./browser.ts";
import { serviceOn } from "./service.ts";
import { signIn } from "./staff.ts";

let host: Host;
let browser: Browser;
const start = new Date("2026-11-20T10:00:00Z");
const after = (minutes: number) => new Date(start.getTime() + minutes * 60_000);

beforeAll(async () => {
  // Roles are believed for longer than a sign-in is fresh, so that each test shows one thing.
  [host, browser] = await Promise.all([startHost({ signInRules: { ...localSignInRules, rolesMinutes: 30 } }), launchBrowser()]);
  host.setClock(start);
  await allocateExample(serviceOn(host).table, "CRF", "CRISIS_PAYMENT", 200_000_00);
});
afterAll(async () => {
  await browser?.close();
  await host?.stop();
});

const chooseAgain = ({ page }: Walk, name: string) => page.getByRole("button", { name }).click();

/** Dev proposes a change that is large enough to wait for a second person. Returns its page. */
const proposeLargeChange = async (): Promise<string> => {
  const budget = { category: "CRISIS_PAYMENT", period: "whole", pot: "ordinary" };
  const response = await fetch(`${host.origin}/api/schemes/CRF/budget-changes`, {
    method: "POST",
    headers: {
      authorization: `Bearer ${await tokenFor(host.origin, "finance")}`,
      "content-type": "application/json",
      "idempotency-key": "a-large-change",
    },
    body: JSON.stringify({ kind: "transfer", amount: 60_000_00, budget, to: { ...budget, pot: "urgent" }, why: "The reserve runs low" }),
  });
  expect(response.status).toBe(202);
  const { changeId } = (await response.json()) as { changeId: string };
  return `/finance/CRF/changes/${changeId}`;
};

test("somebody whose sign-in is old signs in again to sign a change, and carries on where they were", async () => {
  const at = await proposeLargeChange();
  const kofi = await walk(browser, host.origin);
  const { page, look } = kofi;
  await signIn(kofi, "finance-2", at);
  host.setClock(after(16));
  await page.locator('form[action$="/sign"] button').click();
  await page.getByRole("heading", { name: "Sign in again to sign a budget change" }).waitFor();
  await look("sign-in-again");
  await page.getByRole("button", { name: "Sign in again" }).click();
  await chooseAgain(kofi, accounts["finance-2"].name);
  await page.getByRole("heading", { name: "You have signed in again" }).waitFor();
  await look("sign-in-carry-on");
  await page.getByRole("button", { name: "Carry on to sign a budget change" }).click();
  await page.waitForURL(`**${at}`);

  const changeId = at.split("/").at(-1) ?? "";
  expect((await dynamoBudgetChanges(serviceOn(host).table).find("CRF", changeId))?.state).toBe("done");
  await kofi.close();
});

test("people end a session that they left open elsewhere, an operator ends anybody's, and an auditor reads of it", async () => {
  host.setClock(start);
  const [atDesk, atHome] = [await walk(browser, host.origin), await walk(browser, host.origin)];
  await signIn(atDesk, "assessor-1", "/cases");
  await signIn(atHome, "assessor-1", "/cases");
  await atHome.page.getByRole("link", { name: "Your sessions" }).click();
  await atHome.look("sessions");
  const other = atHome.page.getByRole("row").filter({ hasNotText: "This session" }).getByRole("button");
  await other.first().click();
  await atHome.page.getByText("The session has ended").waitFor();
  await atDesk.page.goto("/cases");
  await atDesk.page.getByRole("button", { name: accounts["assessor-1"].name }).waitFor();

  const lena = await walk(browser, host.origin);
  await signIn(lena, "operator", "/sessions");
  await lena.look("sessions-of-all");
  await lena.page.getByRole("row").filter({ hasText: "Asha Patel" }).getByRole("button").first().click();
  await lena.page.getByText("The session has ended").waitFor();
  await atHome.page.goto("/cases");
  await atHome.page.getByRole("button", { name: accounts["assessor-1"].name }).waitFor();

  const gareth = await walk(browser, host.origin);
  await signIn(gareth, "auditor", "/access");
  await gareth.page.getByRole("cell", { name: "Ended a session" }).first().waitFor();
  await gareth.look("access");
  for (const each of [atDesk, atHome, lena, gareth]) await each.close();
});

test("a person whose groups were taken away loses access at the next look, and gets it back with them", async () => {
  host.setClock(start);
  const ben = await walk(browser, host.origin);
  const { page } = ben;
  await signIn(ben, "assessor-2", "/cases");
  const groups = async (button: string) => {
    await page.goto("/sandbox");
    await page.getByRole("button", { name: `${button} the groups of Ben Okafor` }).click();
  };
  await groups("Take away");
  await page.goto("/cases");
  await page.getByRole("heading", { name: "Cases", exact: false }).first().waitFor();
  host.setClock(after(31));
  await page.goto("/cases");
  await page.getByRole("heading", { name: "You do not have access yet" }).waitFor();
  await groups("Give back");
  await signIn(ben, "assessor-2", "/cases");
  await ben.close();
});
