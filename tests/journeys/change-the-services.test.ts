import type { Browser } from "playwright-core";
import { afterAll, beforeAll, test } from "vitest";
import { type Host, startHost } from "../../infra/local/host.ts";
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

const save = ({ page }: Walk) => page.getByRole("button", { name: "Save", exact: true }).click();

const addLawCentre = async (farah: Walk) => {
  const { page, look } = farah;
  await page.getByRole("button", { name: "Add a service" }).click();
  const field = (name: string) => page.locator(`#service-${name}`);
  await field("code").fill("lawCentre");
  await field("name").fill("Law Centre");
  await field("does").fill("Advises on the benefit cap");
  await page.getByLabel("It takes referrals").check();
  await field("area").fill("Coventry");
  await field("source").fill("An agreement of this month.");
  await save(farah);
  await page.getByRole("heading", { name: "There is a problem" }).waitFor();
  await look("service-error");
  await page.getByLabel("Housing", { exact: true }).check();
  await field("shares").fill("a name, how to make contact safely and what help is needed");
  await field("answerDays").fill("7");
  await field("urgentAnswerDays").fill("3");
  await field("contactName").fill("Benefit cap desk");
  await field("email").fill("cap@lawcentre.example");
  await save(farah);
  await page.getByText("Service added: Law Centre").waitFor();
};

test("a scheme manager adds a partner and a reason, a second one publishes, and staff read it", async () => {
  const farah = await walk(browser, host.origin);
  const { page, look } = farah;
  await signIn(farah, "scheme-manager", "/services");
  await look("services");
  await page.getByRole("button", { name: "Change the services" }).click();
  await addLawCentre(farah);
  await look("service-draft");
  const draft = page.url();
  await page.getByRole("link", { name: "Reasons for a referral" }).click();
  await page.getByText("Add a reason").click();
  await page.locator("#reasons-7-code").fill("energy");
  await page.locator("#reasons-7-label").fill("Energy bills");
  await look("service-reasons");
  await save(farah);
  await page.getByText("Reason added: Energy bills").waitFor();
  await page.getByRole("link", { name: "Early Help and Family Hubs" }).click();
  await look("service-part");
  await farah.close();

  const joan = await walk(browser, host.origin);
  await signIn(joan, "scheme-manager-2", new URL(draft).pathname);
  await joan.page.getByRole("button", { name: "Publish version 2" }).click();
  await joan.page.getByText("Published by Joan Clarke").waitFor();
  await joan.look("services-to-come");
  await joan.close();
});
