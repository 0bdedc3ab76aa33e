import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { type Host, startHost } from "../../infra/local/host.ts";
import { launchBrowser } from "./browser.ts";

let host: Host;
let browser: Browser;
let context: BrowserContext | undefined;

beforeAll(async () => {
  host = await startHost();
  browser = await launchBrowser();
});
afterEach(() => context?.close());
afterAll(async () => {
  await browser?.close();
  await host?.stop();
});

const screens = { phone: { width: 320, height: 480 }, desktop: { width: 1280, height: 500 } };
const cases = Object.keys(screens).flatMap((screen) => [true, false].map((javaScriptEnabled) => ({ screen, javaScriptEnabled })));

/** A page of the form with answers on it, in a browser that never leaves this machine. */
const inTheForm = async (screen: string, javaScriptEnabled: boolean): Promise<Page> => {
  context = await browser.newContext({
    baseURL: host.origin,
    javaScriptEnabled,
    viewport: screens[screen as keyof typeof screens],
  });
  // Our own answer is followed only as far as the outside page, which stands here instead.
  await context.route("**/exit", async (route) => {
    const answer = await route.fetch({ maxRedirects: 0 });
    const cookie = answer.headers()["set-cookie"] ?? "";
    await route.fulfill({ contentType: "text/html", headers: { "set-cookie": cookie }, body: `<h1>${answer.headers().location}</h1>` });
  });
  const page = await context.newPage();
  await page.goto("/apply/for-whom");
  await page.getByLabel("Myself").check();
  await page.getByRole("button", { name: "Continue" }).click();
  await page.getByLabel("Your full name").fill("Noor Sample");
  await page.getByLabel("Day", { exact: true }).fill("7");
  await page.getByLabel("Month", { exact: true }).fill("3");
  await page.getByLabel("Year", { exact: true }).fill("1988");
  await page.getByRole("button", { name: "Continue" }).click();
  return page;
};

test.for(cases)(
  "Exit this page stays in view to the end of a long page: $screen, JavaScript $javaScriptEnabled",
  async ({ screen, javaScriptEnabled }) => {
    const page = await inTheForm(screen, javaScriptEnabled);
    for (const path of ["/apply/benefits", "/apply/what-happened", "/apply/contact"]) {
      await page.goto(path);
      const height = page.viewportSize()?.height ?? 0;
      const main = await page.locator("main").boundingBox();
      expect((main?.y ?? 0) + (main?.height ?? 0), `${path} is long enough to scroll`).toBeGreaterThan(height + 200);
      await page.mouse.move(100, 300);
      await page.mouse.wheel(0, 400);
      const exit = page.getByRole("button", { name: "Exit this page" });
      await expect.poll(async () => (await page.locator("h1").first().boundingBox())?.y).toBeLessThan(0);
      const place = await exit.boundingBox();
      expect(place?.y, path).toBeGreaterThanOrEqual(0);
      expect((place?.y ?? 0) + (place?.height ?? 0), path).toBeLessThanOrEqual(height);
      expect((place?.x ?? 0) + (place?.width ?? 0), path).toBeLessThanOrEqual(page.viewportSize()?.width ?? 0);
    }
  },
);

test.for(cases)(
  "a person who leaves is on another site, and going back shows nothing: $screen, JavaScript $javaScriptEnabled",
  async ({ screen, javaScriptEnabled }) => {
    const page = await inTheForm(screen, javaScriptEnabled);
    await page.goto("/apply/about-you");
    expect(await page.getByLabel("Your full name").inputValue()).toBe("Noor Sample");
    await page.getByRole("button", { name: "Exit this page" }).click();
    await page.getByRole("heading", { name: "https://www.bbc.co.uk/weather" }).waitFor();
    expect(await context?.cookies()).toEqual([]);
    await page.goBack();
    await page.getByRole("heading", { name: "There are no answers here to go on with" }).waitFor();
    await page.goto("/apply/check");
    expect(await page.locator("main").innerText()).not.toContain("Noor Sample");
  },
);
