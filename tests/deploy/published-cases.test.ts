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

test.for(publishedCases)("the published case under $schemeName runs on what was deployed, from application to finance", (published) =>
  walkPublishedCase(service, browser, published),
);

test.for(publishedCases)("the published case under $schemeName runs on what was deployed when programs send it", (published) =>
  sendPublishedCase(service, published),
);
