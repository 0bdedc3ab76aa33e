import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { refuseApplication } from "../../functions/assess/refuse-application.ts";
import { type Host, startHost } from "../../infra/local/host.ts";
import { pence } from "../../shared/domain/money.ts";
import { dynamoCases } from "../../shared/store/cases.ts";
import { dynamoDirectories } from "../../shared/store/directories.ts";
import type { Table } from "../../shared/store/items.ts";
import { dynamoSchemes } from "../../shared/store/schemes.ts";
import { applicationInput, applicationLike, assessor, submitExample } from "../examples.ts";
import { launchBrowser, type Walk, walk } from "./browser.ts";
import { signIn } from "./staff.ts";

const today = new Date("2026-11-22T10:00:00Z");

let host: Host;
let browser: Browser;
let table: Table;
beforeAll(async () => {
  host = await startHost();
  host.setClock(today);
  table = { client: host.client, name: host.tableName };
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  await host?.stop();
});

const withSavings = (savings: number) => applicationLike({ money: { ...applicationInput.money, savings: pence(savings) } });

/** A resident with savings above the limit, refused for that last month. */
const refuseSomebody = async () => {
  const at = new Date("2026-10-20T10:00:00Z");
  const { caseId, version, householdId } = await submitExample(table, { application: withSavings(9_000_00), at });
  const request = {
    seen: { version, householdId },
    because: "savingsWithinLimit",
    referrals: [],
    signposts: [],
    reason: "Above the limit.",
  };
  const ports = { cases: dynamoCases(table), schemes: dynamoSchemes(table), directories: dynamoDirectories(table) };
  return refuseApplication({ caseId, decisionId: "a-refusal", by: assessor, now: at, request }, ports);
};

const save = ({ page }: Walk) => page.getByRole("button", { name: "Save", exact: true }).click();

const raiseSavingsLimit = async (farah: Walk) => {
  const { page, look } = farah;
  await page.getByRole("link", { name: "Rules", exact: true }).first().click();
  await page.getByText("The household’s savings are not above the limit.").click();
  const limit = page.locator("#rules-savingsWithinLimit-1-parameters-savingsMax");
  await limit.fill("lots");
  await save(farah);
  await page.getByRole("heading", { name: "There is a problem" }).waitFor();
  expect(await limit.inputValue()).toBe("lots");
  await look("scheme-rules-error");
  await limit.fill("16,000");
  await save(farah);
  await page.getByRole("link", { name: "The draft" }).click();
};

const writeRule = async (farah: Walk) => {
  const { page, look } = farah;
  await page.getByRole("link", { name: "Rules of our own", exact: true }).first().click();
  await page.getByText("Add to “Rules of our own”").click();
  const field = (name: string) => page.locator(`#ownRules-1-${name}`);
  await field("name").fill("crowdedHome");
  await field("says").fill("A home with many young children is looked at.");
  await field("toResident").fill("We want to look at your application ourselves.");
  await field("otherwise").selectOption("refer");
  await field("joined").selectOption("all");
  await field("condition-1-measure").selectOption("people");
  await field("condition-1-agedTo").fill("4");
  await field("condition-1-is").selectOption("includes");
  await field("condition-1-value").fill("2");
  await save(farah);
  await page.getByRole("heading", { name: "There is a problem" }).waitFor();
  await look("scheme-own-rule-error");
  await field("condition-1-is").selectOption("atMost");
  await save(farah);
  await page.getByText("the number of people aged 4 or under is at most 2").first().waitFor();
  await page.getByRole("link", { name: "The draft" }).click();
};

const caseSays = async (caseId: string, texts: readonly string[]) => {
  const asha = await walk(browser, host.origin);
  await signIn(asha, "assessor-1", `/cases/${caseId}`);
  for (const text of texts) await asha.page.getByText(text).first().waitFor();
  await asha.look("case-under-its-version");
  await asha.close();
};

test("a scheme manager changes a limit and adds a rule, a second one publishes them, and assessors decide by them from the first day", async () => {
  expect(await refuseSomebody()).toMatchObject({ kind: "refused" });
  const waiting = await submitExample(table, { application: withSavings(9_000_00), at: today });

  const farah = await walk(browser, host.origin);
  const { page, look } = farah;
  await signIn(farah, "scheme-manager", "/schemes");
  await look("schemes");
  await page.getByRole("link", { name: "Crisis and Resilience Fund" }).click();
  await look("scheme-version");
  await page.getByRole("button", { name: "Change this scheme" }).click();
  await raiseSavingsLimit(farah);
  await page.getByText("£6,000 becomes £16,000").waitFor();
  await writeRule(farah);
  await look("scheme-draft", "scheme-draft");
  const draft = page.url();

  await page.getByRole("link", { name: "Try this draft on last year’s cases" }).click();
  await page.getByRole("button", { name: "Try it on last year’s cases" }).click();
  await expect
    .poll(
      async () => {
        await page.reload();
        return page.getByText("Why they would now be helped").count();
      },
      { timeout: 30_000, interval: 500 },
    )
    .toBe(1);
  await look("scheme-trial");

  await page.goto(draft);
  await page.getByText("You have edited this draft, so somebody else publishes it: a scheme manager who has not edited it.").waitFor();
  await farah.close();

  const joan = await walk(browser, host.origin);
  await signIn(joan, "scheme-manager-2", new URL(draft).pathname);
  await joan.look("scheme-draft-to-publish");
  await joan.page.getByRole("button", { name: "Publish" }).click();
  await joan.page.getByText("Version 2").first().waitFor();
  await joan.look("scheme-published");
  await joan.close();

  await caseSays(waiting.caseId, ["£9,000; the limit is £6,000."]);
  host.setClock(new Date("2026-11-23T09:00:00Z"));
  await caseSays(waiting.caseId, ["£9,000; the limit is £16,000.", "A home with many young children is looked at."]);
});
