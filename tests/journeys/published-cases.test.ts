import type { Browser } from "playwright-core";
import { afterAll, beforeAll, test } from "vitest";
import { type Host, startHost } from "../../infra/local/host.ts";
import { launchBrowser } from "./browser.ts";
import { sendPublishedCase } from "./program-cases.ts";
import { fundPublishedCases, publishedCases, walkPublishedCase } from "./published-cases.ts";
import { serviceOn } from "./service.ts";

let host: Host;
let browser: Browser;

beforeAll(async () => {
  host = await startHost();
  await fundPublishedCases(serviceOn(host));
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  await host?.stop();
});

test.for(publishedCases)(
  "people take the published case under $schemeName from application to award, referral, outcome and finance",
  (published) => walkPublishedCase(serviceOn(host), browser, published),
);

test.for(publishedCases)("programs take the published case under $schemeName through the same stages", (published) =>
  sendPublishedCase(serviceOn(host), published),
);
