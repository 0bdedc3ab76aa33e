import { PutItemCommand } from "@aws-sdk/client-dynamodb";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { AccountId } from "../../infra/local/accounts.ts";
import { type Host, startHost } from "../../infra/local/host.ts";
import { tokenFor } from "../../infra/local/token.ts";
import { lineIdOf } from "../../shared/domain/line/line.ts";
import { pence } from "../../shared/domain/money.ts";
import type { Scheme } from "../../shared/domain/scheme/scheme.ts";
import { type Table, writeItem } from "../../shared/store/items.ts";
import { publishedKey } from "../../shared/store/keys.ts";
import { aDayInCrf, allocateExample } from "../examples.ts";
import { awardExample } from "../functions/fulfil/room.ts";
import { returnCode, returnScheme } from "../functions/return/desk.ts";
import { launchBrowser, type Walk, walk } from "./browser.ts";
import { signIn } from "./staff.ts";

let host: Host;
let browser: Browser;
let table: Table;

/** A version of the fund whose return covers the days up to the example's, and counts money once it is awarded. */
const published: Scheme = {
  ...returnScheme,
  version: returnScheme.version + 1,
  returns: returnScheme.returns
    .filter(({ code }) => code === returnCode)
    .map((row) => ({ ...row, to: aDayInCrf.toISOString().slice(0, 10), counts: "committed" })),
  returnTables: returnScheme.returnTables.map((row) => ({
    ...row,
    returns: row.returns.filter((code) => code !== "LATER"),
  })),
};

beforeAll(async () => {
  host = await startHost();
  browser = await launchBrowser();
  table = { client: host.client, name: host.tableName };
  const by = { id: "scheme-manager-2", name: "Joan Hill" };
  const { code, version } = published;
  const publication = { number: 1, draftId: "0000-0000-0000", editors: [], publishedAt: aDayInCrf.toISOString(), publishedBy: by };
  const item = writeItem("publishedScheme", publishedKey(code, version), {
    ...publication,
    code,
    version,
    document: JSON.stringify(published),
  });
  await host.client.send(new PutItemCommand({ TableName: host.tableName, Item: item }));
  await allocateExample(table, "CRF", "CRISIS_PAYMENT", 1_000_00);
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

const callApi = async (account: AccountId, path: string, body?: object): Promise<unknown> => {
  const response = await fetch(`${host.origin}/api${path}`, {
    method: body ? "POST" : "GET",
    headers: {
      authorization: `Bearer ${await tokenFor(host.origin, account)}`,
      "content-type": "application/json",
      ...(body && { "idempotency-key": crypto.randomUUID() }),
    },
    ...(body && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  expect(response.status, text).toBeLessThan(300);
  return JSON.parse(text);
};

/** Opens the return again until the queue has counted it, as somebody does who waits. */
const untilCounted = async ({ page }: Walk, text: string) => {
  await expect
    .poll(
      async () => {
        await page.reload();
        return page.locator("main").innerText();
      },
      { timeout: 60_000 },
    )
    .toContain(text);
};

const fuel = { item: "fuelTopUp", amount: pence(49_00), delivery: "CASH" } as const;

test("finance prepares a return, mends what a check finds, another person certifies it, and a later correction stands beside it", async () => {
  const kept = await awardExample(table, { lines: [fuel], at: new Date("2026-11-10T10:00:00Z") });
  await awardExample(table, { lines: [fuel], at: new Date("2026-11-11T10:00:00Z") });

  const dev = await signedIn("finance", "/finance/CRF/returns");
  await dev.look("returns-none");
  await dev.page.getByRole("link", { name: "Prepare Year 2026-27" }).click();
  await dev.look("return-to-prepare");
  await dev.page.getByRole("button", { name: "Prepare it" }).click();
  await untilCounted(dev, "Checks that fail");
  await dev.look("return-fails");
  const path = new URL(dev.page.url()).pathname;
  const main = dev.page.locator("main");
  expect(await main.innerText()).toContain("“Name of the authority” is empty");

  const erin = await signedIn("s151", path);
  expect(await erin.page.getByRole("button", { name: "Certify the return" }).count()).toBe(0);
  await erin.look("return-that-nobody-can-certify");

  await dev.page.getByLabel("Name of the authority", { exact: true }).fill("Coventry City Council");
  await dev.page.getByLabel("Date returned", { exact: true }).fill("1 12 2026");
  await dev.page.getByLabel("Name of the section 151 officer, typed as their signature").fill("Erin Walsh");
  await dev.page.getByLabel("Email address of the section 151 officer").fill("erin at example");
  await dev.page.getByLabel("Name of the single point of contact").fill("Dev Shah");
  await dev.page.getByLabel("Email address of the single point of contact").fill("dev@example.org");
  await dev.page.getByRole("button", { name: "Save" }).click();
  expect(await main.innerText()).toContain("“Email address of the section 151 officer” is not an email address");
  await dev.page.getByLabel("Email address of the section 151 officer").fill("erin@example.org");
  await dev.page.getByRole("button", { name: "Save" }).click();
  await main.getByText("Every check holds.").waitFor();
  await dev.look("return-in-order");

  // A figure opens its awards.
  await dev.page.locator("[id='cell-CATEGORY.CRISIS_PAYMENT.spend.spend'] a").click();
  await main.getByText("These lines of awards come to £98.00.").waitFor();
  await dev.look("return-cell");

  await erin.page.goto(path);
  await erin.look("return-to-certify");
  await erin.page.getByLabel("Your name, as your signature").fill("Erin Walsh");
  await erin.page.getByRole("button", { name: "Certify the return" }).click();
  await erin.page.getByText("Certified, not yet sent to the department").waitFor();

  await dev.page.goto(path);
  await dev.look("return-to-file");
  await dev.page.getByLabel("How it was sent, and the department’s reference").fill("By email, DWP-1234.");
  await dev.page.getByRole("button", { name: "It was sent: file it" }).click();
  await main.getByText("Filed", { exact: true }).first().waitFor();

  const lineId = lineIdOf(kept.awardId, 0);
  const lineNow = () => callApi("approver", `/lines/${lineId}`) as Promise<{ version: number }>;
  await expect.poll(() => lineNow().catch(() => undefined), { timeout: 30_000 }).toBeDefined();
  await callApi("approver", `/lines/${lineId}/steps`, { action: "cancel", version: (await lineNow()).version, why: "Not wanted." });

  // A return leaves out the newest half minute, whose entries may still be on their way.
  host.setClock(new Date(Date.now() + 120_000));
  await dev.page.getByRole("button", { name: "Count these days again" }).click();
  await untilCounted(dev, "£98.00\t£49.00\t−£49.00");
  await dev.look("return-corrected");
  await dev.page.getByRole("link", { name: "Rebuild this return from the ledger, and compare" }).click();
  await main.getByText("The ledger gives the same figures, to the last byte.").waitFor();
  await dev.look("return-rebuilt");
  await dev.page.goto("/finance/CRF/returns");
  await dev.look("returns-filed");
});
