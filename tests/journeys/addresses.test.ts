import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { loadAddresses } from "../../functions/addresses/load-addresses.ts";
import { demoGazetteer } from "../../infra/local/demo-data/gazetteer.ts";
import { type Host, startHost } from "../../infra/local/host.ts";
import { dynamoAddressLists } from "../../shared/store/gazetteer.ts";
import { launchBrowser, type Walk, walk } from "./browser.ts";
import { signIn } from "./staff.ts";

let host: Host;
let browser: Browser;
let one: Walk;

beforeAll(async () => {
  host = await startHost();
  const lists = dynamoAddressLists({ client: host.client, name: host.tableName });
  await loadAddresses({ file: new TextEncoder().encode(demoGazetteer()), by: { id: "m", name: "Sam Manager" }, now: new Date() }, lists);
  browser = await launchBrowser();
});
beforeEach(async () => {
  one = await walk(browser, host.origin);
});
afterEach(() => one?.close());
afterAll(async () => {
  await browser?.close();
  await host?.stop();
});

const goOn = () => one.page.getByRole("button", { name: "Continue" }).click();
const startAt = async (home: string) => {
  await one.page.goto("/apply/for-whom");
  await one.page.getByLabel("Myself").check();
  await goOn();
  await one.page.goto("/apply/home");
  await one.page.getByLabel(home, { exact: true }).check();
  await one.look("home");
  await goOn();
};

test("somebody writes a sentence with their postcode in it, chooses their flat, and sees it on going back", async () => {
  const { page, look } = one;
  await startAt("Yes");
  await page.getByLabel("Postcode").fill("I live at CV1 2AB near the church");
  await look("postcode");
  await goOn();
  await look("choose-address");
  await page.getByLabel("Choose the address").selectOption("Flat 2, 91 Split Road, Coventry");
  await goOn();
  expect(new URL(page.url()).pathname).toBe("/apply/people");
  await page.getByRole("link", { name: "Back" }).click();
  expect(await page.getByLabel("Choose the address").locator("option:checked").innerText()).toBe("Flat 2, 91 Split Road, Coventry");
});

test("somebody in a tower of very many flats is asked for the number, and somebody with no listed home types it", async () => {
  const { page, look } = one;
  await startAt("Yes");
  await page.getByLabel("Postcode").fill("CV1 5HT");
  await goOn();
  await look("postcode-too-many");
  await page.getByRole("alert").getByRole("link", { name: "more than 100 addresses" }).click();
  expect(await page.locator("input#number:focus").count()).toBe(1);
  await page.getByLabel("House number or name").fill("Flat 77");
  await goOn();
  await look("choose-one");
  await goOn();
  await look("choose-missing");
  await page.getByRole("alert").getByRole("link", { name: "Choose the address, or type it below" }).waitFor();
  await page.getByLabel("Address line 1").fill("Flat 200, Harnall Tower");
  await goOn();
  expect(new URL(page.url()).pathname).toBe("/apply/people");
});

test("somebody whose home is in another council's area hears which council helps there", async () => {
  const { page, look } = one;
  await startAt("Yes, in a hostel");
  await page.getByLabel("Postcode").fill("CV3 9AA");
  await goOn();
  await page.getByLabel("Choose the address").selectOption({ label: "Rose Cottage, Orchard Mews, Coventry" });
  await goOn();
  await look("other-council");
  await page.getByRole("alert").getByRole("link", { name: "Warwickshire County Council helps" }).waitFor();
});

test("somebody in a refuge is told not to say where it is, and goes on with nothing typed", async () => {
  const { page, look } = one;
  await startAt("No, in a refuge");
  await page.getByText("Please do not tell us where the refuge is.").waitFor();
  await look("refuge");
  await goOn();
  expect(new URL(page.url()).pathname).toBe("/apply/people");
});

test("a scheme manager loads a newer list, reads which row of a wrong one is wrong, and loads another", async () => {
  const { page, look } = one;
  await signIn(one, "scheme-manager", "/addresses");
  await look("addresses");
  const file = (text: string) => ({ name: "list.csv", mimeType: "text/csv", buffer: Buffer.from(text) });
  await page
    .getByLabel("The address list, as a CSV file")
    .setInputFiles(file("uprn,street,postcode,custodian_code\n1,Split Road,CV1 2AB,4610"));
  await page.getByRole("button", { name: "Load the list" }).click();
  await page.getByRole("alert").getByText("Row 2: The row has no building, number or name.").waitFor();
  await look("addresses-wrong");
  await page.getByLabel("The address list, as a CSV file").setInputFiles(file(demoGazetteer()));
  await page.getByRole("button", { name: "Load the list" }).click();
  await page.getByText("The list is loaded.").waitFor();
  await look("addresses-loaded");
});
