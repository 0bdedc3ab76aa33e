import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { type Host, startHost } from "../../infra/local/host.ts";
import type { ApplicationInput } from "../../shared/domain/application.ts";
import { dynamoCases } from "../../shared/store/cases.ts";
import { isBadCursor } from "../../shared/store/slices.ts";
import { aDayInCrf, allocateExample, applicationLike, submitExample } from "../examples.ts";
import { launchBrowser, type Walk, walk } from "./browser.ts";
import { answerEverything, answersAsTyped, type Resident, send } from "./resident.ts";
import { caseForm, checkAward, commitAward, fillAward, refer, sendAward, signIn, signOut } from "./staff.ts";

let host: Host;
let browser: Browser;
let one: Walk;

const table = () => ({ client: host.client, name: host.tableName });
const caseOf = (name: string, changes: Partial<ApplicationInput> = {}) =>
  submitExample(table(), {
    application: applicationLike({ people: [{ name, dateOfBirth: "1984-03-09", relationship: "self" }], ...changes }),
  });
const main = async (page: Page) => (await page.locator("main").innerText()).replaceAll(/\s+/g, " ");

beforeAll(async () => {
  host = await startHost();
  await allocateExample(table(), "CRF", "CRISIS_PAYMENT", 5_000_00);
  browser = await launchBrowser();
});
beforeEach(async () => {
  host.setClock(aDayInCrf);
  one = await walk(browser, host.origin);
});
afterEach(() => one?.close());
afterAll(async () => {
  await browser?.close();
  await host?.stop();
});

type Mistake = {
  readonly what: string;
  readonly on: string;
  /** Typed text, by the id of its box. */
  readonly typed: Readonly<Record<string, string>>;
  readonly chosen?: string;
  readonly says: string;
  readonly at: string;
};

const mistakes: readonly Mistake[] = [
  { what: "an empty page", on: "/apply/address", typed: {}, says: "Enter the first line of the address", at: "line1" },
  {
    what: "an impossible date",
    on: "/apply/about-you",
    typed: { name: "Robin Example", "dateOfBirth-day": "31", "dateOfBirth-month": "2", "dateOfBirth-year": "1990" },
    says: "real date",
    at: "dateOfBirth-day",
  },
  {
    what: "a birth in the future",
    on: "/apply/about-you",
    typed: { name: "Robin Example", "dateOfBirth-day": "1", "dateOfBirth-month": "1", "dateOfBirth-year": "2050" },
    says: "in the past",
    at: "dateOfBirth-year",
  },
  {
    what: "a postcode outside the area",
    on: "/apply/address",
    typed: { line1: "1 Far Street", town: "London", postcode: "SW1A 1AA" },
    says: "This postcode is outside the area we can help",
    at: "postcode",
  },
  { what: "an amount below nothing", on: "/apply/income", typed: { amount: "-5" }, chosen: "Every month", says: "Amount", at: "amount" },
];

test.for(mistakes)(
  "a page names $what at the top and beside its box, and keeps everything typed",
  async ({ what, on, typed, chosen, says, at }) => {
    const { page, look } = one;
    await page.goto("/apply/for-whom");
    await page.getByLabel("Myself").check();
    await page.getByRole("button", { name: "Continue" }).click();

    await page.goto(on);
    for (const [id, text] of Object.entries(typed)) await page.locator(`#${id}`).fill(text);
    if (chosen) await page.getByLabel(chosen).check();
    await page.getByRole("button", { name: "Continue" }).click();
    await look(`error-${at}`, what.startsWith("a postcode") ? "resident-error" : undefined);

    expect(await page.title()).toMatch(/^Error: /);
    const link = page.getByRole("alert").getByRole("link", { name: says });
    expect(await link.getAttribute("href")).toBe(`#${at}`);
    await link.click();
    expect(await page.locator(`input#${at}:focus`).count()).toBe(1);
    expect(await page.locator(".govuk-error-message", { hasText: says }).count()).toBe(1);
    for (const [id, text] of Object.entries(typed)) expect(await page.locator(`#${id}`).inputValue()).toBe(text);
    if (chosen) expect(await page.getByLabel(chosen).isChecked()).toBe(true);
  },
);

const resident: Resident = {
  name: "Noor O’Hara 🏠",
  born: ["7", "March", "1988"],
  line1: "12 Sample Street",
  postcode: "cv1 2ab",
  others: [{ name: "Ali O’Hara", born: ["9", "5", "2015"], relationship: "Child" }],
  income: "1,150.50",
  benefits: ["Universal Credit"],
  savings: "20",
  trigger: "A sudden cost that I did not expect",
  story: "The boiler <b>broke</b>, & the repair took the food money.",
  without: ["Food"],
  needs: ["Food"],
  details: "No cooker.",
  phone: "07700 900982",
  safety: "Only before 3pm.",
};

test("every page shows typed answers again, and sending twice or going back makes one application", async () => {
  const { page } = one;
  await answerEverything({ ...one, look: async () => {} }, resident, "again");
  for (const [path, boxes] of Object.entries(answersAsTyped(resident))) {
    await page.goto(path);
    for (const [id, text] of Object.entries(boxes)) expect(await page.locator(`#${id}`).inputValue(), `${path} ${id}`).toBe(text);
  }
  for (const [path, label] of [
    ["/apply/benefits", "Universal Credit"],
    ["/apply/without", "Food"],
    ["/apply/income", "Every month"],
  ] as const) {
    await page.goto(path);
    expect(await page.getByLabel(label, { exact: true }).isChecked(), path).toBe(true);
  }

  const other = await one.openTab();
  await Promise.all([page.goto("/apply/check"), other.goto("/apply/check")]);
  const reference = await send(one, "again");
  const referenceOn = async (tab: Page) => (await tab.locator(".govuk-panel strong").textContent()) ?? "";
  await other.getByRole("button", { name: "Send my application" }).click();
  await other.getByRole("heading", { name: "We have your application" }).waitFor();
  expect(await referenceOn(other)).toBe(reference);

  await page.goBack();
  await page.getByRole("heading", { name: "We have your application" }).waitFor();
  expect(await referenceOn(page)).toBe(reference);

  const queue = await dynamoCases(table()).list("waiting", { limit: 100 });
  if (isBadCursor(queue)) throw new Error("The queue was asked for from its start.");
  expect(queue.items.filter(({ applicantName }) => applicantName === resident.name)).toMatchObject([{ caseId: reference }]);
});

/** Whether the focus can be seen: on the element, or on the circle drawn for a radio button. */
const hasVisibleFocus = (page: Page) =>
  page.evaluate(`(() => {
    const at = document.activeElement;
    const drawn = [getComputedStyle(at), at.labels?.[0] && getComputedStyle(at.labels[0], "::before")].filter(Boolean);
    return drawn.some((style) => style.boxShadow !== "none" || (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0));
  })()`);
/** The focused element: the id of an input, else its words. */
const focused = (page: Page) => page.evaluate("document.activeElement.id || document.activeElement.innerText.trim()");

test("a resident can use the first pages with the keyboard alone, and sees where the focus is", async () => {
  const { page, look } = one;
  const { keyboard } = page;
  const tabTo = async (wanted: string) => {
    for (let presses = 0; presses < 40; presses += 1) {
      await keyboard.press("Tab");
      expect(await hasVisibleFocus(page), String(await focused(page))).toBe(true);
      if ((await focused(page)) === wanted) return;
    }
    throw new Error(`The keyboard never came to ${wanted}.`);
  };
  await page.goto("/");
  await look("start", "resident-start");
  await keyboard.press("Tab");
  expect(await focused(page)).toBe("Skip to main content");
  await tabTo("Start now");
  await keyboard.press("Enter");

  await page.waitForURL("**/apply/for-whom");
  await keyboard.press("Tab");
  expect(await focused(page)).toBe("Skip to main content");
  await keyboard.press("Enter");
  await tabTo("role");
  await keyboard.press("Space");
  await look("for-whom");
  await keyboard.press("Enter");

  await page.waitForURL("**/apply/about-you*");
  for (const [id, text] of [
    ["name", "Robin Example"],
    ["dateOfBirth-day", "9"],
    ["dateOfBirth-month", "3"],
    ["dateOfBirth-year", "1984"],
  ] as const) {
    await tabTo(id);
    await keyboard.type(text);
  }
  await tabTo("Continue");
  await keyboard.press("Enter");
  await page.waitForURL("**/apply/home*");
});

const food = { lines: [{ item: "foodParcel", amount: "45.50", delivery: "Voucher" }], signposts: [] };

test("when two assessors decide at once, one decides, and the other reads who decided what and keeps what they typed", async () => {
  const { caseId } = await caseOf("Ana Both");
  const two = await walk(browser, host.origin);
  try {
    await signIn(one, "assessor-1", `/cases/${caseId}`);
    await signIn(two, "assessor-2", `/cases/${caseId}`);
    await fillAward(one.page, { ...food, reason: "Asha: nothing to eat in the house." });
    await fillAward(two.page, { ...food, reason: "Ben: nothing to eat in the house." });
    for (const { page } of [one, two]) {
      await checkAward(page);
      await page.getByRole("heading", { name: "Check the award before it is made" }).waitFor();
    }
    await one.look("award-to-check");
    await Promise.all([one, two].map(({ page }) => Promise.all([page.waitForEvent("load"), commitAward(page)])));

    const told = await Promise.all([one, two].map(({ page }) => main(page)));
    const [loser, winnersName, ownReason] = told[0]?.includes("Not done")
      ? ([one, "Ben Okafor", "Asha: nothing"] as const)
      : ([two, "Asha Patel", "Ben: nothing"] as const);
    expect(told.filter((text) => text.includes("Not done"))).toHaveLength(1);
    await loser.look("decided-by-another");
    const text = await main(loser.page);
    expect(text).toContain(`${winnersName} awarded £45.50`);
    expect(text).toContain(`${caseId}-A`);
    expect(text).toContain("Food through the local food network, £45.50, Voucher");
    expect(text).toContain(ownReason);
  } finally {
    await two.close();
  }
});

test("a family that is refused money is still referred to a service", async () => {
  const { caseId } = await caseOf("Ravi Refused", { money: { monthlyIncome: 9_000_00, benefits: [], savings: 0 } });
  const { page, look } = one;
  await signIn(one, "assessor-1", `/cases/${caseId}`);
  const form = await caseForm(page, "refuse");
  await form.getByRole("radio").first().check();
  await refer(form, "refuse", {
    code: "earlyHelp",
    label: "Early Help and Family Hubs",
    reasons: ["Debt"],
    asks: "Please help with the debts.",
  });
  await form.locator("#refuse-reason").fill("The income is above the limit.");
  await look("refuse-form");
  await form.getByRole("button", { name: "Refuse" }).click();
  await page.locator("#decision").waitFor();
  await look("refused");
  expect(await main(page)).toContain("Asha Patel refused the application");
  await signOut(one);

  await signIn(one, "early-help", "/referrals");
  await expect
    .poll(async () => {
      await page.reload();
      return page.getByRole("link", { name: "Ravi Refused" }).count();
    })
    .toBe(1);
  await page.getByRole("link", { name: "Ravi Refused" }).click();
  const referral = await main(page);
  expect(referral).toContain("Please help with the debts.");
  expect(referral).not.toContain("above the limit");

  await page.getByText("You cannot take it").click();
  await page.getByLabel("Why not?").fill("They live outside our area.");
  await page.getByRole("button", { name: "Give the referral back" }).click();
  await page.getByText("They live outside our area.").first().waitFor();
  await look("given-back");
  await signOut(one);

  await signIn(one, "assessor-2", "/referrals-to-follow-up");
  await look("follow-ups");
  expect(await main(page)).toContain("They live outside our area.");
  await page.getByRole("link", { name: "Ravi Refused" }).click();
  await page.locator("details:has(form[action$='/settle-referral']) summary").click();
  await page.getByLabel("What did you do?").fill("Gave them the number of the service for their area.");
  await look("follow-up-case");
  await page.getByRole("button", { name: "Record that it is dealt with" }).click();
  await page.getByText("Gave them the number of the service for their area.").first().waitFor();
  await page.goto("/referrals-to-follow-up");
  await look("follow-ups-empty");
  expect(await page.getByRole("link", { name: "Ravi Refused" }).count()).toBe(0);
});

test("an assessor who knows a household sees nothing of it, and an approver lets them take part again", async () => {
  const { caseId } = await caseOf("Ines Known");
  const { page, look } = one;
  await signIn(one, "assessor-2", `/cases/${caseId}`);
  await page.getByText("I know this household, or have an interest").click();
  await page.getByRole("button", { name: "Declare an interest" }).click();
  await page.getByRole("link", { name: "who has declared an interest" }).waitFor();
  await look("interest-declared");
  expect(await main(page)).not.toContain("Ines Known");
  await signOut(one);

  await signIn(one, "approver", `/cases/${caseId}/interests`);
  await look("interests");
  await page.getByRole("button", { name: "Let Ben Okafor take part again" }).click();
  await page.getByRole("heading", { name: "There is a problem" }).waitFor();
  await look("interests-error");
  await page.getByLabel("Why may Ben Okafor take part again?").fill("It was another family of this name.");
  await page.getByRole("button", { name: "Let Ben Okafor take part again" }).click();
  await page.getByText("It was another family of this name.").waitFor();
  await look("interests-lifted");
  await signOut(one);

  await signIn(one, "assessor-2", `/cases/${caseId}`);
  expect(await main(page)).toContain("Ines Known");
});

test("an assessor asks the resident a question, records the answer and awards", async () => {
  const { caseId } = await caseOf("Quin Asked");
  const { page, look } = one;
  await signIn(one, "assessor-1", `/cases/${caseId}`);
  const ask = await caseForm(page, "ask");
  await ask.locator("#ask-question").fill("Is there a cooker?");
  await ask.getByRole("button", { name: "Ask" }).click();
  await page.locator("form[action$='/answer']").waitFor();
  await look("asked");

  const answer = await caseForm(page, "answer");
  await answer.locator("#answer-answer").fill("There is none.");
  await answer.getByRole("button", { name: "Record the answer" }).click();
  await page.getByText("There is none.").waitFor();

  await fillAward(page, { ...food, reason: "No food, and no cooker." });
  await sendAward(page);
  await page.locator("#decision").waitFor();
  await look("asked-answered-awarded");
  const text = await main(page);
  expect(text).toContain("Asha Patel awarded £45.50");
  const places = ["Is there a cooker?", "There is none.", "No food, and no cooker."].map((step) => text.lastIndexOf(step));
  expect(places).toEqual(places.toSorted((a, b) => a - b));
});

test("an assessor awards a case that straddles two schemes only with its evidence shown and the new rules confirmed", async () => {
  const application = applicationLike({ people: [{ name: "Una Over", dateOfBirth: "1984-03-09", relationship: "self" }] });
  const { caseId } = await submitExample(table(), { application, at: new Date("2026-03-28T12:00:00Z") });
  const { page, look } = one;
  await signIn(one, "assessor-1", `/cases/${caseId}`);
  await look("straddle");
  expect(await main(page)).toContain("Applied under Household Support Fund 7 on 28 March 2026.");

  const form = await caseForm(page, "award");
  await fillAward(page, { ...food, reason: "No food." });
  await form.locator("#award-evidence-income").selectOption("");
  await checkAward(page);
  await page.getByRole("heading", { name: "Not awarded: something has to be settled first" }).waitFor();
  await look("held");
  const told = await main(page);
  expect(told).toContain("Neither shown nor waived: “What money comes in”.");
  expect(told).toContain("Confirm that its rules were looked at again.");

  await form.locator("#award-evidence-income").selectOption({ label: "Waived: The need cannot wait for it" });
  await form.getByLabel("The rules of the scheme that is open now were looked at again for this application").check();
  await sendAward(page);
  await page.locator("#decision").waitFor();
  await look("straddle-awarded");
  const text = await main(page);
  expect(text).toContain("Asha Patel awarded £45.50");
  expect(text).toContain("What money comes in: waived. The need cannot wait for it");
});

test("an assessor whose session ended signs in and sends the form again, with everything typed", async () => {
  const { caseId } = await caseOf("Sol Session");
  const { page, look } = one;
  await signIn(one, "assessor-1", `/cases/${caseId}`);
  await fillAward(page, { ...food, reason: "Written over a long morning." });
  host.setClock(new Date(aDayInCrf.getTime() + 9 * 3_600_000));
  await checkAward(page);
  await page.getByRole("heading", { name: "You have been signed out" }).waitFor();
  await look("session-ended");
  expect(await main(page)).toContain("Nothing you typed is lost");

  const tab = await one.openTab();
  await tab.goto((await page.getByRole("link", { name: "sign in again" }).getAttribute("href")) ?? "");
  await tab.getByRole("button", { name: "Asha Patel" }).click();
  await tab.getByRole("button", { name: "Sign out" }).waitFor();
  await page.reload();
  await commitAward(page);
  await page.locator("#decision").waitFor();
  const text = await main(page);
  expect(text).toContain("Asha Patel awarded £45.50");
  expect(text).toContain("Written over a long morning.");
});
