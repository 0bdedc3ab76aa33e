import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type AccountId, accountIds } from "../../infra/local/accounts.ts";
import { type Host, startHost } from "../../infra/local/host.ts";
import { sessionCookie } from "../../shared/http/answer.ts";
import { cookieName } from "../../shared/http/identity.ts";
import { type Act, acts } from "../../shared/system.ts";
import { submitExample } from "../examples.ts";
import { typedPages } from "../functions/apply/resident.ts";
import { callsTo } from "../shared/http/callers.ts";
import { type MarkedWorld, makeMarkedWorld, type People } from "../shared/http/marked-world.ts";
import { everybodyAt, personOf } from "../shared/http/people.ts";
import { launchBrowser } from "./browser.ts";
import { serviceOn } from "./service.ts";

let host: Host;
let browser: Browser;
let people: People;
let world: MarkedWorld;
let undecided: string;

beforeAll(async () => {
  host = await startHost({ limitOf: () => ({ perSecond: 1e9, burst: 1e9 }) });
  people = await everybodyAt(serviceOn(host));
  world = await makeMarkedWorld(callsTo(host.origin), people);
  undecided = (await submitExample(serviceOn(host).table, { at: new Date() })).caseId;
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  await host?.stop();
});

type Filled = { readonly action: string; readonly text: string; readonly formToken: string };

/** Types into every box of the form and sends it as seen at a version that never was. Where the page offers no such form, sends one of its own. */
const sendForm = async (page: Page, filled: Filled): Promise<boolean> => {
  const hasBoxes = page.evaluate(
    `((action, text, formToken) => {
      const own = [...document.forms].find((each) => each.method === "post" && new URL(each.action).pathname === action);
      const form = own ?? document.body.appendChild(Object.assign(document.createElement("form"), { method: "post", action }));
      if (!own) form.innerHTML = '<input name="formToken"><input name="version"><textarea name="reason"></textarea>';
      const boxes = [...form.querySelectorAll("textarea, input[type=text], input:not([type])")].filter(({ name }) => name !== "formToken" && name !== "version");
      for (const box of boxes) box.value = text;
      for (const box of form.querySelectorAll("[name=version]")) box.value = "0";
      if (!own) form.querySelector("[name=formToken]").value = formToken;
      form.submit();
      return own !== undefined && boxes.length > 0;
    })(${JSON.stringify(filled.action)}, ${JSON.stringify(filled.text)}, ${JSON.stringify(filled.formToken)})`,
  );
  const arrived = page.waitForNavigation({ waitUntil: "load" });
  const [response] = await Promise.all([arrived, hasBoxes]);
  expect(response?.request().method(), `${filled.action} is answered by a page that can be loaded again`).toBe("GET");
  return (await hasBoxes) as boolean;
};

/** The visible page: its words, and the contents of its boxes. */
const seenOn = (page: Page): Promise<string> =>
  page.evaluate(
    `document.title + " | " + document.querySelector("main").innerText.replaceAll(/\\s+/g, " ") + " | " + [...document.querySelectorAll("main textarea, main input:not([type=hidden])")].map(({ value }) => value).join(" | ")`,
  ) as Promise<string>;

const noLonger = "What you typed before is no longer kept here";

type Walked = {
  readonly on: string;
  readonly action: string;
  readonly formToken: string;
  readonly elsewhere: string;
  /** The page has the form, and a fault in it comes back with what was typed. */
  readonly isThere?: boolean;
};

/** Back, refresh, a second tab and a closed browser, on one form. */
const walkForm = async (context: BrowserContext, { on, action, formToken, elsewhere, isThere = false }: Walked): Promise<void> => {
  const page = await context.newPage();
  await page.goto(on);
  const hasBoxes = await sendForm(page, { action, text: "typed in the first tab", formToken });
  const address = page.url();
  const first = await seenOn(page);
  const isReturned = address.includes("returned=");
  if (isReturned && hasBoxes) expect(first, action).toContain("typed in the first tab");
  if (isThere) expect([isReturned, hasBoxes], action).toEqual([true, true]);
  expect(first).not.toContain(noLonger);

  const other = await context.newPage();
  if (isReturned) {
    await other.goto(on);
    await sendForm(other, { action, text: "typed in the second tab", formToken });
    await page.reload();
    expect(await seenOn(page), `${action}, loaded again while a second tab has an error of its own`).toBe(first);
  }

  await page.goto(elsewhere);
  const back = await page.goBack();
  expect(page.url(), `Back to the answer of ${action}`).toBe(address);
  expect(back?.request().method() ?? "GET").toBe("GET");
  if (isReturned) expect(await seenOn(page)).toBe(first);
  await page.goBack();
  expect(new URL(page.url()).origin, `Back to the form of ${action}`).toBe(new URL(host.origin).origin);
  expect(await page.locator("main").count()).toBe(1);

  if (isReturned) {
    const opened = await browser.newContext({ baseURL: host.origin, javaScriptEnabled: false, storageState: await context.storageState() });
    const restored = await opened.newPage();
    await restored.goto(address);
    expect(await seenOn(restored), `${action}, in a browser that was closed and kept its cookies`).toBe(first);
    await opened.close();

    const lost = await browser.newContext({ baseURL: host.origin, javaScriptEnabled: false });
    const stranger = await lost.newPage();
    await stranger.goto(address);
    expect(await stranger.content(), `${action}, in a browser without the cookie`).not.toContain("typed in the first tab");
    await lost.close();
  }
  await page.close();
  await other.close();
};

const withCookie = async (name: string, value: string): Promise<BrowserContext> => {
  const context = await browser.newContext({ baseURL: host.origin, javaScriptEnabled: false });
  await context.addCookies([{ name: cookieName(host.origin, name), value, url: host.origin }]);
  return context;
};

const accountFor = (who: readonly string[]): AccountId | undefined =>
  accountIds.find((id) => id !== "welfare-rights" && personOf(id).roles.some((role) => who.includes(role)));

/** A person who declares an interest sees no more of the case: those forms come last. */
const isDeclaring = ({ name }: { readonly name: string }) => Number(name.startsWith("declareInterest"));
const staffForms = Object.entries<Act>(acts)
  .flatMap(([name, { page, on, who }]) => (page && on && who !== "anyone" ? [{ name, page, on, who }] : []))
  .toSorted((a, b) => isDeclaring(a) - isDeclaring(b));
const onUndecided: readonly string[] = ["refuse", "ask", "checkAward", "refer"];

test.for(staffForms)("staff: $name stands Back, refresh, two tabs and a closed browser", async ({ name, page, on, who }) => {
  const account = accountFor(who);
  if (!account) throw new Error("Every act has somebody who may.");
  const { draftId, serviceDraftId } = world.path;
  const isThere = onUndecided.includes(name);
  const caseId = isThere ? undecided : world.path.caseId;
  const words: Readonly<Record<string, string>> = {
    ...world.path,
    caseId,
    draftId: on.startsWith("/service-drafts") ? serviceDraftId : draftId,
  };
  const filled = (path: string) => path.replaceAll(/\{(\w+)\}/g, (_, id: string) => words[id] ?? id);
  const { session, formToken } = people[account];
  const context = await withCookie(sessionCookie, session);
  await walkForm(context, { on: filled(on), action: filled(page.replace("POST ", "")), formToken, elsewhere: "/sessions", isThere });
  await context.close();
});

test("a resident's check stands Back, refresh, two tabs and a closed browser", async () => {
  const context = await browser.newContext({ baseURL: host.origin, javaScriptEnabled: false });
  await walkForm(context, { on: "/check", action: "/check", formToken: "", elsewhere: "/" });
  await context.close();
});

test("every page of the application form shows its errors at its own address, at each load, after Back and in another tab", async () => {
  const context = await browser.newContext({ baseURL: host.origin, javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto("/apply/for-whom");
  await page.getByLabel("Myself").check();
  await page.getByRole("button", { name: "Continue" }).click();

  for (const [name] of typedPages.slice(1)) {
    await page.goto(`/apply/${name}`);
    const [response] = await Promise.all([page.waitForNavigation(), page.getByRole("button", { name: "Continue" }).click()]);
    expect(response?.request().method(), name).toBe("GET");
    if (!(await page.title()).startsWith("Error: ")) continue;
    const [address, seen] = [page.url(), await seenOn(page)];
    expect(new URL(address).pathname).toBe(`/apply/${name}`);
    await page.reload();
    expect(await seenOn(page), name).toBe(seen);
    const other = await context.newPage();
    await other.goto(address);
    expect(await seenOn(other), name).toBe(seen);
    await other.close();
    await page.goto("/");
    await page.goBack();
    expect([page.url(), await seenOn(page)], name).toEqual([address, seen]);
  }
  await context.close();
});

test("after Exit this page, Back shows nothing that was typed", async () => {
  const context = await browser.newContext({ baseURL: host.origin, javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto("/apply/for-whom");
  await page.getByLabel("Myself").check();
  await page.getByRole("button", { name: "Continue" }).click();
  await page.goto("/apply/people/k0000001");
  await sendForm(page, { action: "/apply/people/k0000001", text: "Somebody’s name", formToken: "" });
  expect(await seenOn(page)).toContain("Somebody’s name");
  const address = page.url();
  await context.request.get("/exit", { maxRedirects: 0 });
  await page.goto(address);
  expect(await page.content()).not.toContain("Somebody’s name");
  expect(await page.locator("body").innerText()).toContain(noLonger);
  await context.close();
});
