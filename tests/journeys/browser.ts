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

/** The Chromium that CHROMIUM names, else the one from npm, else one installed on this machine. */
export const launchBrowser = async (): Promise<Browser> => {
  const named = process.env.CHROMIUM;
  if (named) return chromium.launch({ executablePath: named, args: quiet });
  try {
    return await launchPackaged();
  } catch {
    // The package brings its own libraries for a machine that lacks them, as it does on Lambda.
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

/** The README's pictures, each with the size of its screen. */
export const pictures = {
  "resident-start": { width: 480, height: 960 },
  "resident-error": { width: 480, height: 1120 },
  "assessor-case": { width: 1280, height: 1150 },
  "partner-referral": { width: 1280, height: 1150 },
  "finance-scheme": { width: 1280, height: 1360 },
  "scheme-draft": { width: 1280, height: 1440 },
} as const;
type Picture = keyof typeof pictures;

/** The folder for pictures. Unset in other runs, so that they change no file. */
const pictureFolder = process.env.PICTURES;

/** A browser without JavaScript, and the checks made on every page that a person meets in it. */
export type Walk = {
  readonly page: Page;
  /** Checks the page for accessibility and on a narrow phone. Takes a picture if the README shows this page. */
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

/** Page structures that axe has passed in this file. */
const checked = new Set<string>();

/** Strips a page of its data. Axe looks at elements and attributes, and at whether they have words at all. */
const structureOf = (html: string): string =>
  html.replace(/>[^<]*[^<\s][^<]*(?=<)/g, ">words").replace(/ (value|href|action|content)="[^"]+"/g, ' $1="given"');

/** Replaces references by the widest one, since their widths differ with their letters. */
const widestReferences = `{
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const text = texts.currentNode;
    text.data = text.data.replace(/\\b[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){2}\\b/g, "WWWW-MMMM-WWWW");
  }
}`;

/**
 * Shows the same HTML in a browser with JavaScript, because axe is a script. No page has a frame, so axe's simple
 * mode sees all of it.
 */
const check = async (copy: Page, url: string, html: string, name: string): Promise<void> => {
  const address = url.replace(/#.*$/, "");
  await copy.route(address, (route) => route.fulfill({ contentType: "text/html; charset=utf-8", body: html }));
  await copy.goto(address);
  // The list of errors takes the focus and scrolls to itself. Scroll back, or axe finds the header half covered.
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
