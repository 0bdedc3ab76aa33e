import type { Page } from "playwright-core";
import type { Walk } from "./browser.ts";

type Birthday = readonly [day: string, month: string, year: string];
type Member = {
  readonly name: string;
  readonly born: Birthday;
  readonly relationship: "Partner" | "Child" | "Another adult";
  readonly shares?: string;
};

/** A resident's answers, in the words of the pages. */
export type Resident = {
  readonly name: string;
  readonly born: Birthday;
  readonly line1: string;
  readonly postcode: string;
  readonly others: readonly Member[];
  readonly income: string;
  readonly benefits: readonly string[];
  /** Pounds a month; nothing unless given. */
  readonly rent?: string;
  readonly savings: string;
  readonly trigger: string;
  readonly story: string;
  readonly without: readonly string[];
  readonly needs: readonly string[];
  readonly details: string;
  readonly helpFrom?: readonly string[];
  /** Whether a visa says "no recourse to public funds"; "No" unless given. */
  readonly noRecourse?: "No" | "Yes" | "I do not know, or would rather not say";
  readonly phone: string;
  readonly safety?: string;
};

const goOn = (page: Page) => page.getByRole("button", { name: "Continue" }).click();

const typeBirthday = async (page: Page, [day, month, year]: Birthday) => {
  await page.getByLabel("Day", { exact: true }).fill(day);
  await page.getByLabel("Month", { exact: true }).fill(month);
  await page.getByLabel("Year", { exact: true }).fill(year);
};

const tickAll = async (page: Page, labels: readonly string[]) => {
  for (const label of labels.length > 0 ? labels : ["None of these"]) await page.getByLabel(label, { exact: true }).check();
};

/** Opens the start page and answers every question, up to the page that checks the answers. */
export const answerEverything = async ({ page, look }: Walk, resident: Resident, pictures: string): Promise<void> => {
  const next = async (name: string) => {
    await look(`${pictures}-${name}`);
    await goOn(page);
  };
  await page.goto("/");
  await look(`${pictures}-start`);
  await page.getByRole("button", { name: "Start now" }).click();
  await page.getByLabel("Myself").check();
  await next("for-whom");
  await page.getByLabel("Your full name").fill(resident.name);
  await typeBirthday(page, resident.born);
  await next("about-you");
  await page.getByLabel("Yes", { exact: true }).check();
  await next("home");
  await page.getByLabel("Postcode").fill(resident.postcode);
  await next("postcode");
  await page.getByLabel("Address line 1").fill(resident.line1);
  await next("address");
  for (const { name, born, relationship, shares } of resident.others) {
    await page.getByLabel("Yes", { exact: true }).check();
    await goOn(page);
    await page.getByLabel("Their full name").fill(name);
    await typeBirthday(page, born);
    await page.getByLabel(relationship, { exact: true }).check();
    if (shares) await page.getByLabel(shares, { exact: true }).check();
    await next("person");
  }
  await page.getByLabel("No", { exact: true }).check();
  await next("people");
  await page.getByLabel("Amount").fill(resident.income);
  await page.getByLabel("Every month").check();
  await next("income");
  await tickAll(page, resident.benefits);
  await next("benefits");
  await page.getByLabel("Amount").fill(resident.rent ?? "0");
  await page.getByLabel("Every month").check();
  await next("housing-costs");
  await page.locator("#savings").fill(resident.savings);
  await next("savings");
  await page.getByLabel(resident.trigger).check();
  await page.getByLabel("Tell us about it in your own words").fill(resident.story);
  await next("what-happened");
  await tickAll(page, resident.without);
  await next("without");
  for (const need of resident.needs) await page.getByLabel(need, { exact: true }).check();
  await page.locator("#details").fill(resident.details);
  await next("needs");
  await tickAll(page, resident.helpFrom ?? []);
  await next("other-schemes");
  await page.getByLabel(resident.noRecourse ?? "No", { exact: true }).check();
  await next("public-funds");
  if (resident.noRecourse === "Yes") {
    await look(`${pictures}-advice-first`);
    await page.getByRole("button", { name: "Go on with the application" }).click();
  }
  await page.getByLabel("Text message").check();
  await page.locator("#phone").fill(resident.phone);
  if (resident.safety) await page.locator("#safety").fill(resident.safety);
  await next("contact");
  await page.getByLabel("Yes", { exact: false }).first().check();
  await next("other-help");
  await page.getByLabel("I would rather say later").check();
  await next("how-to-pay");
  await page.getByLabel("My answers are true").check();
  await next("declaration");
  await look(`${pictures}-check`);
};

/** Sends the answers and returns the reference. */
export const send = async ({ page, look }: Walk, pictures: string): Promise<string> => {
  await page.getByRole("button", { name: "Send my application" }).click();
  await page.getByRole("heading", { name: "We have your application" }).waitFor();
  await look(`${pictures}-received`);
  return (await page.locator(".govuk-panel strong").textContent()) ?? "";
};

/** The boxes of each page, with the text that they must show again. */
export const answersAsTyped = ({
  name,
  born: [day, month, year],
  line1,
  postcode,
  income,
  rent,
  savings,
  story,
  details,
  phone,
  safety,
}: Resident) => ({
  "/apply/about-you": { name, "dateOfBirth-day": day, "dateOfBirth-month": month, "dateOfBirth-year": year },
  "/apply/postcode": { postcode },
  "/apply/address": { line1 },
  "/apply/income": { amount: income },
  "/apply/housing-costs": { amount: rent ?? "0" },
  "/apply/savings": { savings },
  "/apply/what-happened": { story },
  "/apply/needs": { details },
  "/apply/contact": { phone, safety: safety ?? "" },
});
