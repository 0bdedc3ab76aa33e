import type { Browser } from "playwright-core";
import { expect } from "vitest";
import type { SchemeCode } from "../../shared/domain/scheme/scheme.ts";
import { allocateExample } from "../examples.ts";
import { type Walk, walk } from "./browser.ts";
import { answerEverything, type Resident, send } from "./resident.ts";
import type { Service } from "./service.ts";
import { type DecisionTyped, fillAward, sendAward, signIn, signOut } from "./staff.ts";

export type PublishedCase = {
  readonly day: string;
  readonly scheme: SchemeCode;
  readonly schemeName: string;
  readonly resident: Resident;
  readonly decision: Required<DecisionTyped>;
  readonly partner: "welfare-rights" | "early-help";
  /** The figures that finance must then see: committed by category, and the scheme's total. */
  readonly spend: { readonly [label: string]: string };
  readonly total: string;
};

/** The council's first published case: a carpet, under the fourth round of the fund. */
const first: PublishedCase = {
  day: "2024-01-21T10:00:00Z",
  scheme: "HSF4",
  schemeName: "Household Support Fund 4",
  resident: {
    name: "Martin Ashby",
    born: ["14", "6", "1979"],
    line1: "3 Foundry Road",
    postcode: "CV6 6AA",
    others: [],
    income: "£868.50",
    benefits: ["Universal Credit"],
    savings: "0",
    trigger: "Money has been short for a long time",
    story:
      "I have severe epilepsy and cannot work. I fall and have seizures at night, on to a bare concrete floor. I took a loan to clear an overdraft and am now in debt. I am too embarrassed to have visitors.",
    without: [],
    needs: ["Carpet or flooring"],
    details: "A carpet for the bedroom.",
    phone: "07700 900111",
  },
  decision: {
    lines: [{ item: "carpet", amount: "240", delivery: "Goods delivered" }],
    service: {
      code: "welfareRights",
      label: "Welfare Benefit Adviser",
      reasons: ["Income maximisation"],
      asks: "Please check that every benefit for his epilepsy is claimed.",
    },
    signposts: ["Debt advice"],
    reason: "Seizures on to bare concrete: a carpet keeps him from injury.",
  },
  partner: "welfare-rights",
  spend: { "Wider essentials": "£240.00", "Energy and water": "£0.00" },
  total: "£240.00",
};

/** The council's second: a lone parent with four children, under the fifth round, in more than one category. */
const second: PublishedCase = {
  day: "2024-05-31T10:00:00Z",
  scheme: "HSF5",
  schemeName: "Household Support Fund 5",
  resident: {
    name: "Leila Harrow",
    born: ["2", "Feb", "1992"],
    line1: "41 Mill Rise",
    postcode: "CV2 4BB",
    others: [
      { name: "Adam Harrow", born: ["9", "5", "2012"], relationship: "Child" },
      { name: "Zara Harrow", born: ["1", "3", "2020"], relationship: "Child" },
      { name: "Noor Harrow", born: ["20", "4", "2022"], relationship: "Child" },
      { name: "Baby Harrow", born: ["29", "3", "2024"], relationship: "Child" },
    ],
    income: "1,950",
    benefits: ["Universal Credit", "Child Benefit"],
    savings: "12.50",
    trigger: "My income has dropped or stopped",
    story:
      "My partner has left and the rent is £1,500 a month before bills. My baby is just out of hospital after viral meningitis. Two of the children share my bed. A relative on a pension helps with food and nappies.",
    without: ["Heating, gas or electricity"],
    needs: ["Gas, electricity or other heating", "Beds, mattresses, a cot or bedding", "A washing machine", "Clothing"],
    details: "A cot, beds for the two little ones, a washing machine.",
    phone: "07700 900222",
    safety: "Only before 3pm. Do not leave a message.",
  },
  decision: {
    lines: [
      { item: "cot", amount: "120", delivery: "Goods delivered" },
      { item: "bed", amount: "360.00", delivery: "Goods delivered" },
      { item: "washingMachine", amount: "£289.99", delivery: "Goods delivered" },
      {
        item: "clothingVoucher",
        amount: "100",
        delivery: "Voucher",
        reason: "A Love2Shop voucher for bedding and the children’s clothing.",
      },
    ],
    service: {
      code: "earlyHelp",
      label: "Early Help and Family Hubs",
      reasons: ["Debt", "Housing"],
      asks: "Please help the family with debt and housing.",
    },
    signposts: ["Holiday Activities and Food"],
    reason: "A newborn just out of hospital without a cot, and two children without beds.",
  },
  partner: "early-help",
  spend: { "Wider essentials": "£580.00", "Essentials linked to energy and water": "£289.99" },
  total: "£869.99",
};

/** Allocates the money for both cases. */
export const fundPublishedCases = async ({ table }: Service): Promise<void> => {
  await allocateExample(table, "HSF4", "WIDER_ESSENTIALS", 1_000_00);
  await allocateExample(table, "HSF4", "ENERGY_WATER", 1_000_00);
  await allocateExample(table, "HSF5", "WIDER_ESSENTIALS", 2_000_00);
  await allocateExample(table, "HSF5", "ESSENTIALS_ENERGY_WATER", 1_000_00);
};

export const publishedCases: readonly PublishedCase[] = [first, second];

/** Takes a published case from application to award, referral, outcome and finance, in four people's browsers. */
export const walkPublishedCase = async (service: Service, browser: Browser, published: PublishedCase): Promise<void> => {
  const { resident, decision, partner, scheme, schemeName, spend, total } = published;
  const name = scheme.toLowerCase();
  await service.setClock(new Date(published.day));
  const one = await walk(browser, service.origin);
  const { page, look } = one;
  try {
    // The resident applies.
    await answerEverything(one, resident, `${name}-resident`);
    const reference = await send(one, `${name}-resident`);
    expect(reference).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/);

    // An assessor decides.
    await signIn(one, "assessor-1", "/cases");
    await look(`${name}-assessor-queue`);
    await page.getByRole("link", { name: resident.name }).click();
    await look(`${name}-assessor-case`);
    expect(await page.locator("main").textContent()).toContain(resident.story);
    await fillAward(page, decision);
    await look(`${name}-assessor-award`);
    await sendAward(page);
    await page.waitForURL(`**/cases/${reference}*`);
    await look(`${name}-assessor-decided`);
    const toldOf = await page.getByRole("heading", { name: "Told to go to" }).locator("xpath=following-sibling::ul[1]").innerText();
    for (const signpost of decision.signposts) {
      expect(toldOf).toContain(signpost);
      expect(await page.locator("main").textContent()).toContain(`${signpost} can help too`);
    }
    await page.getByRole("link", { name: "See the award" }).click();
    await look(`${name}-award`);
    expect(await page.locator("main").textContent()).toContain(schemeName);
    await signOut(one);

    // The partner answers: the referral came by the stream.
    await signIn(one, partner, "/referrals");
    await expect
      .poll(async () => {
        await page.reload();
        return page.getByRole("link", { name: resident.name }).count();
      })
      .toBe(1);
    await look(`${name}-partner-list`);
    await page.getByRole("link", { name: resident.name }).click();
    await look(`${name}-partner-referral`);
    const referral = (await page.locator("main").textContent()) ?? "";
    expect(referral).toContain(decision.service.asks);
    if (resident.safety) expect(referral.indexOf(resident.safety)).toBeLessThan(referral.indexOf(decision.service.asks));
    expect(referral).not.toContain(resident.story);
    await page.getByRole("button", { name: "Accept" }).click();
    await page.getByLabel("What did you do").fill("Met twice. Personal Independence Payment is claimed.");
    await look(`${name}-partner-outcome`);
    await page.getByRole("button", { name: "Record the outcome" }).click();
    await look(`${name}-partner-closed`);
    await signOut(one);

    // The assessor sees it.
    await signIn(one, "assessor-2", `/cases/${reference}`);
    expect(await page.locator("main").textContent()).toContain("Personal Independence Payment is claimed.");
    if (resident.safety) await tellByHand(one, published, reference);
    await signOut(one);

    // Finance sees the money in the right scheme.
    await signIn(one, "finance", "/finance");
    await look("finance-schemes");
    await page.getByRole("link", { name: schemeName }).click();
    await look(`${name}-finance-scheme`);
    for (const [label, committed] of Object.entries(spend)) {
      expect(await page.getByRole("row", { name: label }).first().textContent()).toContain(committed);
    }
    await page.getByRole("link", { name: total }).first().click();
    await look(`${name}-finance-entries`);
    expect(await page.locator("main").textContent()).toContain(total);
    await page
      .getByRole("link", { name: `${reference}-A1` })
      .first()
      .click();
    expect(await page.locator("main").textContent()).not.toContain(resident.name);
  } finally {
    await one.close();
  }
};

/** Staff tell residents who asked for care, and record it. A letter to such a resident does not say what it is about. */
const tellByHand = async ({ page, look }: Walk, { resident, scheme }: PublishedCase, reference: string): Promise<void> => {
  const name = scheme.toLowerCase();
  await page.goto("/to-tell");
  await look(`${name}-to-tell`);
  await page.getByRole("link", { name: resident.name }).click();
  await look(`${name}-to-tell-one`);
  expect(await page.locator("main").textContent()).toContain(resident.safety);
  await page.getByRole("link", { name: "Print a letter that does not say what it is about" }).click();
  await look(`${name}-to-tell-letter`);
  expect(await page.locator("main").textContent()).toContain("We have an answer for you.");
  await page.goBack();
  await page.getByRole("button", { name: "They have been told" }).click();
  await page.getByRole("link", { name: "Select how they were told" }).click();
  await page.getByLabel("By phone").check();
  await page.getByRole("button", { name: "They have been told" }).click();
  await page.waitForURL("**/to-tell");
  expect(await page.getByRole("link", { name: resident.name }).count()).toBe(0);
  await page.goto(`/cases/${reference}#messages`);
  expect(await page.locator("main").textContent()).toContain("told them by phone");
};
