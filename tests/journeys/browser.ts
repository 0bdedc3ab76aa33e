import { access } from "node:fs/promises";
import AxeBuilder from "@axe-core/playwright";
import { type Browser, chromium, type Page } from "playwright-core";
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

const desktop = { width: 1280, height: 900 };
const phone = { width: 320, height: 640 };

/** The pictures that the README shows, each with the screen it is taken on. */
export const pictures = {
  "resident-start": { width: 480, height: 960 },
  "resident-error": { width: 480, height: 1120 },
  "assessor-case": { width: 1280, height: 1150 },
  "partner-referral": { width: 1280, height: 1150 },
  "finance-scheme": { width: 1280, height: 1360 },
  "scheme-draft": { width: 1280, height: 1440 },
} as const;
type Picture = keyof typeof pictures;

/** Where pictures go; only when they are asked for, so that a test run changes no file. */
const pictureFolder = process.env.PICTURES;

/** A person at a browser without JavaScript, and a second look at every page they meet. */
export type Walk = {
  readonly page: Page;
  /** Holds the page now shown to accessibility and to a narrow phone; keeps a picture where the README has a place for it. */
  look(name: string, picture?: Picture): Promise<void>;
  /** A page in another tab of the same browser. */
  openTab(): Promise<Page>;
  close(): Promise<void>;
};

export const walk = async (browser: Browser, origin: string): Promise<Walk> => {
  const person = await browser.newContext({ baseURL: origin, javaScriptEnabled: false, viewport: desktop });
  const checker = await browser.newContext({ baseURL: origin, viewport: phone });
  const page = await person.newPage();
  const copy = await checker.newPage();
  return {
    page,
    look: async (name, picture) => {
      await check(copy, page.url(), await page.content(), name);
      if (picture && pictureFolder) await takePicture(page, picture, pictureFolder);
    },
    openTab: () => person.newPage(),
    close: async () => {
      await person.close();
      await checker.close();
    },
  };
};

const takePicture = async (page: Page, picture: Picture, folder: string): Promise<void> => {
  await page.setViewportSize(pictures[picture]);
  await page.screenshot({ path: `${folder}/${picture}.png` });
  await page.setViewportSize(desktop);
};

/** The structures that axe has found nothing wrong with. */
const checked = new Set<string>();

/** A page without what differs from person to person: axe looks at elements and attributes, and whether they have words at all. */
const structureOf = (html: string): string =>
  html.replace(/>[^<]*[^<\s][^<]*(?=<)/g, ">words").replace(/ (value|href|action|content)="[^"]+"/g, ' $1="given"');

/** References differ in width with their letters; a page must have room for the widest. */
const widestReferences = `{
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const text = texts.currentNode;
    text.data = text.data.replace(/\\b[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){2}\\b/g, "WWWW-MMMM-WWWW");
  }
}`;

/**
 * The same HTML in a browser with JavaScript, which the accessibility checks are written in. No page has a frame,
 * so axe's simple mode sees all of it.
 */
const check = async (copy: Page, url: string, html: string, name: string): Promise<void> => {
  const address = url.replace(/#.*$/, "");
  await copy.route(address, (route) => route.fulfill({ contentType: "text/html; charset=utf-8", body: html }));
  await copy.goto(address);
  // A list of errors takes the focus and scrolls to itself, which leaves what is above half covered; it is looked at from the top.
  await copy.evaluate("scrollTo(0, 0)");
  if (!checked.has(structureOf(html))) {
    const { violations } = await new AxeBuilder({ page: copy })
      .setLegacyMode()
      .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"])
      .analyze();
    expect(violations.map(({ id, nodes }) => `${name}: ${id}: ${nodes.map(({ html: node }) => node).join(" | ")}`)).toEqual([]);
    checked.add(structureOf(html));
  }
  await copy.evaluate(widestReferences);
  const width = await copy.evaluate("document.documentElement.scrollWidth");
  expect(width, `${name} is wider than a narrow phone`).toBeLessThanOrEqual(phone.width);
  await copy.unroute(address);
};
