import { access } from "node:fs/promises";
import AxeBuilder from "@axe-core/playwright";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import { expect } from "vitest";

const quiet = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--disable-quic",
  "--no-first-run",
];

/** A Chromium named by CHROMIUM, else the one that came through npm, else one that the machine has. */
export const launchBrowser = async (): Promise<Browser> => {
  const named = process.env.CHROMIUM;
  if (named) return chromium.launch({ executablePath: named, args: quiet });
  try {
    return await launchPackaged();
  } catch {
    // Where the machine lacks a library that Chromium needs, the package brings its own, as it does on Lambda.
    process.env.AWS_EXECUTION_ENV = "AWS_Lambda_nodejs24.x";
    return launchPackaged().catch(async () => chromium.launch({ executablePath: await installed(), args: quiet }));
  }
};

const launchPackaged = async (): Promise<Browser> => {
  const { default: packaged } = await import("@sparticuz/chromium");
  return chromium.launch({ executablePath: await packaged.executablePath(), args: quiet });
};

const installed = async (): Promise<string> => {
  for (const path of ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"]) {
    const isThere = await access(path).then(
      () => true,
      () => false,
    );
    if (isThere) return path;
  }
  throw new Error("No Chromium is here: set CHROMIUM to the path of one.");
};

/** A person at a browser without JavaScript, and a second look at every page they meet. */
export type Walk = {
  readonly page: Page;
  /** Holds the page now shown to accessibility and to a narrow phone; keeps a picture where one is wanted. */
  look(name: string): Promise<void>;
  close(): Promise<void>;
};

const desktop = { width: 1280, height: 900 };
const phone = { width: 320, height: 640 };

/** Where pictures go; only when they are asked for, so that a test run changes no file. */
const pictures = process.env.PICTURES;

export const walk = async (browser: Browser, origin: string): Promise<Walk> => {
  const person = await browser.newContext({ baseURL: origin, javaScriptEnabled: false, viewport: desktop });
  const checker = await browser.newContext({ baseURL: origin, viewport: phone });
  const page = await person.newPage();
  return {
    page,
    look: async (name) => {
      const html = await page.content();
      await check(checker, page.url(), html, name);
      if (pictures) await page.screenshot({ path: `${pictures}/${name}.png`, fullPage: true });
    },
    close: async () => {
      await person.close();
      await checker.close();
    },
  };
};

/** The same HTML in a browser with JavaScript, which the accessibility checks are written in. */
const check = async (checker: BrowserContext, url: string, html: string, name: string): Promise<void> => {
  const copy = await checker.newPage();
  await copy.route(url, (route) => route.fulfill({ contentType: "text/html; charset=utf-8", body: html }));
  await copy.goto(url);
  const { violations } = await new AxeBuilder({ page: copy })
    .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"])
    .analyze();
  expect(violations.map(({ id, nodes }) => `${name}: ${id}: ${nodes.map(({ html: node }) => node).join(" | ")}`)).toEqual([]);
  const width = await copy.evaluate("document.documentElement.scrollWidth");
  expect(width, `${name} is wider than a narrow phone`).toBeLessThanOrEqual(phone.width);
  await copy.close();
};
