import type { Browser } from "playwright-core";
import { afterAll, beforeAll, test } from "vitest";
import { launchBrowser } from "../journeys/browser.ts";
import { sendPublishedCase } from "../journeys/program-cases.ts";
import { fundPublishedCases, publishedCases, walkPublishedCase } from "../journeys/published-cases.ts";
import { deployedService } from "./deployed.ts";

const service = deployedService();
let browser: Browser;

beforeAll(async () => {
  await fundPublishedCases(service);
  browser = await launchBrowser();
});
afterAll(() => browser?.close());

test.for(publishedCases)("people take the published case under $schemeName through the deployed service", (published) =>
  walkPublishedCase(service, browser, published),
);

test.for(publishedCases)("programs take the published case under $schemeName through the deployed service", (published) =>
  sendPublishedCase(service, published),
);
