import type { Locator, Page } from "playwright-core";
import type { AccountId } from "../../infra/local/accounts.ts";
import { accounts } from "../../infra/local/accounts.ts";
import type { Walk } from "./browser.ts";

/** Signs in through the identity provider and opens a page. */
export const signIn = async ({ page, look }: Walk, account: AccountId, at: string): Promise<void> => {
  await page.goto(at);
  await look("sign-in-accounts");
  await page.getByRole("button", { name: accounts[account].name }).click();
  await page.waitForURL(`**${at}`);
};

export const signOut = async ({ page, look }: Walk): Promise<void> => {
  await page.getByRole("button", { name: "Sign out" }).click();
  await page.getByRole("heading", { name: "signed out" }).waitFor();
  await look("signed-out");
};

type Line = { readonly item: string; readonly amount: string; readonly delivery: string; readonly reason?: string };
type Service = { readonly code: string; readonly label: string; readonly reasons: readonly string[]; readonly asks: string };
export type DecisionTyped = {
  readonly lines: readonly Line[];
  readonly service?: Service;
  readonly signposts: readonly string[];
  readonly reason: string;
};

/** The form for this step on the case page, unfolded. */
export const caseForm = async (page: Page, step: "award" | "refuse" | "ask" | "answer"): Promise<Locator> => {
  const form = `form[action$="/${step === "award" ? "award/check" : step}"]`;
  const folded = page.locator(`details:not([open]):has(${form})`);
  if ((await folded.count()) > 0) await folded.locator("summary").first().click();
  return page.locator(form);
};

/** Fills in a referral on the form of a decision. */
export const refer = async (form: Locator, step: "award" | "refuse", { code, label, reasons, asks }: Service): Promise<void> => {
  await form.getByLabel(label, { exact: true }).check();
  const why = form.getByRole("group", { name: `Why refer to ${label}?` });
  for (const reason of reasons) await why.getByLabel(reason, { exact: true }).check();
  await form.locator(`#${step}-asks-${code}`).fill(asks);
};

/** Fills in the award form on the case page. */
export const fillAward = async (page: Page, { lines, service, signposts, reason }: DecisionTyped): Promise<void> => {
  const form = await caseForm(page, "award");
  for (const row of await form.locator("select[name^='item-']").all()) await row.selectOption("");
  for (const box of await form.locator("input[name^='amount-']").all()) await box.fill("");
  for (const [index, line] of lines.entries()) {
    const row = index + 1;
    if ((await form.locator(`#award-item-${row}`).count()) === 0) await page.getByRole("button", { name: "Add another item" }).click();
    await form.locator(`#award-item-${row}`).selectOption(line.item);
    await form.locator(`#award-amount-${row}`).fill(line.amount);
    await form.locator(`#award-delivery-${row}`).selectOption({ label: line.delivery });
    if (line.reason) await form.locator(`#award-reason-${row}`).fill(line.reason);
  }
  // Shows each piece of evidence in the first way that the scheme accepts.
  for (const list of await form.locator("select[name='evidence']").all()) await list.selectOption({ index: 1 });
  if (service) await refer(form, "award", service);
  const told = form.getByRole("group", { name: "Tell them where to go" });
  for (const signpost of signposts) await told.getByLabel(signpost, { exact: true }).check();
  await form.locator("#award-reason").fill(reason);
};

export const checkAward = (page: Page): Promise<void> => page.getByRole("button", { name: "Check the award" }).click();

export const commitAward = (page: Page): Promise<void> => page.getByRole("button", { name: /^Award £/ }).click();

/** Checks what would be committed, then commits it. */
export const sendAward = async (page: Page): Promise<void> => {
  await checkAward(page);
  await commitAward(page);
};
