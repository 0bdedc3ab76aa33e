import type { AccountId } from "../../infra/local/accounts.ts";
import { accounts } from "../../infra/local/accounts.ts";
import type { Walk } from "./browser.ts";

/** Signs in through the provider, as a person does, and arrives at a page. */
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
export type DecisionTyped = {
  readonly lines: readonly Line[];
  readonly service: { readonly code: string; readonly label: string; readonly reasons: readonly string[]; readonly asks: string };
  readonly signposts: readonly string[];
  readonly reason: string;
};

/** Fills in the award form of the case now shown, and sends it. */
export const award = async ({ page, look }: Walk, { lines, service, signposts, reason }: DecisionTyped, picture: string): Promise<void> => {
  const form = page.locator('form[action$="/award"]');
  for (const row of await form.locator("select[name^='item-']").all()) await row.selectOption("");
  for (const box of await form.locator("input[name^='amount-']").all()) await box.fill("");
  for (const [index, line] of lines.entries()) {
    const row = index + 1;
    await form.locator(`#award-item-${row}`).selectOption(line.item);
    await form.locator(`#award-amount-${row}`).fill(line.amount);
    await form.locator(`#award-delivery-${row}`).selectOption({ label: line.delivery });
    if (line.reason) await form.locator(`#award-reason-${row}`).fill(line.reason);
  }
  await form.getByLabel(service.label, { exact: true }).check();
  const why = form.getByRole("group", { name: `Why refer to ${service.label}?` });
  for (const one of service.reasons) await why.getByLabel(one, { exact: true }).check();
  await form.locator(`#award-asks-${service.code}`).fill(service.asks);
  for (const signpost of signposts) await form.getByLabel(signpost, { exact: true }).check();
  await form.locator("#award-reason").fill(reason);
  await look(picture);
  await form.getByRole("button", { name: "Award" }).click();
};
